/** Which encoding a text is in: a mark at its beginning, else valid UTF-8, else the superset of GBK. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | (string & {})

/** The encoding that a byte order mark announces, and the length of the mark; `null` without one. */
export function byteOrderMark(head: Uint8Array): { encoding: Encoding; length: number } | null {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 }
  return null
}

/** Bytes looked at for zeros: a text in UTF-8 or GB18030 has none. */
const ZERO_WINDOW = 4096

/**
 * What zero bytes in the head mean: `null` for none, an encoding for UTF-16 without a mark (its ASCII
 * characters have a zero on one side), `binary` for anything else.
 */
export function meaningOfZeros(head: Uint8Array): 'utf-16le' | 'utf-16be' | 'binary' | null {
  const zeros = [0, 0]
  const length = Math.min(head.length, ZERO_WINDOW)
  for (let at = 0; at < length; at += 1) {
    if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  if (even + odd === 0) return null
  if (even === 0 && odd * 4 > length) return 'utf-16le'
  if (odd === 0 && even * 4 > length) return 'utf-16be'
  return 'binary'
}

/**
 * UTF-8 or GB18030, of a window that begins with the first byte that is not ASCII. A few damaged
 * characters in a text that is UTF-8 otherwise do not make it Chinese of another encoding.
 */
export function utf8OrGb18030(window: Uint8Array): 'utf-8' | 'gb18030' {
  let good = 0
  let bad = 0
  let at = 0
  while (at < window.length) {
    const lead = window[at] ?? 0
    const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
    // A character cut by the end of the window says nothing.
    if (length > 0 && at + length > window.length) break
    if (length === 1) {
      at += 1
    } else if (length > 0 && continues(window, at, length)) {
      good += 1
      at += length
    } else {
      bad += 1
      at += 1
    }
  }
  return bad * 2 <= good ? 'utf-8' : 'gb18030'
}

function continues(window: Uint8Array, at: number, length: number): boolean {
  for (let next = at + 1; next < at + length; next += 1) {
    if (((window[next] ?? 0) & 0xc0) !== 0x80) return false
  }
  return true
}

/** Index of the first byte that is not ASCII; the length if there is none. */
export function asciiLength(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length && (bytes[at] ?? 0) < 0x80) at += 1
  return at
}
