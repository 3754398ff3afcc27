/** The words of overrides and reviews. */
import type { Decision } from '@tideline/engine'
import type { ProposalSeen, ProposedOverride, ReviewRequest } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import type { Words } from '../../words/words.ts'

const REASONS = {
  'payment-coming': m.judge_reason_payment_coming,
  'income-shown': m.judge_reason_income_shown,
  hardship: m.judge_reason_hardship,
  'record-wrong': m.judge_reason_record_wrong,
  security: m.judge_reason_security,
  'risk-seen': m.judge_reason_risk_seen,
  other: m.judge_reason_other,
} as const

export type OverrideReason = keyof typeof REASONS
export const OVERRIDE_REASONS = Object.keys(REASONS) as readonly OverrideReason[]

/** A code that another program wrote stands for itself. */
export function reasonWords(code: string): string {
  return Object.hasOwn(REASONS, code) ? REASONS[code as OverrideReason]() : code
}

type Vain = NonNullable<ProposalSeen['ignored']>
const VAIN: Readonly<Record<Vain, () => string>> = {
  'line-closed': m.judge_vain_line_closed,
  'unknown-proposal': m.judge_vain_unknown_proposal,
  'after-until': m.judge_vain_after_until,
  'same-person': m.judge_vain_same_person,
  'already-approved': m.judge_vain_already_approved,
  'never-against': m.judge_vain_never_against,
  'no-probation': m.judge_vain_no_probation,
}

/** Why an approval has no effect, as part of a sentence. */
export function vainWords(why: Vain): string {
  return VAIN[why]()
}

const HINTS = {
  active: m.propose_hint_active,
  watch: m.propose_hint_watch,
  probation: m.propose_hint_probation,
  suspended: m.propose_hint_suspended,
} as const

/** What a status lets the borrower do. */
export function statusHint(status: ProposedOverride['status']): string {
  return HINTS[status]()
}

/** `Active with a limit of CN¥3,000, until 4 Apr 2026`. */
export function whatWords({ status, limit, until, kind, currency }: ProposedOverride & Pick<ProposalSeen, 'kind' | 'currency'>, words: Words): string {
  const told = { status: words.status({ status, kind }), day: words.day(until) }
  return limit === undefined ? m.judge_what(told) : m.judge_what_limit({ ...told, limit: words.money(limit, currency) })
}

/** Where a proposal stands. */
export function stateWords({ state, until, answer, runsUntil, ignored }: ProposalSeen, words: Words): string {
  const day = words.day(runsUntil ?? until)
  const { by, note } = { note: '', by: '', ...answer }
  const on = answer ? words.day(answer.on) : ''
  switch (state) {
    case 'pending':
      return ignored ? m.judge_state_vain({ day, why: vainWords(ignored) }) : m.judge_state_pending({ day })
    case 'in-force':
      return m.judge_state_in_force({ day, by, on })
    case 'ended':
      return m.judge_state_ended({ day, by, on })
    case 'refused':
      return m.judge_state_refused({ by, on, note })
    case 'expired':
      return ignored ? m.judge_state_expired_vain({ day, why: vainWords(ignored) }) : m.judge_state_expired({ day })
  }
}

const OUTCOMES = {
  open: m.judge_outcome_open,
  'suspended-again': m.judge_outcome_again,
  'written-off': m.judge_outcome_written_off,
  closed: m.judge_outcome_closed,
} as const

export function outcomeWords(outcome: NonNullable<ProposalSeen['outcome']>): string {
  return OUTCOMES[outcome]()
}

const SUBJECTS = {
  status: m.ask_about_status,
  limit: m.ask_about_limit,
  record: m.ask_about_record,
  other: m.ask_about_other,
} as const

export const REVIEW_SUBJECTS = Object.keys(SUBJECTS) as readonly ReviewRequest['about'][]

export function subjectWords(about: ReviewRequest['about']): string {
  return SUBJECTS[about]()
}

/** What a supervisor's approval of today would not do, if it would do nothing. */
export function vainToday({ ignored }: Decision): string | null {
  const last = ignored?.at(-1)
  return last ? m.preview_vain({ why: vainWords(last.why) }) : null
}
