/**
 * Retold entries as columns, so that what is alike lies together and deflates well: a monthly line is the same amount
 * and the same step of days again and again.
 *
 * Layout: number of entries · length of the texts' JSON · the texts · of every entry its type · of every entry the days
 * since the one before · its line (0: none, else 1 + place of the text) · who, of those entries that tell · then of
 * each type in turn each of its fields, of all entries of that type · checksum.
 */
import { addDays, canonicalJson, formatDay, formatMonth, monthOf, parseDay, parseMonth, shiftMonth, validateEvent, type Day, type KnownEvent } from '@tideline/journal'
import { ByteReader, ByteWriter, CorruptPackError } from '@tideline/journal/packing'
import { MOST_ENTRIES, personName, placeId, toldEvent } from './retell.ts'
import { TOLD_TYPES, UNTOLD, type ToldField, type ToldType } from './told.ts'

/** Beyond it the step from one number to the next could leave the exact integers. */
const LARGEST_STEP = 2 ** 50
/** Days of four-digit years lie within. */
const FARTHEST_DAY = 4_000_000

type Values = Readonly<Record<string, unknown>>

/** What `retell` gave. */
export function writeColumns(entries: readonly KnownEvent[]): Uint8Array {
  const texts = new Map<string, number>()
  const placeOf = (text: string): number => {
    const known = texts.get(text)
    if (known !== undefined) return known
    texts.set(text, texts.size)
    return texts.size - 1
  }
  const body = new ByteWriter()
  const numbers = new Map(TOLD_TYPES.map(({ type }, number) => [type, number]))
  for (const { type } of entries) body.varint(numbers.get(type)!)
  let before = 0
  for (const { on } of entries) {
    const day = parseDay(on)!
    body.zigzag(day - before)
    before = day
  }
  for (const { line } of entries) body.varint(line === undefined ? 0 : 1 + placeOf(line))
  for (const told of TOLD_TYPES) {
    const own = entries.filter(({ type }) => type === told.type)
    if (told.tellsWho) for (const { by } of own) body.varint(Number(by.split('-')[1]))
    for (const field of told.fields) writeField(body, field, own, placeOf)
  }
  const json = new TextEncoder().encode(JSON.stringify([...texts.keys()]))
  const whole = new ByteWriter()
  whole.varint(entries.length)
  whole.varint(json.length)
  whole.bytes(json)
  whole.bytes(body.written())
  return whole.sealed()
}

function writeField(body: ByteWriter, { key, coding, optional }: ToldField, own: readonly KnownEvent[], placeOf: (text: string) => number): void {
  const given = own.flatMap((event) => {
    const value = (event.data as Values)[key]
    if (optional) body.byte(value === undefined ? 0 : 1)
    return value === undefined ? [] : [{ value, on: parseDay(event.on)! }]
  })
  if (given.length === 0) return
  if (coding === 'number') return writeNumbers(body, given.map(({ value }) => Number(value)))
  for (const { value, on } of given) {
    if (coding === 'day') body.zigzag(parseDay(String(value))! - on)
    else if (coding === 'month') body.zigzag(parseMonth(String(value))! - monthOf(on))
    else if (coding === 'entry') body.varint(value === UNTOLD ? 0 : Number(value))
    else body.varint(placeOf(coding === 'text' ? String(value) : canonicalJson(value)))
  }
}

/** Steps from one to the next where all are whole and not too large, else each as it is. */
function writeNumbers(body: ByteWriter, values: readonly number[]): void {
  const steps = values.every((value) => Number.isInteger(value) && Math.abs(value) < LARGEST_STEP && !Object.is(value, -0))
  body.byte(steps ? 1 : 0)
  let before = 0
  for (const value of values) {
    if (steps) body.zigzag(value - before)
    else body.double(value)
    before = value
  }
}

