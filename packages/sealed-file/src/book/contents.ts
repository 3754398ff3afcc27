/** What lies in a sealed book, section by section: what it is, the borrowers, and how it closes. */
import * as v from 'valibot'
import { parseJson, type Bytes } from '../head.ts'

/** Kind of the file (`Head.kind`). */
export const BOOK_KIND = 'backup'

/** The first byte of a section says which it is. */
export const SECTION = { opening: 0x4f, rows: 0x52, closing: 0x43 } as const

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
/** Whose events there are and how many of each; `''` for the book as a whole. At both ends: one may be lost. */
const holds = v.array(v.tuple([text(300), count]))

/** Section 0. */
const OPENING = v.object({
  /** Raised when a reader of before could no longer read what is here. */
  form: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The instant and the civil day. */
  at: text(30),
  day: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/u)),
  by: text(500),
  /** Small values of the program by key. */
  settings: v.record(text(100), v.unknown()),
  /** Whom the book could not read when this was made. */
  unreadable: v.array(text(300)),
  holds,
})

/** The last section. */
const CLOSING = v.object({
  /** Of the sections of rows, by `ContentHash`. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
  holds,
})

export const FORM = 1

export type Opening = Readonly<v.InferOutput<typeof OPENING>>
export type Closing = Readonly<v.InferOutput<typeof CLOSING>>

export function encodeJsonSection(kind: 'opening' | 'closing', value: Opening | Closing): Bytes {
  const json = new TextEncoder().encode(JSON.stringify(value))
  const bytes = new Uint8Array(json.length + 1)
  bytes[0] = SECTION[kind]
  bytes.set(json, 1)
  return bytes
}

/** `null` for anything else. */
export function readOpening(bytes: Bytes): Opening | null {
  const parsed = bytes[0] === SECTION.opening ? v.safeParse(OPENING, parseJson(bytes.subarray(1))) : null
  return parsed?.success ? parsed.output : null
}

export function readClosing(bytes: Bytes): Closing | null {
  const parsed = bytes[0] === SECTION.closing ? v.safeParse(CLOSING, parseJson(bytes.subarray(1))) : null
  return parsed?.success ? parsed.output : null
}
