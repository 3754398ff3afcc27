/** Sections one after the other in a stream of bytes, each compressed by itself, so that one that is whole can be read alone. */
import { deflate, inflate, joinBytes } from './deflate.ts'
import type { Bytes } from './head.ts'

/** Number, length, and length as deflated: 4 bytes each. */
const FRAME_BYTES = 12
/** What a section may hold, before and after it was deflated: a bound on what a hostile file makes a reader take. */
export const SECTION_LIMIT = 16 * 2 ** 20

export interface Section {
  /** From 0. */
  readonly number: number
  readonly bytes: Bytes
}

export async function frameSection(number: number, bytes: Bytes): Promise<Bytes> {
  if (bytes.length > SECTION_LIMIT) throw new RangeError(`A section holds at most ${SECTION_LIMIT} bytes`)
  const deflated = await deflate(bytes)
  const head = new Uint8Array(FRAME_BYTES)
  const view = new DataView(head.buffer)
  view.setUint32(0, number)
  view.setUint32(4, bytes.length)
  view.setUint32(8, deflated.length)
  return joinBytes([head, deflated])
}

/** Takes the bytes of the stream as they come and gives the sections that are complete. */
export class SectionReader {
  #rest: Bytes = new Uint8Array()

  /** Whether the stream stands between two sections. */
  get settled(): boolean {
    return this.#rest.length === 0
  }

  /** What came before is lost: the bytes that come next begin a section. */
  restart(): void {
    this.#rest = new Uint8Array()
  }

  /** Yields `null` where the bytes are no section; what follows can't be told apart until the next `restart`. */
  async *push(bytes: Uint8Array): AsyncGenerator<Section | null> {
    this.#rest = joinBytes([this.#rest, bytes])
    while (this.#rest.length >= FRAME_BYTES) {
      const view = new DataView(this.#rest.buffer)
      const [number, length, deflated] = [view.getUint32(0), view.getUint32(4), view.getUint32(8)]
      if (length > SECTION_LIMIT || deflated > SECTION_LIMIT + 65_536) return yield null
      const end = FRAME_BYTES + deflated
      if (this.#rest.length < end) return
      const inflated = await inflate(this.#rest.slice(FRAME_BYTES, end), length)
      this.#rest = this.#rest.slice(end)
      if (!inflated) return yield null
      yield { number, bytes: inflated }
    }
  }
}
