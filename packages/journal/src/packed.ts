/**
 * A compact binary form of a borrower's events, for storage. Lossless: what comes back has the same canonical
 * JSON, unknown types and extra fields included, so a new type needs no change here.
 *
 * Layout: version · number of events · lengths of the dictionary's texts · length of the shapes' JSON · length
 * of the text in bytes · the text (dictionary, shapes, ids) · length of the UUIDs in bytes · the ids that are UUIDs ·
 * length of the digits in bytes · the digits (hashes and signatures of audit links) · the events · checksum. An event
 * is its shape, days since the `on` before, length of its id (0: the next UUID), borrower, line and `by` as places
 * in the dictionary, `at` since its `on`, and its fields as the shape says. Version 1 had neither UUIDs nor digits:
 * all ids stood in the text, audit links in the dictionary as JSON.
 */
import { assert } from './assert.ts'
import type { AuditLink } from './audit.ts'
import { ByteReader, ByteWriter, CorruptPackError } from './byte-stream.ts'
import { canonicalJson } from './canonical-json.ts'
import { type Day, formatDay, formatMonth, type Month, monthOf, parseDay, parseMonth } from './day.ts'
import type { JournalEvent } from './event.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { bytesOfDigits, digitsOf, isUuid, UUID_LENGTH, uuidsOf } from './packed-digits.ts'
import { type Coding, isOfEnvelope, readShape, type Shape, shapeOf, writeShape } from './packed-shape.ts'
import { hasLoneSurrogate } from './text.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const VERSION = 2
const OLDEST = 1
const MS_PER_DAY = 86_400_000

/** Valid events, in any order; they come back in the same. */
export function packEvents(events: readonly JournalEvent[]): Uint8Array {
  const shapes = new Places()
  const pack: Pack = { stream: new ByteWriter(), texts: new Places(), ids: [], uuids: [], digits: [], seq: 0 }
  const { stream, texts, ids, uuids } = pack
  let before = 0
  for (const event of events) {
    const shape = shapeOf(event)
    const on = parseDay(event.on)
    const at = parseInstant(event.at)
    assert(on !== null && at !== null, 'only valid events are packed')
    stream.varint(shapes.of(JSON.stringify(writeShape(shape))))
    stream.zigzag(on - before)
    const hasUuid = isUuid(event.id)
    stream.varint(hasUuid ? 0 : event.id.length)
    ;(hasUuid ? uuids : ids).push(event.id)
    if (event.borrower !== undefined) stream.varint(texts.of(event.borrower))
    if (event.line !== undefined) stream.varint(texts.of(event.line))
    stream.varint(texts.of(event.by))
    stream.zigzag((at - on * MS_PER_DAY) / (shape.hasMs ? 1 : 1000))
    for (const { key, coding } of shape.fields) {
      const owner = (isOfEnvelope(coding) ? event : event.data) as Readonly<Record<string, unknown>>
      writeField(pack, coding, owner[key], on)
    }
    before = on
  }
  return assemble(events.length, shapes, pack)
}

/** The events again. Throws a `CorruptPackError` on bytes that `packEvents` did not make. */
export function unpackEvents(bytes: Uint8Array): JournalEvent[] {
  const reader = new ByteReader(bytes)
  const version = reader.byte()
  if (version < OLDEST || version > VERSION) throw new CorruptPackError(`packed events are of version ${version}, not ${VERSION}`)
  const count = reader.varint()
  const lengths = Array.from({ length: bounded(reader.varint(), reader) }, () => reader.varint())
  const shapesLength = reader.varint()
  const decoded = decodeUtf8(reader.bytes(reader.varint()))
  if (decoded === null) throw new CorruptPackError('packed events hold text that is no UTF-8')
  const text = new TextReader(decoded)
  const texts = lengths.map(length => text.take(length))
  const shapes = parseShapes(text.take(shapesLength))
  const uuids = new TextReader(version === 1 ? '' : uuidsOf(reader.bytes(reader.varint())))
  const digits = new TextReader(version === 1 ? '' : digitsOf(reader.bytes(reader.varint())))
  const packed: Packed = { reader, texts, digits, seq: 0 }
  const events: JournalEvent[] = new Array<JournalEvent>(bounded(count, reader))
  let on = 0
  for (let index = 0; index < count; index++) {
    const shape = present(shapes[reader.varint()])
    on += reader.zigzag()
    const idLength = reader.varint()
    const id = idLength === 0 ? uuids.take(UUID_LENGTH) : text.take(idLength)
    events[index] = readEvent(packed, shape, id, on as Day)
  }
  const left = reader.left + text.left + uuids.left + digits.left
  if (left !== 0) throw new CorruptPackError('packed events hold more than they name')
  return events
}

