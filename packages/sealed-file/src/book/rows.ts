/** Rows of packed events in a section: of each its length, which part of its borrower it is, and of how many. */
import { packEvents, unpackEvents, validateEvent, type JournalEvent } from '@tideline/journal'
import { joinBytes } from '../deflate.ts'
import type { Bytes } from '../head.ts'
import { SECTION_LIMIT } from '../sections.ts'
import { SECTION } from './contents.ts'

/** Length 4, part 1, parts 1. */
const HEAD_BYTES = 6
/** A row with the head of its section must fit into one. */
const LONGEST_ROW = SECTION_LIMIT - HEAD_BYTES - 1

/** One borrower's events as rows; only a giant takes more than one. */
export function packRows(events: readonly JournalEvent[]): Bytes[] {
  const packs = packWithin(events)
  return packs.map((packed, part) => {
    const head = new Uint8Array(HEAD_BYTES)
    new DataView(head.buffer).setUint32(0, packed.length)
    head[4] = part
    head[5] = packs.length
    return joinBytes([head, packed])
  })
}

function packWithin(events: readonly JournalEvent[]): Uint8Array[] {
  const packed = packEvents(events)
  if (packed.length <= LONGEST_ROW || events.length < 2) return [packed]
  const middle = events.length >> 1
  return [...packWithin(events.slice(0, middle)), ...packWithin(events.slice(middle))]
}

export function encodeRows(rows: readonly Bytes[]): Bytes {
  return joinBytes([Uint8Array.of(SECTION.rows), ...rows])
}

export interface ReadRow {
  readonly borrower: string
  readonly part: number
  readonly parts: number
  readonly events: readonly JournalEvent[]
}

/** The rows, each of one borrower and of nothing but events; `null` if they are not. */
export function readRows(bytes: Bytes): ReadRow[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rows: ReadRow[] = []
  for (let at = 1; at < bytes.length; ) {
    const from = at + HEAD_BYTES
    if (from > bytes.length) return null
    const to = from + view.getUint32(at)
    const events = to <= bytes.length ? readEvents(bytes.subarray(from, to)) : null
    if (!events) return null
    rows.push({ borrower: events[0]!.borrower ?? '', part: view.getUint8(at + 4), parts: view.getUint8(at + 5), events })
    at = to
  }
  return rows
}

function readEvents(packed: Uint8Array): JournalEvent[] | null {
  try {
    const events = unpackEvents(packed)
    const fit = events.length > 0 && events.every((event) => event.borrower === events[0]!.borrower && validateEvent(event).ok)
    return fit ? events : null
  } catch {
    return null
  }
}
