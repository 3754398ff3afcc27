/** What events of a pack have in common: which fields, and how each is written. Stored once a pack, as JSON. */
import { parseDay, parseMonth } from './day.ts'
import type { AuditLink } from './audit.ts'
import type { JournalEvent } from './event.ts'
import { isRecord } from './fits.ts'
import { ZIGZAG_LIMIT } from './byte-stream.ts'

/**
 * How a field is written: `i` integer, `f` double, `s` text, `d` day and `m` month relative to `on`, `j` JSON.
 * `J` is JSON of a field of the envelope that the vocabulary does not know; `A` is the event's audit link.
 */
export type Coding = 'i' | 'f' | 's' | 'd' | 'm' | 'j' | 'J' | 'A'

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
    if (ENVELOPE_KEYS.has(key) || (hasData && key === 'data')) continue
    fields.push({ key, coding: key === 'audit' && isPlainLink(event.audit) ? 'A' : 'J' })
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

/** Whether a link says nothing besides what every link says. */
function isPlainLink(link: unknown): link is AuditLink {
  if (!isRecord(link) || Object.keys(link).length !== 4) return false
  const { device, seq, prev, sig } = link
  // Half of the limit, for the step from one link to the next is what is written.
  return typeof device === 'string' && Number.isInteger(seq) && Math.abs(Number(seq)) < ZIGZAG_LIMIT / 2 && isHex(prev, 64) && isHex(sig, 128)
}

function isHex(value: unknown, digits: number): boolean {
  return typeof value === 'string' && value.length === digits && !/[^0-9a-f]/u.test(value)
}

function codingOf(value: unknown): Coding {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < ZIGZAG_LIMIT ? 'i' : 'f'
  if (typeof value !== 'string') return 'j'
  return parseDay(value) !== null ? 'd' : parseMonth(value) !== null ? 'm' : 's'
}

/** Whether the field stands beside `data`, not in it. */
export function isOfEnvelope(coding: Coding): boolean {
  return coding === 'J' || coding === 'A'
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
  return text !== undefined && text.length === 1 && 'ifsdmjJA'.includes(text)
}
