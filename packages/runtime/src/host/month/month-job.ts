/** Reviews the whole book in slices, so that the worker answers other questions in between; can be held and ended. */
import { MoneyOverflowError, type Decision } from '@tideline/engine'
import { canonicalJson, compareInstants, sha256Hex, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { BookTrouble } from '../../contract.ts'
import type { MonthChange, MonthKept, MonthProgress, MonthResult, MonthReview, MonthRow } from '../../month-contract.ts'
import { openBorrower, type BorrowerBook } from '../borrower-book.ts'
import { troubleOf, type DecidedBook } from '../decided-book.ts'
import { giveWay } from '../give-way.ts'
import { branchOf, nameOf } from '../summary.ts'
import { changedLine } from './changed-line.ts'
import { endOf, endText, keptReviews, monthBefore, reviewBefore } from './months.ts'

/** How long a question may have to wait, in milliseconds. */
const SLICE = 30

const WEIGHT: readonly MonthChange[] = ['closed', 'suspended', 'reopened', 'reduced', 'increased', 'watched', 'cleared']

export interface MonthContext {
  readonly store: SharedStore
  readonly decided: DecidedBook
  readonly signal: AbortSignal
  /** Resolves when the review may go on. */
  readonly goOn: () => Promise<void>
  readonly onProgress: ((progress: MonthProgress) => void) | undefined
}

/** What is compared: two days, each with what was known at an instant, or with all that is known. */
interface Span {
  readonly from: { readonly asOf: string; readonly knownAt: string | null }
  readonly to: { readonly asOf: string; readonly knownAt: string | null }
}

interface Share {
  readonly rows: readonly MonthRow[]
  readonly lines: number
  readonly opened: number
}

export async function reviewBook(context: MonthContext, month: string, toldAt?: string): Promise<MonthResult & { readonly revision?: number }> {
  const { store, decided, signal, goOn, onProgress } = context
  if (endOf(month) === null) return { outcome: 'refused', code: 'bad-month', detail: month }
  const asOf = endText(month)
  const { owners, revision } = await decided.latest(asOf)
  const bookWide = await store.read('')
  const last = reviewBefore(keptReviews(bookWide), month, toldAt)
  const against = againstOf(last, month)
  const span: Span = { from: { asOf: against.asOf, knownAt: against.toldAt }, to: { asOf, knownAt: toldAt ?? null } }
  const of = new Set(owners.values()).size
  const shares: Share[] = []
  const trouble: BookTrouble[] = []
  let since = performance.now()
  try {
    for await (const { borrower, events } of store.readAll()) {
      if (borrower !== '') {
        const share = shareOf(borrower, events, bookWide, span)
        if ('code' in share) trouble.push(share)
        else shares.push(share)
      }
      if (performance.now() - since < SLICE) continue
      onProgress?.({ done: Math.min(shares.length, of), of })
      await giveWay()
      await goOn()
      if (signal.aborted) return { outcome: 'cancelled' }
      since = performance.now()
    }
  } catch (error) {
    trouble.push(troubleOf(error))
  }
  if (signal.aborted) return { outcome: 'cancelled' }
  onProgress?.({ done: of, of })
  const rows = shares.flatMap((share) => share.rows).sort((a, b) => WEIGHT.indexOf(a.change) - WEIGHT.indexOf(b.change) || order(a.name, b.name) || order(a.line, b.line))
  const review: MonthReview = {
    month,
    asOf,
    against,
    lines: shares.reduce((sum, { lines }) => sum + lines, 0),
    opened: shares.reduce((sum, { opened }) => sum + opened, 0),
    rows,
    sha256: digestOf(rows),
  }
  return { outcome: 'done', review, trouble, changedMeanwhile: (await store.revision()) !== revision, revision }
}

function againstOf(last: MonthKept | undefined, month: string): MonthReview['against'] {
  const before = last?.month ?? monthBefore(month)
  return { month: before, asOf: endText(before), toldAt: last?.at ?? null }
}

/** By id, and without what a later registration may call a borrower: it is about the lines. */
function digestOf(rows: readonly MonthRow[]): string {
  const told = rows.map(({ name: _name, branch: _branch, ...row }) => row).sort((a, b) => order(a.line, b.line))
  return sha256Hex(canonicalJson(told))
}

function shareOf(borrower: string, events: readonly JournalEvent[], bookWide: readonly JournalEvent[], span: Span): Share | BookTrouble {
  const undecidable = (detail: string): BookTrouble => ({ code: 'undecidable', detail, borrowers: [borrower] })
  const now = openKnown(events, bookWide, span.to.knownAt)
  if ('detail' in now) return undecidable(now.detail)
  // Mostly nothing came in late, and one replay gives both days.
  const late = [...events, ...bookWide].some((event) => isKnownAt(event, span.to.knownAt) && !isKnownAt(event, span.from.knownAt))
  const before = late ? openKnown(events, bookWide, span.from.knownAt) : now
  if ('detail' in before) return undecidable(before.detail)
  try {
    return compare(before, now, span)
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return undecidable(error.message)
  }
}

function compare(before: BorrowerBook, now: BorrowerBook, { from, to }: Span): Share {
  const rows: MonthRow[] = []
  let [lines, opened] = [0, 0]
  for (const line of now.lines) {
    const end = decisionOn(now, line.id, to.asOf)
    if (end === null) continue
    lines++
    const start = decisionOn(before, line.id, from.asOf)
    if (start === null) opened++
    else {
      const changed = changedLine(line, now.deciderOf(line).rulebook, start, end)
      if (changed === null) continue
      rows.push({
        line: line.id,
        name: nameOf(line),
        branch: branchOf(line),
        kind: line.kind,
        currency: line.currency,
        ...changed,
        before: { status: start.status, limit: start.limit },
        now: { status: end.status, limit: end.limit, since: end.since },
      })
    }
  }
  return { rows, lines, opened }
}

function decisionOn(book: BorrowerBook, id: string, asOf: string): Decision | null {
  const line = book.line(id)
  return line ? (book.deciderOf(line).decide(line, [endOf(asOf.slice(0, 7))!])[0] ?? null) : null
}

function openKnown(events: readonly JournalEvent[], bookWide: readonly JournalEvent[], knownAt: string | null): BorrowerBook | { readonly detail: string } {
  const known = (event: JournalEvent): boolean => isKnownAt(event, knownAt)
  const opened = knownAt === null ? openBorrower(events, bookWide) : openBorrower(events.filter(known), bookWide.filter(known))
  if (opened.ok) return opened.book
  return { detail: opened.issues.map(({ event, path, expected, got }) => `${event ?? ''} ${path}: ${expected}, not ${got}`).join('; ') }
}

function isKnownAt({ at }: JournalEvent, knownAt: string | null): boolean {
  return knownAt === null || compareInstants(at, knownAt) <= 0
}

/** Code-unit order: the same on every device, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
