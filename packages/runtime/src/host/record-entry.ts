/** One entry an officer typed: checked against what is there, stored, and only then confirmed. */
import { MoneyOverflowError } from '@tideline/engine'
import { validateEvent, type Issue, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { Draft, LinePage, RecordResult } from '../contract.ts'
import { openBorrower, type BorrowerBook } from './borrower-book.ts'
import type { DecidedBook } from './decided-book.ts'
import type { DeviceSigner } from './device-signer.ts'
import { makeLinePage } from './line-page.ts'
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
  const { store, decided } = context
  const known = await decided.latest(today)
  const { revision, owners, bookWide } = known
  // A page that knows the line need not say whose it is.
  const borrower = draft.borrower ?? (draft.line === undefined ? undefined : owners.get(draft.line))
  const checked = validateEvent(eventOf(context, draft, borrower))
  if (!checked.ok) return { ok: false, issues: checked.issues }
  const { line } = checked.event
  const owner = line === undefined ? undefined : owners.get(line)
  if (owner !== undefined && owner !== borrower) return refused(checked.event, 'borrower', `the line's borrower, ${owner}`, borrower)

  const signed = await context.signer.sign([checked.event], known)
  const event = signed.events.at(-1)!
  const key = event.borrower ?? ''
  const stored = await readOr(store, key)
  if ('failure' in stored) return stored
  const opened = key === '' ? openBorrower([], [...bookWide, event]) : openBorrower([...stored.events, event], bookWide)
  if (!opened.ok) return { ok: false, issues: opened.issues }
  let page: LinePage | null
  try {
    page = pageAfter(opened.book, event.line, today)
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return { ok: false, issues: [{ code: 'money-overflow', path: 'data', expected: 'a sum within ±(2^53−1)', got: error.message, event: event.id }] }
  }

  const appended = await store.appendAt(revision, signed.events)
  if (!appended.ok) {
    // Another tab wrote since: what was checked and signed here follows from a journal that is no longer.
    if (appended.code === 'outdated') return recordEntry(context, draft, today)
    if (appended.code === 'refused') return { ok: false, issues: appended.issues }
    return { ok: false, issues: [], failure: { code: appended.code, detail: appended.detail } }
  }
  signed.stored()
  await decided.decideAgain(signed.events, revision)
  return { ok: true, event, page }
}

function eventOf({ clock, newId }: RecordContext, draft: Draft, borrower: string | undefined): Record<string, unknown> {
  const { type, line, on, by, data } = draft
  return { id: newId(), type, ...(borrower !== undefined && { borrower }), ...(line !== undefined && { line }), on, at: clock(), by, data }
}

/** Decides every line of the borrower, so that no amount is stored that a ledger can't add up. */
function pageAfter(book: BorrowerBook, lineId: string | undefined, today: string): LinePage | null {
  for (const line of book.lines) book.deciderOf(line).decide(line, [dayOf(today)])
  const line = lineId === undefined ? undefined : book.line(lineId)
  return line ? makeLinePage(book, line, today) : null
}

async function readOr(
  store: SharedStore,
  borrower: string,
): Promise<{ readonly events: readonly JournalEvent[] } | (RecordResult & { ok: false; failure: object })> {
  try {
    return { events: await store.read(borrower) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, issues: [], failure: { code: 'unavailable', detail } }
  }
}

function refused(event: JournalEvent, path: string, expected: string, got: string | undefined): RecordResult {
  const issue: Issue = { code: 'bad-data', path, expected, got: got ?? 'nothing', event: event.id }
  return { ok: false, issues: [issue] }
}
