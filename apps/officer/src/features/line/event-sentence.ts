/** One sentence an event, as a person would tell it. */
import type { EventType, JournalEvent, JudgementEventOf, JudgementType, KnownEvent } from '@tideline/journal'
import { formatMonth } from '@tideline/ui/formats'
import { m } from '../../paraglide/messages.js'
import type { LineWords } from '../../words/line-words.ts'
import { noticeKindText } from '../../words/notice-kind.ts'
import { UNDO_REASON } from '../record/undo-state.svelte.ts'

export interface SentenceContext {
  readonly words: LineWords
  readonly currency: string
  readonly locale: string
}

type Told<T extends EventType | JudgementType> = T extends JudgementType ? JudgementEventOf<T> : Extract<KnownEvent, { type: T }>
type Teller<T extends EventType | JudgementType> = (event: Told<T>, context: SentenceContext) => string

const FLAGS = {
  fraud: m.option_flag_fraud,
  insolvency: m.option_flag_insolvency,
  deceased: m.option_flag_deceased,
  dispute: m.option_flag_dispute,
  hardship: m.option_flag_hardship,
} as const
export const CONTACT_KINDS = { call: m.task_call, visit: m.task_visit, message: m.option_kind_message } as const

const TELLERS: { readonly [T in EventType | JudgementType]: Teller<T> } = {
  'borrower.registered': ({ data }) => m.event_registered({ name: data.name, branch: data.branch }),
  'line.opened': ({ data }, { words, currency }) => m.event_opened({ limit: words.money(data.limit, currency) }),
  'limit.set': ({ data }, { words, currency }) => m.event_limit_set({ limit: words.money(data.limit, currency) }),
  'phase.set': ({ data }, { words }) => m.event_phase({ phase: words.phase(data.phase).label }),
  'draw.made': ({ data }, { words, currency }) => m.event_draw({ amount: words.money(data.amount, currency) }),
  'charge.added': ({ data }, { words, currency }) => m.event_charge({ amount: words.money(data.amount, currency) }),
  'due.raised': ({ data }, { words, currency }) =>
    m.event_due({ amount: words.money(data.amount, currency), day: words.day(data.dueOn) }),
  'due.cancelled': () => m.event_due_cancelled(),
  'payment.received': ({ data }, { words, currency }) => m.event_payment({ amount: words.money(data.amount, currency) }),
  'statement.reported': ({ data }, { words, currency }) =>
    m.event_statement({
      balance: words.money(data.balance, currency),
      paid: words.money(data.paid, currency),
      days: data.daysPastDue,
    }),
  'income.observed': ({ data }, { words, currency, locale }) =>
    m.event_income({ month: formatMonth(data.month, locale), amount: words.money(data.amount, currency) }),
  'spending.observed': ({ data }, { words, currency, locale }) =>
    m.event_spending({ month: formatMonth(data.month, locale), amount: words.money(data.amount, currency) }),
  'bureau.reported': ({ data }) => m.event_bureau({ bad: data.delinquentAccounts, good: data.goodAccounts }),
  'covenant.reported': () => m.event_covenant(),
  'flag.raised': ({ data }) => m.event_flag_raised({ flag: FLAGS[data.flag]() }),
  'flag.cleared': ({ data }) => m.event_flag_cleared({ flag: FLAGS[data.flag]() }),
  'contact.made': ({ data }, { words, currency }) => {
    const told = m.event_contact({ kind: CONTACT_KINDS[data.kind](), outcome: data.outcome })
    if (!data.promise) return told
    return m.event_contact_promise({ contact: told, amount: words.money(data.promise.amount, currency), day: words.day(data.promise.by) })
  },
  'review.requested': ({ data }, { words }) => m.event_review_requested({ day: words.day(data.answerBy), note: data.note }),
  'review.held': ({ data }) => {
    if (!data.answers) return m.event_review({ note: data.note })
    return data.answers.outcome === 'stands' ? m.event_review_stands({ note: data.note }) : m.event_review_changed({ note: data.note })
  },
  'line.restructured': ({ data }) => m.event_restructured({ note: data.note }),
  'override.proposed': ({ data }, { words }) =>
    m.event_override_proposed({ status: words.status({ status: data.status, kind: 'revolving' }), day: words.day(data.until) }),
  'override.approved': () => m.event_override_approved(),
  'override.refused': ({ data }) => m.event_override_refused({ note: data.note }),
  'notice.issued': ({ data }) => m.event_notice_issued({ kind: noticeKindText(data.kind) }),
  'month.reviewed': ({ data }, { locale }) => m.event_month_reviewed({ month: formatMonth(data.month, locale) }),
  'path.issued': ({ data }, { words, currency }) =>
    m.event_path_issued({ limit: words.money(data.limit, currency), day: words.day(data.reopensOn) }),
  'line.closed': () => m.event_closed(),
  'event.reversed': ({ data }) => m.event_reversed({ reason: reversalReason(data.reason) }),
}

/** What was taken back at once has its reason in a word that this language gives. */
export function reversalReason(reason: string): string {
  return reason === UNDO_REASON ? m.reversal_undo() : reason
}

export function eventSentence(event: JournalEvent, context: SentenceContext): string {
  const teller = Object.hasOwn(TELLERS, event.type) ? TELLERS[event.type as EventType | JudgementType] : null
  // An event of an unknown type is kept and takes no part (E4); its name is all there is to tell.
  return teller ? (teller as Teller<EventType>)(event as never, context) : m.event_unknown({ type: event.type })
}