/** The entries again. Throws a `CorruptPackError` on bytes that `writeColumns` did not make. */
export function readColumns(bytes: Uint8Array, borrower: string): KnownEvent[] {
  const reader = new ByteReader(bytes)
  const count = reader.varint()
  if (count > MOST_ENTRIES) throw new CorruptPackError('more entries than a story has')
  const texts = readTexts(reader)
  const of = <T>(read: () => T): T[] => Array.from({ length: count }, read)
  const types = of(() => present(TOLD_TYPES[reader.varint()]))
  let day = 0
  const days = of(() => present(dayAt((day += reader.zigzag()))))
  const lines = of(() => reader.varint()).map((place) => (place === 0 ? undefined : textAt(texts, place - 1)))
  const people = new Map<number, string>()
  const data = types.map(({ filled }): Record<string, unknown> => ({ ...filled }))
  for (const told of TOLD_TYPES) {
    const own = [...types.keys()].filter((place) => types[place] === told)
    if (told.tellsWho) for (const place of own) people.set(place, personName(reader.varint()))
    for (const field of told.fields) readField(reader, field, own, { texts, days, data })
  }
  if (reader.left !== 0) throw new CorruptPackError('more than the entries need')
  return types.map((told, place) => entryOf(told, { place, line: lines[place], borrower, on: formatDay(days[place]!), by: people.get(place) ?? personName(0), data: data[place]! }))
}

function entryOf(told: ToldType, entry: Parameters<typeof toldEvent>[1]): KnownEvent {
  const event = toldEvent(told, entry)
  if (!validateEvent(event).ok) throw new CorruptPackError(`entry ${entry.place + 1} is none`)
  return event
}

interface Columns {
  readonly texts: readonly Text[]
  readonly days: readonly Day[]
  readonly data: readonly Record<string, unknown>[]
}

function readField(reader: ByteReader, { key, coding, optional }: ToldField, own: readonly number[], { texts, days, data }: Columns): void {
  const given = optional ? own.filter(() => reader.byte() === 1) : own
  if (given.length === 0) return
  const numbers = coding === 'number' ? readNumbers(reader) : () => 0
  for (const place of given) data[place]![key] = valueOf(days[place]!)

  function valueOf(on: Day): unknown {
    switch (coding) {
      case 'number':
        return numbers()
      case 'day':
        return formatDay(present(dayAt(on + reader.zigzag())))
      case 'month':
        return monthBeside(on, reader.zigzag())
      case 'entry': {
        const number = reader.varint()
        return number === 0 ? UNTOLD : placeId(number - 1)
      }
      case 'text':
        return textAt(texts, reader.varint())
      case 'json':
        return present(texts[reader.varint()]).parsed()
    }
  }
}

function readNumbers(reader: ByteReader): () => number {
  const steps = reader.byte() === 1
  let before = 0
  return () => (steps ? (before += reader.zigzag()) : reader.double())
}

/** A text that is read as JSON at most once, however often it is named. */
interface Text {
  readonly text: string
  readonly parsed: () => unknown
}

function readTexts(reader: ByteReader): Text[] {
  const list = parse(new TextDecoder().decode(reader.bytes(reader.varint())))
  if (!Array.isArray(list)) throw new CorruptPackError('no texts')
  return list.map((text) => {
    if (typeof text !== 'string') throw new CorruptPackError('no text')
    let value: unknown
    return { text, parsed: () => (value ??= parse(text)) }
  })
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new CorruptPackError('broken JSON')
  }
}

function textAt(texts: readonly Text[], place: number): string {
  return present(texts[place]).text
}

function dayAt(number: number): Day | undefined {
  return Math.abs(number) < FARTHEST_DAY ? addDays(0 as Day, number) : undefined
}

function monthBeside(on: Day, months: number): string {
  if (Math.abs(months) > FARTHEST_DAY) throw new CorruptPackError('a month of no calendar')
  return formatMonth(shiftMonth(monthOf(on), months))
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new CorruptPackError('something named is not there')
  return value
}
