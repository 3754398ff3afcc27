/** Cuts a stream of chunks into lines, whatever the chunks' borders cut through. */
import { encodeUtf8 } from './utf8.ts'

const NEWLINE = 10

/** A line's bytes without its newline, or `null` for one longer than the limit, whose bytes are not kept. */
export type RawLine = Uint8Array | null

export class LineSplitter {
  readonly #longest: number
  #pieces: Uint8Array[] = []
  #length = 0
  #heldSurrogate = ''

  /** `longest` is the number of bytes a line may have. */
  constructor(longest: number) {
    this.#longest = longest
  }

  /** The lines that this chunk completes. */
  *push(chunk: Uint8Array | string): Generator<RawLine> {
    const bytes = typeof chunk === 'string' ? this.#encode(chunk) : chunk
    let start = 0
    for (;;) {
      const end = bytes.indexOf(NEWLINE, start)
      if (end < 0) break
      this.#keep(bytes.subarray(start, end))
      yield this.#take()
      start = end + 1
    }
    // A copy, for the source may use its buffer again.
    if (start < bytes.length) this.#keep(bytes.slice(start))
  }

  /** The last line, if the stream did not end with a newline. */
  *end(): Generator<RawLine> {
    if (this.#heldSurrogate !== '') this.#keep(this.#encode(' '))
    if (this.#length > 0) yield this.#take()
  }

  /** A chunk of text may end between the halves of a surrogate pair: the first waits for the second. */
  #encode(chunk: string): Uint8Array {
    const text = this.#heldSurrogate + chunk
    const last = text.charCodeAt(text.length - 1)
    const split = last >= 0xd800 && last <= 0xdbff
    this.#heldSurrogate = split ? text.slice(-1) : ''
    return encodeUtf8(split ? text.slice(0, -1) : text)
  }

  #keep(piece: Uint8Array): void {
    this.#length += piece.length
    if (this.#length > this.#longest) this.#pieces = []
    else this.#pieces.push(piece)
  }

  #take(): RawLine {
    const [first] = this.#pieces
    const line = this.#length > this.#longest ? null : this.#pieces.length === 1 && first ? first : this.#joined()
    this.#pieces = []
    this.#length = 0
    return line
  }

  #joined(): Uint8Array {
    const line = new Uint8Array(this.#length)
    let at = 0
    for (const piece of this.#pieces) {
      line.set(piece, at)
      at += piece.length
    }
    return line
  }
}
