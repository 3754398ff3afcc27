/** Writes a sealed file as a stream: sections in, bytes out, one chunk in memory. */
import { bytesToHex } from '@tideline/journal'
import { deriveFileKeys, sealChunk } from './file-keys.ts'
import { checksum, encodeHead, type Bytes } from './head.ts'
import { joinBytes } from './deflate.ts'
import type { KdfParams } from './kdf.ts'
import { encodeEnd, NO_SECTION, OVERHEAD, POINTER_BYTES } from './layout.ts'
import { frameSection } from './sections.ts'

export interface SealOptions {
  readonly passphrase: string
  /** What lies in it, in small letters and dashes. */
  readonly kind: string
  /** The instant. */
  readonly created: string
  readonly kdf?: KdfParams
  readonly chunkBytes?: number
}

/**
 * RFC 9106 §4, second choice, one lane. The same for every device: a file outlives the tablet that made it, and
 * nobody slows down who tries passphrases on a copy.
 */
const FILE_KDF: KdfParams = { memoryKiB: 65_536, passes: 3 }
const CHUNK_BYTES = 65_536

export async function* sealFile(sections: AsyncIterable<Bytes>, options: SealOptions): AsyncGenerator<Bytes> {
  const { passphrase, kind, created, kdf = FILE_KDF, chunkBytes = CHUNK_BYTES } = options
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const keys = await deriveFileKeys(passphrase, salt, kdf)
  const head = await encodeHead({ kind, created, kdf: { ...kdf, salt: bytesToHex(salt) }, chunkBytes, check: keys.check })
  yield head
  let chunks = 0
  let size = head.length
  const sealed = async (part: Part, final: boolean): Promise<Bytes> => {
    const bytes = await sealChunk(keys.content, { head, index: chunks++, final }, joinBytes([pointer(part.first), part.data]))
    size += bytes.length + OVERHEAD - 16
    return joinBytes([await checksum(bytes), bytes])
  }
  let part: Part = { data: new Uint8Array(), first: NO_SECTION }
  let number = 0
  const room = chunkBytes - POINTER_BYTES
  for await (const section of sections) {
    const framed = await frameSection(number++, section)
    for (let at = 0; at < framed.length; ) {
      // A full chunk is held back until something follows: only then is it known not to be the last.
      if (part.data.length === room) {
        yield await sealed(part, false)
        part = { data: new Uint8Array(), first: NO_SECTION }
      }
      const taken = framed.subarray(at, at + room - part.data.length)
      const first = at === 0 && part.first === NO_SECTION ? part.data.length : part.first
      part = { data: joinBytes([part.data, taken]), first }
      at += taken.length
    }
  }
  yield await sealed(part, true)
  yield head
  yield await encodeEnd(chunks, size + head.length)
}

/** What one chunk holds: a piece of the stream of sections, and where in it a section begins. */
interface Part {
  readonly data: Bytes
  readonly first: number
}

function pointer(first: number): Bytes {
  const bytes = new Uint8Array(POINTER_BYTES)
  new DataView(bytes.buffer).setUint32(0, first)
  return bytes
}
