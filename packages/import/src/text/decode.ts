/** Bytes as they come → text with `\n` for every end of line, whatever the chunks they come in. */
import type { Limits } from '../limits.ts'
import { Refused } from '../problem.ts'
import { asciiLength, byteOrderMark, meaningOfZeros, utf8OrGb18030, type Encoding } from './encoding.ts'
import { knownBinary } from './file-kind.ts'

/** What was found out about a text while it was read. */
export interface TextFacts {
  /** `ascii` as long as nothing else was seen. */
  encoding: Encoding | 'ascii'
  byteOrderMark: boolean
  bytesRead: number
}

/** Bytes the encoding is told from, at the beginning and again from the first byte that is not ASCII. */
const WINDOW = 65_536
/** A source may hand over a whole file at once: it is decoded in pieces of this size. */
const PIECE = 262_144

/**
 * The text of a file, the byte order mark left out. `wanted` is `auto` or a label of the Encoding
 * Standard. Throws `Refused` on files that are no text, too large, empty or unreadable.
 */
export async function* decodeText(
  source: AsyncIterable<Uint8Array>,
  wanted: string,
  limits: Pick<Limits, 'fileBytes'>,
  facts: TextFacts,
): AsyncGenerator<string> {
  const read = pieces(source, limits, facts)
  try {
    yield* unifyLineEnds(decodePieces(read, wanted, facts))
  } finally {
    await read.return(undefined)
  }
}

async function* decodePieces(
  source: AsyncGenerator<Uint8Array>,
  wanted: string,
  facts: TextFacts,
): AsyncGenerator<string> {
  const head = await collect(source, new Uint8Array(0))
  if (head.length === 0) throw new Refused('empty-file', 'a file with rows', 'no bytes')
  const announced = announcedEncoding(head, wanted, facts)
  const rest = facts.byteOrderMark ? head.subarray(byteOrderMark(head)?.length ?? 0) : head
  let decoder = announced === null ? null : newDecoder(announced)
  facts.encoding = announced ?? 'ascii'
  let piece: Uint8Array | undefined = rest
  while (piece !== undefined) {
    if (decoder === null) {
      const ascii = asciiLength(piece)
      if (ascii > 0) yield ASCII.decode(piece.subarray(0, ascii))
      if (ascii < piece.length) {
        piece = await collect(source, piece.subarray(ascii))
        facts.encoding = utf8OrGb18030(piece.subarray(0, WINDOW))
        decoder = newDecoder(facts.encoding)
      } else {
        piece = undefined
      }
    }
    if (decoder !== null && piece !== undefined) yield decoder.decode(piece, { stream: true })
    const next: IteratorResult<Uint8Array, unknown> = await source.next()
    piece = next.done === true ? undefined : next.value
  }
  // What is left in the decoder is half a character: it comes out as U+FFFD and its row is named.
  if (decoder !== null) yield decoder.decode()
}

const ASCII = new TextDecoder('utf-8')

function announcedEncoding(head: Uint8Array, wanted: string, facts: TextFacts): Encoding | null {
  const binary = knownBinary(head)
  if (binary !== null) {
    throw new Refused('not-a-text-file', 'a text file: CSV or JSON Lines, unpacked, saved as text', binary)
  }
  const mark = byteOrderMark(head)
  if (mark !== null) {
    facts.byteOrderMark = true
    return mark.encoding
  }
  if (wanted !== 'auto') return wanted
  const zeros = meaningOfZeros(head)
  if (zeros === 'binary') {
    throw new Refused('not-a-text-file', 'a text file: CSV or JSON Lines', 'bytes that are no text')
  }
  return zeros
}

function newDecoder(encoding: Encoding): TextDecoder {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true })
  } catch {
    throw new Refused('unknown-encoding', 'auto or a label of the Encoding Standard', encoding)
  }
}

/** `begun` and what follows, until a whole window is there or the source ends. */
async function collect(source: AsyncGenerator<Uint8Array>, begun: Uint8Array): Promise<Uint8Array> {
  const parts = [begun]
  let length = begun.length
  while (length < WINDOW) {
    const next = await source.next()
    if (next.done === true) break
    parts.push(next.value)
    length += next.value.length
  }
  if (parts.length === 1) return begun
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function* pieces(
  source: AsyncIterable<Uint8Array>,
  limits: Pick<Limits, 'fileBytes'>,
  facts: TextFacts,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await readNext(iterator)
      if (next.done === true) return
      for (let at = 0; at < next.value.length; at += PIECE) {
        const piece = next.value.subarray(at, at + PIECE)
        facts.bytesRead += piece.length
        if (facts.bytesRead > limits.fileBytes) throw tooLarge(limits.fileBytes, facts.bytesRead)
        yield piece
      }
    }
  } finally {
    await iterator.return?.()
  }
}

export function tooLarge(most: number, bytes: number): Refused {
  return new Refused('file-too-large', `at most ${most} bytes: split the file`, `${bytes} bytes or more`)
}

async function readNext(iterator: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array, unknown>> {
  try {
    return await iterator.next()
  } catch (error) {
    throw new Refused('unreadable-file', 'a file that can be read to its end', String(error))
  }
}

async function* unifyLineEnds(texts: AsyncGenerator<string>): AsyncGenerator<string> {
  let held = ''
  for await (const text of texts) {
    let whole = held + text
    // Half of a `\r\n` may be all that has come so far.
    held = whole.endsWith('\r') ? '\r' : ''
    if (held !== '') whole = whole.slice(0, -1)
    if (whole !== '') yield whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole
  }
  if (held !== '') yield '\n'
}
