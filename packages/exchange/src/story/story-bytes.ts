/** A story as bytes and back: its head as a list in JSON, then the columns. */
import { CorruptPackError } from '@tideline/journal/packing'
import { parseDay, parseInstant } from '@tideline/journal'
import { joinBytes, type Bytes } from '@tideline/sealed-file'
import * as v from 'valibot'
import { readColumns, writeColumns } from './columns.ts'
import type { Story } from './story.ts'

const LONGEST = 500
const text = v.pipe(v.string(), v.maxLength(LONGEST))
const day = v.pipe(v.string(), v.check((value) => parseDay(value) !== null))
const instant = v.pipe(v.string(), v.check((value) => parseInstant(value) !== null))
const rulebook = v.strictTuple([text, text])
const HEAD = v.strictTuple([
  v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,64}$/u)),
  day,
  instant,
  day,
  text,
  text,
  v.strictObject({ revolving: v.optional(rulebook), instalment: v.optional(rulebook), project: v.optional(rulebook) }),
  v.pipe(v.array(v.record(v.string(), v.unknown())), v.maxLength(6)),
])

export function storyToBytes({ borrower, asOf, issued, expires, lender, contact, rulebooks, documents, entries }: Story): Bytes {
  const named = Object.fromEntries(Object.entries(rulebooks).map(([kind, { policy, scorecard }]) => [kind, [policy, scorecard]]))
  const head = new TextEncoder().encode(JSON.stringify([borrower, asOf, issued, expires, lender, contact, named, documents]))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, head.length)
  return joinBytes([length, head, writeColumns(entries)])
}

/** `null` for bytes that `storyToBytes` did not make. */
export function storyFromBytes(bytes: Bytes): Story | null {
  if (bytes.length < 4) return null
  const at = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (at > bytes.length) return null
  try {
    const head = v.safeParse(HEAD, JSON.parse(new TextDecoder().decode(bytes.subarray(4, at))))
    if (!head.success) return null
    const [borrower, asOf, issued, expires, lender, contact, named, documents] = head.output
    const rulebooks = Object.fromEntries(Object.entries(named).flatMap(([kind, pair]) => (pair ? [[kind, { policy: pair[0], scorecard: pair[1] }]] : [])))
    return { borrower, asOf, issued, expires, lender, contact, rulebooks, documents, entries: readColumns(bytes.subarray(at), borrower) }
  } catch (error) {
    if (error instanceof CorruptPackError || error instanceof SyntaxError) return null
    throw error
  }
}
