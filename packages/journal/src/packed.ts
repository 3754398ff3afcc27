/**
 * A compact binary form of a borrower's events, for storage. Lossless: what comes back has the same canonical
 * JSON, unknown types and extra fields included, so a new type needs no change here.
 *
 * Layout: version · number of events · lengths of the dictionary's texts · length of the shapes' JSON · length
 * of the text in bytes · the text (dictionary, shapes, ids) · the events · checksum. An event is its shape,
 * days since the `on` before, length of its id, borrower, line and `by` as places in the dictionary, `at`
 * since its `on`, and its fields as the shape says.
 */
import { assert } from './assert.ts'
import { ByteReader, ByteWriter, CorruptPackError } from './byte-stream.ts'
import { canonicalJson } from './canonical-json.ts'
import { type Day, formatDay, formatMonth, type Month, monthOf, parseDay, parseMonth } from './day.ts'
import type { JournalEvent } from './event.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { type Coding, readShape, type Shape, shapeOf, writeShape } from './packed-shape.ts'
import { hasLoneSurrogate } from './text.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const VERSION = 1
const MS_PER_DAY = 86_400_000

/** Valid events, in any order; they come back in the same. */
export function packEvents(events: readonly JournalEvent[]): Uint8Array {
  const texts = new Places()
  const shapes = new Places()
  const stream = new ByteWriter()
  let before = 0
  for (const event of events) {
    const shape = shapeOf(event)
    const on = parseDay(event.on)
    const at = parseInstant(event.at)
    assert(on !== null && at !== null, 'only valid events are packed')
    stream.varint(shapes.of(JSON.stringify(writeShape(shape))))
    stream.zigzag(on - before)
    stream.varint(event.id.length)
    if (event.borrower !== undefined) stream.varint(texts.of(event.borrower))
    if (event.line !== undefined) stream.varint(texts.of(event.line))
    stream.varint(texts.of(event.by))
    stream.zigzag((at - on * MS_PER_DAY) / (shape.hasMs ? 1 : 1000))
    for (const { key, coding } of shape.fields) {
      const owner = (coding === 'J' ? event : event.data) as Readonly<Record<string, unknown>>
      writeField(stream, coding, owner[key], on, texts)
    }
    before = on
  }
  return assemble(events, texts, shapes, stream)
}

/** The events again. Throws a `CorruptPackError` on bytes that `packEvents` did not make. */
export function unpackEvents(bytes: Uint8Array): JournalEvent[] {
  const reader = new ByteReader(bytes)
  const version = reader.byte()
  if (version !== VERSION) throw new CorruptPackError(`packed events are of version ${version}, not ${VERSION}`)
  const count = reader.varint()
  const lengths = Array.from({ length: bounded(reader.varint(), reader) }, () => reader.varint())
  const shapesLength = reader.varint()
  const text = decodeUtf8(reader.bytes(reader.varint()))
  if (text === null) throw new CorruptPackError('packed events hold text that is no UTF-8')
  let place = 0
  const texts = lengths.map(length => text.slice(place, (place += length)))
  const shapes = parseShapes(text.slice(place, (place += shapesLength)))
  const events: JournalEvent[] = new Array<JournalEvent>(bounded(count, reader))
  let on = 0
  for (let index = 0; index < count; index++) {
    const shape = present(shapes[reader.varint()])
    on += reader.zigzag()
    const idLength = reader.varint()
    const id = text.slice(place, (place += idLength))
    events[index] = readEvent(reader, shape, id, on as Day, texts)
  }
  if (reader.left !== 0 || place !== text.length) throw new CorruptPackError('packed events hold more than they name')
  return events
}

/** The distinct texts of a pack, in order of first use. */
class Places {
  readonly list: string[] = []
  readonly #places = new Map<string, number>()

  of(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.list.length)
    return this.list.push(text) - 1
  }
}

function assemble(
  events: readonly JournalEvent[],
  texts: Places,
  shapes: Places,
  stream: ByteWriter,
): Uint8Array {
  const shapesJson = `[${shapes.list.join(',')}]`
  const text = texts.list.join('') + shapesJson + events.map(event => event.id).join('')
  assert(!hasLoneSurrogate(text), 'only valid events are packed')
  const encoded = encodeUtf8(text)
  const pack = new ByteWriter()
  pack.byte(VERSION)
  pack.varint(events.length)
  pack.varint(texts.list.length)
  for (const item of texts.list) pack.varint(item.length)
  pack.varint(shapesJson.length)
  pack.varint(encoded.length)
  pack.bytes(encoded)
  pack.bytes(stream.written())
  return pack.sealed()
}

function writeField(stream: ByteWriter, coding: Coding, value: unknown, on: Day, texts: Places): void {
  if (typeof value === 'number' && coding === 'i') stream.zigzag(value)
  else if (typeof value === 'number' && coding === 'f') stream.double(value)
  else if (typeof value === 'string' && coding === 's') stream.varint(texts.of(value))
  else if (typeof value === 'string' && coding === 'd') stream.zigzag((parseDay(value) ?? on) - on)
  else if (typeof value === 'string' && coding === 'm') stream.zigzag((parseMonth(value) ?? 0) - monthOf(on))
  else stream.varint(texts.of(canonicalJson(value)))
}

function readField(reader: ByteReader, coding: Coding, on: Day, texts: readonly string[]): unknown {
  switch (coding) {
    case 'i':
      return reader.zigzag()
    case 'f':
      return reader.double()
    case 's':
      return present(texts[reader.varint()])
    case 'd':
      return formatDay((on + reader.zigzag()) as Day)
    case 'm':
      return formatMonth((monthOf(on) + reader.zigzag()) as Month)
    default:
      return parseJson(present(texts[reader.varint()]))
  }
}

function readEvent(
  reader: ByteReader,
  shape: Shape,
  id: string,
  day: Day,
  texts: readonly string[],
): JournalEvent {
  const { type } = shape
  const borrower = shape.hasBorrower ? present(texts[reader.varint()]) : ''
  const line = shape.hasLine ? present(texts[reader.varint()]) : ''
  const by = present(texts[reader.varint()])
  const on = formatDay(day)
  const at = formatInstant(day * MS_PER_DAY + reader.zigzag() * (shape.hasMs ? 1 : 1000), shape.hasMs)
  const data: Record<string, unknown> = {}
  const event = shape.hasLine
    ? shape.hasBorrower
      ? { id, type, borrower, line, on, at, by, data }
      : { id, type, line, on, at, by, data }
    : shape.hasBorrower
      ? { id, type, borrower, on, at, by, data }
      : { id, type, on, at, by, data }
  if (!shape.hasData) Reflect.deleteProperty(event, 'data')
  for (const { key, coding } of shape.fields) {
    put(coding === 'J' ? event : data, key, readField(reader, coding, day, texts))
  }
  return event
}

/** An own property, even of the name `__proto__`. */
function put(owner: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') owner[key] = value
  else Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true })
}

function parseShapes(json: string): Shape[] {
  const list = parseJson(json)
  if (!Array.isArray(list)) throw new CorruptPackError('packed events hold no shapes')
  return list.map(item => present(readShape(item)))
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new CorruptPackError('packed events hold broken JSON')
  }
}

/** A count of things of at least one byte each can't be above the bytes left. */
function bounded(count: number, reader: ByteReader): number {
  if (count > reader.left) throw new CorruptPackError('packed events name more than they hold')
  return count
}

function present<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new CorruptPackError('packed events name what they do not hold')
  return value
}
