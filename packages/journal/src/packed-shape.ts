/** What events of a pack have in common: which fields, and how each is written. Stored once a pack, as JSON. */
import { parseDay, parseMonth } from './day.ts'
import type { JournalEvent } from './event.ts'
import { isRecord } from './fits.ts'
import { ZIGZAG_LIMIT } from './byte-stream.ts'

/**
 * How a field is written: `i` integer, `f` double, `s` text, `d` day and `m` month relative to `on`, `j` JSON.
 * `J` is JSON of a field of the envelope that the vocabulary does not know.
 */
export type Coding = 'i' | 'f' | 's' | 'd' | 'm' | 'j' | 'J'

export interface Shape {
  readonly type: string
  readonly hasBorrower: boolean
  readonly hasLine: boolean
  /** Whether `at` is written with milliseconds. */
  readonly hasMs: boolean
  /** Whether `data` is an object and its fields are among `fields`. */
  readonly hasData: boolean
  readonly fields: readonly { readonly key: string; readonly coding: Coding }[]
}

const ENVELOPE_KEYS: ReadonlySet<string> = new Set(['id', 'type', 'borrower', 'line', 'on', 'at', 'by'])

export function shapeOf(event: JournalEvent): Shape {
  const fields: { key: string; coding: Coding }[] = []
  const hasData = isRecord(event.data)
  if (isRecord(event.data)) {
    for (const key of Object.keys(event.data)) fields.push({ key, coding: codingOf(event.data[key]) })
  }
  for (const key of Object.keys(event)) {
    if (!ENVELOPE_KEYS.has(key) && !(hasData && key === 'data')) fields.push({ key, coding: 'J' })
  }
  return {
    type: event.type,
    hasBorrower: event.borrower !== undefined,
    hasLine: event.line !== undefined,
    hasMs: event.at.length === 24,
    hasData,
    fields,
  }
}

function codingOf(value: unknown): Coding {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < ZIGZAG_LIMIT ? 'i' : 'f'
  if (typeof value !== 'string') return 'j'
  return parseDay(value) !== null ? 'd' : parseMonth(value) !== null ? 'm' : 's'
}

/** A flat list of texts: `["due.raised", "bld", "dueOn", "d", "amount", "i"]`. */
export function writeShape(shape: Shape): string[] {
  const place = (shape.hasBorrower ? 'b' : '') + (shape.hasLine ? 'l' : '')
  const marks = place + (shape.hasMs ? 'm' : '') + (shape.hasData ? 'd' : '')
  return [shape.type, marks, ...shape.fields.flatMap(({ key, coding }) => [key, coding])]
}

/** The shape again, or `null` if this is not one. */
export function readShape(list: unknown): Shape | null {
  if (!Array.isArray(list) || list.length % 2 !== 0 || !list.every(item => typeof item === 'string')) return null
  const [type, marks, ...rest] = list
  if (type === undefined || marks === undefined) return null
  const fields = []
  for (let index = 0; index < rest.length; index += 2) {
    const key = rest[index]
    const coding = rest[index + 1]
    if (key === undefined || !isCoding(coding)) return null
    fields.push({ key, coding })
  }
  return {
    type,
    hasBorrower: marks.includes('b'),
    hasLine: marks.includes('l'),
    hasMs: marks.includes('m'),
    hasData: marks.includes('d'),
    fields,
  }
}

function isCoding(text: string | undefined): text is Coding {
  return text !== undefined && text.length === 1 && 'ifsdmjJ'.includes(text)
}
