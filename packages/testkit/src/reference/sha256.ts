/** SHA-256 (FIPS 180-4) written out, so that the hash in a decision is checked by other code than the engine's. */

/** The first 32 bits of the fractional part of a root. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 0x1_0000_0000) >>> 0
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}

const INITIAL = primes(8).map((p) => fraction(Math.sqrt(p)))
const ROUND = primes(64).map((p) => fraction(Math.cbrt(p)))

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  const message = new TextEncoder().encode(text)
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n)

  const hash = [...INITIAL]
  for (let block = 0; block < padded.length; block += 64) {
    const w: number[] = []
    for (let i = 0; i < 16; i++) w.push(view.getUint32(block + i * 4))
    for (let i = 16; i < 64; i++) {
      const a = at(w, i - 15)
      const b = at(w, i - 2)
      const small0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
      const small1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
      w.push((at(w, i - 16) + small0 + at(w, i - 7) + small1) >>> 0)
    }
    const s = [...hash]
    for (let i = 0; i < 64; i++) {
      const e = at(s, 4)
      const a = at(s, 0)
      const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const choice = (e & at(s, 5)) ^ (~e & at(s, 6))
      const first = (at(s, 7) + big1 + choice + at(ROUND, i) + at(w, i)) >>> 0
      const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const majority = (a & at(s, 1)) ^ (a & at(s, 2)) ^ (at(s, 1) & at(s, 2))
      s.pop()
      s.unshift((first + big0 + majority) >>> 0)
      s[4] = (at(s, 4) + first) >>> 0
    }
    for (let i = 0; i < 8; i++) hash[i] = (at(hash, i) + at(s, i)) >>> 0
  }
  return hash.map((word) => word.toString(16).padStart(8, '0')).join('')
}

function at(words: readonly number[], index: number): number {
  return words[index] ?? 0
}
