/** Entries an officer typed: checked against what is there, stored together, and only then confirmed. */
import { MoneyOverflowError } from '@tideline/engine'
import { validateEvent, type Issue, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { Draft, RecordResult } from '../contract.ts'
import type { LinePage } from '../line-contract.ts'
import type { BatchResult } from '../record-contract.ts'
import { openBorrower, type BorrowerBook } from './borrower-book.ts'
import type { Decided, DecidedBook } from './decided-book.ts'
import type { DeviceSigner } from './device-signer.ts'
import { makeLinePage } from './line-page.ts'
import { forbidden } from './record-guards.ts'
import { dayOf } from './summary.ts'

export interface RecordContext {
  readonly store: SharedStore
  readonly decided: DecidedBook
  /** The instant of recording, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly clock: () => string
  readonly newId: () => string
  readonly signer: DeviceSigner
}

export async function recordEntry(context: RecordContext, draft: Draft, today: string): Promise<RecordResult> {
  const result = await recordEntries(context, [draft], today)
  if (result.ok) return { ok: true, event: result.events[0]!, page: result.page }
  const { at: _, ...refusal } = result
  return refusal
}

type Refusal = BatchResult & { readonly ok: false }

/** A draft, with the id of its event where that is known before: sent again it is no other. */
export type Entry = Draft & { readonly id?: string }

/** All of them are stored, or none. */
export async function recordEntries(context: RecordContext, entries: readonly Entry[], today: string): Promise<BatchResult> {
  for (;;) {
    const result = await tryEntries(context, entries, today)
    if (result !== 'outdated') return result
  }
}

/** `outdated`: another tab wrote meanwhile, and what was checked and signed follows from a journal that is no longer. */
export async function tryEntries(context: RecordContext, entries: readonly Entry[], today: string): Promise<BatchResult | 'outdated'> {
  const { store, decided } = context
  const known = await decided.latest(today)
  const { revision } = known
  const events: JournalEvent[] = []
  for (const [at, entry] of entries.entries()) {
    const checked = checkEntry(context, entry, known)
    if (!checked.ok) return { ...checked, at }
    events.push(checked.event)
  }
  if (events.length === 0) return { ok: true, events, page: null }

  const signed = await context.signer.sign(events, known)
  const fresh = signed.events.slice(-events.length)
  const opened = await openAfter(store, known, fresh, today)
  if (!opened.ok) return opened
  const appended = await store.appendAt(revision, signed.events)
  if (!appended.ok) {
    if (appended.code === 'outdated') return 'outdated'
    if (appended.code === 'refused') return { ok: false, issues: appended.issues }
    return { ok: false, issues: [], failure: { code: appended.code, detail: appended.detail } }
  }
  signed.stored()
  await decided.decideAgain(signed.events, revision)
  return { ok: true, events: fresh, page: opened.page }
}

function checkEntry({ clock, newId }: RecordContext, entry: Entry, { owners }: Decided): { readonly ok: true; readonly event: JournalEvent } | Refusal {
  const { id = newId(), type, line, on, by, data } = entry
  // A page that knows the line need not say whose it is.
  const borrower = entry.borrower ?? (line === undefined ? undefined : owners.get(line))
  const checked = validateEvent({ id, type, ...(borrower !== undefined && { borrower }), ...(line !== undefined && { line }), on, at: clock(), by, data })
  if (!checked.ok) return checked
  const owner = line === undefined ? undefined : owners.get(line)
  if (owner === undefined || owner === borrower) return checked
  return { ok: false, issues: [{ code: 'bad-data', path: 'borrower', expected: `the line's borrower, ${owner}`, got: borrower ?? 'nothing', event: id }] }
}

/** Decides the lines of everybody concerned as they would be; the page of the first event's line. */
async function openAfter(store: SharedStore, { bookWide }: Decided, fresh: readonly JournalEvent[], today: string): Promise<{ readonly ok: true; readonly page: LinePage | null } | Refusal> {
  const whole = [...bookWide, ...fresh.filter(({ borrower }) => borrower === undefined)]
  let page: LinePage | null = null
  for (const key of new Set(fresh.map(({ borrower }) => borrower ?? ''))) {
    const its = fresh.filter(({ borrower }) => (borrower ?? '') === key)
    const at = fresh.indexOf(its[0]!)
    const stored = await readOr(store, key)
    if ('failure' in stored) return stored
    const guarded = forbidden(stored.events, bookWide, its)
    if (guarded) return { ...guarded.refusal, at: fresh.indexOf(guarded.event) }
    const opened = key === '' ? openBorrower([], whole) : openBorrower([...stored.events, ...its], whole)
    if (!opened.ok) return { ok: false, issues: opened.issues, at }
    try {
      const after = pageAfter(opened.book, fresh[0]!.line, today)
      page ??= after
    } catch (error) {
      if (!(error instanceof MoneyOverflowError)) throw error
      const issue: Issue = { code: 'money-overflow', path: 'data', expected: 'a sum within ±(2^53−1)', got: error.message, event: its[0]!.id }
      return { ok: false, issues: [issue], at }
    }
  }
  return { ok: true, page }
}

/** Decides every line of the borrower, so that no amount is stored that a ledger can't add up. */
function pageAfter(book: BorrowerBook, lineId: string | undefined, today: string): LinePage | null {
  for (const line of book.lines) book.deciderOf(line).decide(line, [dayOf(today)])
  const line = lineId === undefined ? undefined : book.line(lineId)
  return line ? makeLinePage(book, line, today) : null
}

async function readOr(store: SharedStore, borrower: string): Promise<{ readonly events: readonly JournalEvent[] } | (Refusal & { failure: object })> {
  try {
    return { events: await store.read(borrower) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, issues: [], failure: { code: 'unavailable', detail } }
  }
}
