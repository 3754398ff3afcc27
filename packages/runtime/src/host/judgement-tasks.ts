/** Overrides by two people on one device, and what a supervisor sees of them. */
import type { BookLine } from '@tideline/engine'
import type { EventOf } from '@tideline/journal'
import type { SharedStore, Vault, VaultUser } from '@tideline/storage'
import type { Draft } from '../contract.ts'
import type { Answerer, AnswerRefusal, AnswerResult, JudgementTasks } from '../judgement-contract.ts'
import { openBorrower, type BorrowerBook } from './borrower-book.ts'
import { troubleOf, type DecidedBook } from './decided-book.ts'
import { judgementRecord, shareOf, type BorrowerShare } from './judgement/judgement-record.ts'
import { overrideBounds } from './judgement/override-bounds.ts'
import { previewOverride } from './judgement/preview-override.ts'
import { proposalsOf } from './judgement/proposals.ts'
import { reviewRequestsOf } from './judgement/review-requests.ts'
import { recordEntry, type RecordContext } from './record-entry.ts'
import { dayOf } from './summary.ts'

export interface JudgementTasksContext {
  /** `null`: the book is kept without one, and nobody has a PIN. */
  readonly vault: Promise<Vault> | null
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  readonly recordContext: () => Promise<RecordContext>
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly withLine: <T>(id: string, asOf: string, work: (book: BorrowerBook, line: BookLine) => T | null) => Promise<T | null>
  readonly instant: () => string
}

export function makeJudgementTasks(context: JudgementTasksContext): JudgementTasks {
  const { vault, opened, recordContext, inTurn, withLine, instant } = context

  /** Asked before the PIN is, and in turn with all that is recorded. */
  function answering(id: string, proposal: string, answerer: Answerer, today: string, data: AnswerData): Promise<AnswerResult> {
    return inTurn(async () => {
      try {
        const found = await withLine(id, today, (book, line) => ({ line, seen: proposalsOf(book, line, dayOf(today)).find((one) => one.id === proposal), made: proposalIn(line, proposal) }))
        if (!found?.seen || !found.made) return refused({ code: 'unknown-proposal' })
        if (found.seen.state !== 'pending') return refused({ code: 'answered' })
        const who = await nameOf(answerer)
        if (typeof who !== 'string') return refused(who)
        if (who === found.made.by) return refused({ code: 'own-proposal' })
        const vain = data.type === 'override.approved' ? await withoutEffect(id, found.made, today) : null
        if (vain) return refused(vain)
        const wrong = await wrongPin(answerer)
        if (wrong) return refused(wrong)
        const { line } = found
        const draft: Draft = { ...data, borrower: line.borrower, line: line.id, on: today, by: who }
        const result = await recordEntry(await recordContext(), draft, today)
        if (result.ok) return result
        return refused({ code: 'not-saved', detail: result.failure?.detail ?? result.issues.map(({ path, expected, got }) => `${path}: ${expected}, not ${got}`).join('; ') })
      } catch (error) {
        return refused({ code: 'not-saved', detail: troubleOf(error).detail })
      }
    })
  }

  /** The name that answers, or why it may not. */
  async function nameOf(answerer: Answerer): Promise<string | AnswerRefusal> {
    const users = (await (await vault)?.status())?.users
    if (!users) return 'name' in answerer && answerer.name.trim() !== '' ? answerer.name.trim() : { code: 'nameless' }
    const user = 'user' in answerer ? users.find(({ id }) => id === answerer.user) : undefined
    if (!user) return { code: 'unknown-user', waitMs: 0 }
    return user.role === 'supervisor' ? user.name : { code: 'not-supervisor' }
  }

  async function wrongPin(answerer: Answerer): Promise<AnswerRefusal | null> {
    const its = await vault
    if (!its || !('user' in answerer)) return null
    const confirmed = await its.confirm(answerer.user, answerer.pin)
    return confirmed.ok ? null : { code: confirmed.code, waitMs: confirmed.waitMs }
  }

  async function withoutEffect(line: string, { data }: EventOf<'override.proposed'>, today: string): Promise<AnswerRefusal | null> {
    const preview = await withLine(line, today, (book, found) => previewOverride(book, found, data, today, instant()))
    const why = preview?.ok ? preview.then.ignored?.find(({ event }) => event.startsWith('preview/'))?.why : undefined
    return why ? { code: 'without-effect', why } : null
  }

  return {
    judgement: (id, asOf) =>
      withLine(id, asOf, (book, line) => {
        const explanation = book.deciderOf(line).explain(line, dayOf(asOf))
        if (!explanation) return null
        return {
          bounds: overrideBounds(book.deciderOf(line).rulebook, explanation.decision),
          proposals: proposalsOf(book, line, dayOf(asOf)),
          requests: reviewRequestsOf(book, line, asOf),
        }
      }),

    previewOverride: (id, proposed, asOf) => withLine(id, asOf, (book, line) => previewOverride(book, line, proposed, asOf, instant())),

    approveOverride: (line, proposal, answerer, today) => answering(line, proposal, answerer, today, { type: 'override.approved', data: { proposal } }),

    refuseOverride: (line, proposal, note, answerer, today) => answering(line, proposal, answerer, today, { type: 'override.refused', data: { proposal, note } }),

    async judgementRecord(asOf) {
      if (!maySee((await vault)?.user)) return null
      const { store, decided } = await opened
      const { bookWide } = await decided.latest(asOf)
      const shares: BorrowerShare[] = []
      for await (const { borrower, events } of store.readAll()) {
        const found = borrower === '' ? null : openBorrower(events, bookWide)
        if (found?.ok) shares.push(shareOf(found.book, asOf))
      }
      return judgementRecord(asOf, shares)
    },
  }
}

type AnswerData = Pick<Draft, 'type' | 'data'>

/** Without a vault nobody knows who is there, and everybody may. */
function maySee(user: VaultUser | null | undefined): boolean {
  return !user || user.role === 'supervisor'
}

function proposalIn(line: BookLine, id: string): EventOf<'override.proposed'> | undefined {
  return line.events.filter((event) => event.type === 'override.proposed').find((event) => event.id === id)
}

function refused(refusal: AnswerRefusal): AnswerResult {
  return { ok: false, refusal }
}