/** What is being written; `ids`: those that are no UUIDs, `seq`: of the audit link before. */
interface Pack {
  readonly stream: ByteWriter
  readonly texts: Places
  readonly ids: string[]
  readonly uuids: string[]
  readonly digits: string[]
  seq: number
}

/** What is being read. */
interface Packed {
  readonly reader: ByteReader
  readonly texts: readonly string[]
  readonly digits: TextReader
  seq: number
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

/** A text taken piece by piece. */
class TextReader {
  readonly #text: string
  #place = 0

  constructor(text: string) {
    this.#text = text
  }

  get left(): number {
    return this.#text.length - this.#place
  }

  take(length: number): string {
    if (length > this.left) throw new CorruptPackError('packed events name more text than they hold')
    return this.#text.slice(this.#place, (this.#place += length))
  }
}

function assemble(count: number, shapes: Places, { stream, texts, ids, uuids, digits }: Pack): Uint8Array {
  const shapesJson = `[${shapes.list.join(',')}]`
  const text = texts.list.join('') + shapesJson + ids.join('')
  assert(!hasLoneSurrogate(text), 'only valid events are packed')
  const encoded = encodeUtf8(text)
  const pack = new ByteWriter()
  pack.byte(VERSION)
  pack.varint(count)
  pack.varint(texts.list.length)
  for (const item of texts.list) pack.varint(item.length)
  pack.varint(shapesJson.length)
  pack.varint(encoded.length)
  pack.bytes(encoded)
  for (const block of [uuids, digits]) {
    const bytes = bytesOfDigits(block.join(''))
    pack.varint(bytes.length)
    pack.bytes(bytes)
  }
  pack.bytes(stream.written())
  return pack.sealed()
}

function writeField(pack: Pack, coding: Coding, value: unknown, on: Day): void {
  const { stream, texts } = pack
  if (typeof value === 'number' && coding === 'i') stream.zigzag(value)
  else if (typeof value === 'number' && coding === 'f') stream.double(value)
  else if (typeof value === 'string' && coding === 's') stream.varint(texts.of(value))
  else if (typeof value === 'string' && coding === 'd') stream.zigzag((parseDay(value) ?? on) - on)
  else if (typeof value === 'string' && coding === 'm') stream.zigzag((parseMonth(value) ?? 0) - monthOf(on))
  else if (coding === 'A') writeLink(pack, value as AuditLink)
  else stream.varint(texts.of(canonicalJson(value)))
}

function readField(packed: Packed, coding: Coding, on: Day): unknown {
  const { reader, texts } = packed
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
    case 'A':
      return readLink(packed)
    default:
      return parseJson(present(texts[reader.varint()]))
  }
}

function writeLink(pack: Pack, { device, seq, prev, sig }: AuditLink): void {
  pack.stream.varint(pack.texts.of(device))
  pack.stream.zigzag(seq - pack.seq)
  pack.digits.push(prev, sig)
  pack.seq = seq
}

function readLink(packed: Packed): AuditLink {
  const { reader, texts, digits } = packed
  const device = present(texts[reader.varint()])
  packed.seq += reader.zigzag()
  return { device, seq: packed.seq, prev: digits.take(64), sig: digits.take(128) }
}

function readEvent(packed: Packed, shape: Shape, id: string, day: Day): JournalEvent {
  const { reader, texts } = packed
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
    put(isOfEnvelope(coding) ? event : data, key, readField(packed, coding, day))
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
