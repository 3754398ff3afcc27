/** Whether a value fits a schema, read off the schema itself: valibot's checks without its bookkeeping. */
import { hasLoneSurrogate } from './text.ts'

/** How deep an extra field may be nested; deeper is hostile. */
export const DEEPEST_DATA = 32

/** The shapes that schema.ts uses: a leaf, an optional one, an object that may have more fields. */
export type Shape =
  | { readonly type: 'custom'; readonly check: (value: unknown) => boolean; readonly message: string }
  | { readonly type: 'exact_optional'; readonly wrapped: Shape }
  | { readonly type: 'loose_object'; readonly entries: { readonly [key: string]: Shape } }

type Check = (value: unknown, depth: number) => boolean

/** A check that agrees with valibot's on the same schema, and refuses what JSON can't hold in extra fields. */
export function fits(shape: Shape): Check {
  if (shape.type === 'custom') return shape.check
  if (shape.type === 'exact_optional') return fits(shape.wrapped)
  const fields = Object.entries(shape.entries).map(([key, entry]) => ({
    key,
    optional: entry.type === 'exact_optional',
    check: fits(entry),
  }))
  return (value, depth) => {
    if (!isRecord(value)) return false
    let seen = 0
    for (const { key, optional, check } of fields) {
      const item = value[key]
      if (item === undefined && optional && !Object.hasOwn(value, key)) continue
      if (!check(item, depth + 1)) return false
      seen++
    }
    const keys = Object.keys(value)
    return keys.length === seen || keys.every(key => Object.hasOwn(shape.entries, key) || isJson(value, key, depth))
  }
}

/** What the field at a path of keys is expected to be, in the words of its schema. */
export function expectationAt(shape: Shape | undefined, keys: readonly string[]): string {
  if (shape?.type === 'exact_optional') return expectationAt(shape.wrapped, keys)
  if (shape?.type === 'custom') return shape.message
  const [key, ...rest] = keys
  return key === undefined ? 'an object' : expectationAt(shape?.entries[key], rest)
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isJson(owner: Readonly<Record<string, unknown>>, key: string, depth: number): boolean {
  return !hasLoneSurrogate(key) && isJsonValue(owner[key], depth + 1)
}

/** Whether JSON can hold a value and give it back: finite numbers, valid text, plain objects, not too deep. */
export function isJsonValue(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !hasLoneSurrogate(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'boolean' || value === null) return true
  if (typeof value !== 'object' || depth >= DEEPEST_DATA) return false
  if (Array.isArray(value)) return Array.from(value).every(item => isJsonValue(item, depth + 1))
  if (!isRecord(value) || Object.prototype.toString.call(value) !== '[object Object]') return false
  return Object.keys(value).every(key => isJson(value, key, depth))
}
