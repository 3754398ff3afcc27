/** Canonical JSON (RFC 8785): one value, one text, so that equal content has equal bytes and hashes. */
import { assert } from './assert.ts'
import { hasLoneSurrogate } from './text.ts'

/** Deep enough for any policy; a cycle or a hostile value stops here instead of in the stack. */
const DEEPEST = 500

/**
 * The canonical text of a JSON value. Throws on what JSON has no form for: `undefined`, NaN, infinities,
 * lone surrogates, objects other than plain ones and arrays, nesting deeper than 500.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0)
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      assert(!hasLoneSurrogate(value), 'canonical JSON has no form for a lone surrogate')
      return JSON.stringify(value)
    case 'number':
      assert(Number.isFinite(value), 'canonical JSON has no form for NaN or an infinity')
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : writeObject(value, depth)
    default:
      assert(false, `canonical JSON has no form for a value of type ${typeof value}`)
  }
}

function writeObject(value: object, depth: number): string {
  assert(depth < DEEPEST, `canonical JSON is nested at most ${DEEPEST} deep`)
  if (Array.isArray(value)) {
    // Array.from visits holes too, so that a hole is refused as `undefined` is.
    return `[${Array.from(value, item => write(item, depth + 1)).join(',')}]`
  }
  const plain = Object.prototype.toString.call(value) === '[object Object]'
  assert(plain, 'canonical JSON is of plain objects and arrays')
  const record = value as Readonly<Record<string, unknown>>
  // The default sort compares UTF-16 code units, as RFC 8785 §3.2.3 asks.
  const members = Object.keys(record).sort().map(key => `${write(key, depth)}:${write(record[key], depth + 1)}`)
  return `{${members.join(',')}}`
}
