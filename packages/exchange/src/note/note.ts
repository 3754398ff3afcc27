/** What a borrower says back: a note about a line, as bytes and back (HB19). */
import { parseDay, parseInstant } from '@tideline/journal'
import type { Bytes } from '@tideline/sealed-file'
import * as v from 'valibot'

/** Ask for a person to look; dispute an entry; say that times are hard; have something about oneself put right. */
export const NOTE_KINDS = ['review', 'dispute', 'hardship', 'correction'] as const
export type NoteKind = (typeof NOTE_KINDS)[number]
export const MOST_WORDS = 500

/** The entry that is meant, as the borrower saw it: its number in the story, and what a person knows it by. */
export interface EntryMeant {
  readonly number: string
  readonly type: string
  readonly on: string
  /** In minor units, of entries with an amount. */
  readonly amount?: number
}

export interface Note {
  /** 32 hexadecimal digits drawn by the phone: the same note taken twice is one. */
  readonly id: string
  readonly kind: NoteKind
  readonly borrower: string
  readonly line: string
  /** The instant, by the phone's clock. */
  readonly made: string
  /** In the borrower's own words; may be empty, at most `MOST_WORDS` characters. */
  readonly words: string
  readonly entry: EntryMeant | null
  /** The story that it answers: whose, and of which instant. */
  readonly lenderKey: string
  readonly story: string
}

const id = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,64}$/u))
const day = v.pipe(v.string(), v.check((value) => parseDay(value) !== null))
const instant = v.pipe(v.string(), v.check((value) => parseInstant(value) !== null))
const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`, 'u')))
const amount = v.pipe(v.number(), v.safeInteger())
const NOTE = v.strictTuple([
  hex(32),
  v.picklist(NOTE_KINDS),
  id,
  id,
  instant,
  v.pipe(v.string(), v.maxLength(MOST_WORDS)),
  v.nullable(v.strictTuple([v.pipe(v.string(), v.regex(/^\d{4}$/u)), id, day, v.nullable(amount)])),
  hex(64),
  instant,
])

export function noteToBytes({ id, kind, borrower, line, made, words, entry, lenderKey, story }: Note): Bytes {
  const meant = entry && [entry.number, entry.type, entry.on, entry.amount ?? null]
  return new TextEncoder().encode(JSON.stringify([id, kind, borrower, line, made, words, meant, lenderKey, story]))
}

/** `null` for what is none. */
export function noteFromBytes(bytes: Bytes): Note | null {
  const found = v.safeParse(NOTE, parsed(new TextDecoder().decode(bytes)))
  if (!found.success) return null
  const [id, kind, borrower, line, made, words, meant, lenderKey, story] = found.output
  const entry = meant && { number: meant[0], type: meant[1], on: meant[2], ...(meant[3] !== null && { amount: meant[3] }) }
  return { id, kind, borrower, line, made, words, entry, lenderKey, story }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
