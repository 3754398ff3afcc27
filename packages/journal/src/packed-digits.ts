/** What is nothing but hexadecimal digits (UUIDs, hashes, signatures), as bytes: all of a pack converted in one go. */
import { assert } from './assert.ts'
import { decodeUtf8 } from './utf8.ts'

const DASH = 45
const ZERO = 48
const LOWER_A = 97

/** Bytes and characters of a UUID. */
export const UUID_BYTES = 16
export const UUID_LENGTH = 36
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u

/** Whether an id is written as `crypto.randomUUID` writes them. */
export function isUuid(id: string): boolean {
  return id.length === UUID_LENGTH && UUID.test(id)
}

/** Lower-case digits, two a byte; the dashes of UUIDs are left out. */
export function bytesOfDigits(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1)
  let places = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === DASH) continue
    bytes[places >> 1] = ((bytes[places >> 1] ?? 0) << 4) | (character < LOWER_A ? character - ZERO : character - LOWER_A + 10)
    places++
  }
  return bytes.subarray(0, places >> 1)
}

export function digitsOf(bytes: Uint8Array): string {
  const pairs = new Uint16Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) pairs[at] = PAIRS[bytes[at] ?? 0] ?? 0
  return textOf(new Uint8Array(pairs.buffer))
}

/** One after another, with their dashes; what is left of the bytes is no UUID and is left out. */
export function uuidsOf(bytes: Uint8Array): string {
  const digits = digitsOf(bytes)
  const count = Math.floor(bytes.length / UUID_BYTES)
  const characters = new Uint8Array(count * UUID_LENGTH)
  let to = 0
  for (let at = 0; at < count * UUID_BYTES * 2; at++) {
    const place = at % 32
    if (place === 8 || place === 12 || place === 16 || place === 20) characters[to++] = DASH
    characters[to++] = digits.charCodeAt(at)
  }
  return textOf(characters)
}

/** The two characters of each byte, side by side in memory as a text has them. */
const PAIRS = new Uint16Array(Uint8Array.from({ length: 512 }, (_, at) => characterOf(at % 2 ? (at >> 1) & 15 : at >> 5)).buffer)

function characterOf(value: number): number {
  return value < 10 ? value + ZERO : value - 10 + LOWER_A
}

function textOf(characters: Uint8Array): string {
  const text = decodeUtf8(characters)
  assert(text !== null, 'digits are UTF-8')
  return text
}
