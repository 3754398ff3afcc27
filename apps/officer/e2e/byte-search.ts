/** Looks for texts and amounts in bytes, in every form in which a browser or a program may have written them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The forms of a text: UTF-8, UTF-16 either way round, escaped for JSON and for addresses, in base64 and in hexadecimal. */
function formsOfText(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8')
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little).swap16()
  const escaped = [...text].map((character) => (character.charCodeAt(0) > 126 ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character)).join('')
  const written = [escaped, encodeURIComponent(text)].map((form) => Buffer.from(form))
  return [utf8, little, big, ...written, ...[utf8, little].flatMap((bytes) => [...inBase64(bytes), ...inHex(bytes)])]
}

/** Where a text lies in base64 depends on what stands before it: the middle that is the same in each of three places. */
function inBase64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/u, '')
    const whole = Math.floor(((before + bytes.length) * 8) / 6)
    return Buffer.from(text.slice(Math.ceil((before * 8) / 6), whole))
  })
}

function inHex(bytes: Buffer): Buffer[] {
  return [Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase())]
}

/** An amount in fen: as digits, as people write it, as a double and as the integers of packed events and of structured clones. */
function formsOfAmount(amount: number): Buffer[] {
  const written = [String(amount), (amount / 100).toFixed(2), (amount / 100).toLocaleString('en', { minimumFractionDigits: 2 })]
  const double = Buffer.alloc(8)
  double.writeDoubleLE(amount)
  return [...written.flatMap(formsOfText), double, Buffer.from(double).reverse(), varint(amount * 2)]
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) | (rest >= 128 ? 128 : 0))
    if (rest < 128) return Buffer.from(bytes)
  }
}

export interface Place {
  readonly where: string
  readonly bytes: Buffer
}

/** By planted thing, the places in which it stands. */
export function findIn(places: readonly Place[], planted: readonly (string | number)[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const thing of planted) {
    const forms = typeof thing === 'number' ? formsOfAmount(thing) : formsOfText(thing)
    const where = places.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map((place) => place.where)
    if (where.length > 0) found[thing] = where
  }
  return found
}

/** Every file under a folder. */
export function filesUnder(folder: string): Place[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => ({ where: join(parentPath, name).slice(folder.length), bytes: readFileSync(join(parentPath, name)) }))
}
