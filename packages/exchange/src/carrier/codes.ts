/** Sealed bytes as a row of QR codes, filmed in any order (HB15). */
import { bytesToHex, hexToBytes, sha256Hex } from '@tideline/journal'
import { joinBytes, type Bytes } from '@tideline/sealed-file'
import { fromBase45, toBase45 } from './base45.ts'

/** What a code of version 25 at the lowest correction holds: 117 modules a side, three or more pixels each on a phone's screen. */
export const MOST_CHARACTERS = 1853
const PREFIX = 'TL1:'
/** Tag 4 · place 1 · how many 1. */
const HEAD_BYTES = 6
const TAG_BYTES = 4
/** Bytes a code carries of what is handed over. */
export const PART_BYTES = Math.floor((MOST_CHARACTERS - PREFIX.length) / 3) * 2 - HEAD_BYTES
const MOST_CODES = 255

/** The text of each code, to be drawn in alphanumeric mode; all of about one length, so that all are as easy to film. */
export function codesOf(bytes: Bytes): string[] {
  const count = Math.max(1, Math.ceil(bytes.length / PART_BYTES))
  if (count > MOST_CODES) return []
  const tag = tagOf(bytes)
  const size = Math.ceil(bytes.length / count)
  return Array.from({ length: count }, (_, place) => {
    const head = Uint8Array.of(...tag, place, count)
    return PREFIX + toBase45(joinBytes([head, bytes.subarray(place * size, (place + 1) * size)]))
  })
}

/** `read`: how many of `of` are there. `other`: a code of something else, by which nothing changes. */
export type Filmed =
  | { readonly state: 'other' }
  | { readonly state: 'partial'; readonly read: number; readonly of: number }
  | { readonly state: 'whole'; readonly bytes: Bytes }

/** Takes codes as a camera finds them: again and again, in any order; those of another row begin anew. */
export function createFilm(): { readonly take: (text: string) => Filmed } {
  let tag = ''
  let parts = new Map<number, Uint8Array>()
  return {
    take(text) {
      const code = readCodeText(text)
      if (!code) return { state: 'other' }
      if (code.tag !== tag) {
        tag = code.tag
        parts = new Map()
      }
      parts.set(code.place, code.part)
      if (parts.size < code.count) return { state: 'partial', read: parts.size, of: code.count }
      const bytes = joinBytes(Array.from({ length: code.count }, (_, place) => parts.get(place) ?? new Uint8Array()))
      if (bytesToHex(tagOf(bytes)) === bytesToHex(hexToBytes(tag).subarray(0, TAG_BYTES))) return { state: 'whole', bytes }
      // One was misread: film them all again.
      parts = new Map()
      return { state: 'partial', read: 0, of: code.count }
    },
  }
}

/** The tag has the count with it: rows of one tag are of one length. */
function readCodeText(text: string): { readonly tag: string; readonly place: number; readonly count: number; readonly part: Uint8Array } | null {
  if (!text.startsWith(PREFIX) || text.length > MOST_CHARACTERS) return null
  const bytes = fromBase45(text.slice(PREFIX.length))
  if (!bytes || bytes.length <= HEAD_BYTES) return null
  const [place, count] = [bytes[TAG_BYTES]!, bytes[TAG_BYTES + 1]!]
  if (place >= count) return null
  return { tag: bytesToHex(bytes.subarray(0, TAG_BYTES)) + bytesToHex(Uint8Array.of(count)), place, count, part: bytes.subarray(HEAD_BYTES) }
}

function tagOf(bytes: Bytes): Uint8Array {
  return hexToBytes(sha256Hex(bytesToHex(bytes))).subarray(0, TAG_BYTES)
}
