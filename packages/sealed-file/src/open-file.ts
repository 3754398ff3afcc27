/** Reads a sealed file: says what is wrong with it and where, and gives every section that is whole. */
import { hexToBytes } from '@tideline/journal'
import { deriveFileKeys, openChunk, type FileKeys } from './file-keys.ts'
import { checksum, HEAD_BYTES, readHead, sameBytes, type Bytes, type Head } from './head.ts'
import { END_BYTES, NO_SECTION, POINTER_BYTES, read, readLayout, type ChunkAt, type Layout, type Range } from './layout.ts'
import { SectionReader, type Section } from './sections.ts'

export type OpenFault =
  /** It begins like no sealed file. */
  | { readonly code: 'not-sealed' }
  | { readonly code: 'newer-version'; readonly version: number }
  | { readonly code: 'wrong-passphrase' }
  /** Neither copy of the head can be read: nothing of it can be opened. */
  | { readonly code: 'head-damaged' }

export interface Condition {
  /** All that was sealed has been read, and nothing else is in the file. */
  readonly whole: boolean
  /** Chunks that are not what was sealed in their place, with the bytes where they lie. */
  readonly chunks: readonly (Range & { readonly index: number })[]
  /** Damaged bytes beside the chunks: of a head, of the end, or behind it. */
  readonly beside: readonly Range[]
  /** The file stops at this byte, before its end. */
  readonly truncatedAt: number | null
}

export type Opened = { readonly ok: true; readonly file: SealedFile } | { readonly ok: false; readonly fault: OpenFault }

export async function openFile(file: Blob, passphrase: string): Promise<Opened> {
  const found = await findHead(file)
  if ('code' in found) return { ok: false, fault: found }
  const { head, bytes } = found
  const keys = await deriveFileKeys(passphrase, hexToBytes(head.kdf.salt), head.kdf)
  if (keys.check !== head.check) return { ok: false, fault: { code: 'wrong-passphrase' } }
  return { ok: true, file: new SealedFile(file, found, keys, await readLayout(file, head, bytes)) }
}

interface FoundHead {
  readonly head: Head
  readonly bytes: Bytes
}

/** The head, or the second one where the first is damaged. */
async function findHead(file: Blob): Promise<FoundHead | OpenFault> {
  const bytes = await read(file, 0, HEAD_BYTES)
  const first = await readHead(bytes)
  if (first.ok) return { head: first.head, bytes }
  if (first.code === 'newer-version') return { code: first.code, version: first.version }
  const twinAt = file.size - END_BYTES - HEAD_BYTES
  const twin = twinAt >= HEAD_BYTES ? await read(file, twinAt, twinAt + HEAD_BYTES) : null
  const second = twin && (await readHead(twin))
  if (twin && second?.ok) return { head: second.head, bytes: twin }
  return first.code === 'damaged' ? { code: 'head-damaged' } : { code: 'not-sealed' }
}

export class SealedFile {
  readonly head: Head
  readonly #file: Blob
  readonly #headBytes: Bytes
  readonly #keys: FileKeys
  readonly #layout: Layout
  #bad: ChunkAt[] = []
  /** The number that the next section must have. */
  #next = 0
  #complete = false

  constructor(file: Blob, { head, bytes }: FoundHead, keys: FileKeys, layout: Layout) {
    this.head = head
    this.#file = file
    this.#headBytes = bytes
    this.#keys = keys
    this.#layout = layout
  }

  /** As far as the sections have been read. */
  get condition(): Condition {
    const { truncatedAt, spoilt } = this.#layout
    const chunks = this.#bad.map(({ index, from, to }) => ({ index, from, to }))
    const whole = this.#complete && chunks.length === 0 && spoilt.length === 0 && truncatedAt === null
    return { whole, chunks, beside: spoilt, truncatedAt }
  }

  /** Every section that can be read, in order; what is missing between them shows by their numbers and in `condition`. */
  async *sections(onProgress?: (bytes: number) => void): AsyncGenerator<Section> {
    this.#bad = []
    this.#next = 0
    this.#complete = false
    const reader = new SectionReader()
    let lost = false
    for (const chunk of this.#layout.chunks) {
      const data = await this.#open(chunk)
      const fit = data && placed(data, lost)
      if (!fit) {
        if (!data) this.#bad.push(chunk)
        lost = true
        reader.restart()
      } else {
        lost = false
        for await (const section of reader.push(fit)) {
          // Sealed under the passphrase, and no section all the same: nobody wrote this who wanted it read.
          if (!section || section.number < this.#next) {
            this.#bad.push(chunk)
            lost = true
            reader.restart()
            break
          }
          if (section.number > this.#next && this.#bad.length === 0) this.#bad.push(chunk)
          this.#next = section.number + 1
          yield section
        }
      }
      onProgress?.(chunk.to)
    }
    this.#complete = !lost && reader.settled && this.#layout.chunks.at(-1)?.final === true
  }

  async #open(chunk: ChunkAt): Promise<Bytes | null> {
    const bytes = await read(this.#file, chunk.from, chunk.to)
    const sealed = bytes.slice(32)
    if (!sameBytes(await checksum(sealed), bytes.subarray(0, 32))) return null
    return openChunk(this.#keys.content, { head: this.#headBytes, index: chunk.index, final: chunk.final }, sealed)
  }
}

/** The data of a chunk from where it can be read: all of it, or from its first section on where the one before is lost. */
function placed(chunk: Bytes, lost: boolean): Bytes | null {
  if (chunk.length < POINTER_BYTES) return null
  const first = new DataView(chunk.buffer).getUint32(0)
  if (!lost) return chunk.slice(POINTER_BYTES)
  return first === NO_SECTION || POINTER_BYTES + first > chunk.length ? null : chunk.slice(POINTER_BYTES + first)
}
