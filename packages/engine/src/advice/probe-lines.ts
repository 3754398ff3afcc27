/**
 * The family of lives that a policy is tried on: a small grid of behaviours, each month by month, without
 * chance. A line behaves well for a year, then as its name says, then well again to the end.
 */
import type { EventData, Flag, LineKind } from '@tideline/journal'

/** Length of a life, and the month (from 0) in which something happens. */
export const PROBE_MONTHS = 40
export const TROUBLE = 13

/** One month of a life; shares are of the approved limit, income of what is usual. */
export interface MonthPlan {
  /** Days after its due day on which the month's due is paid; below 0 before it, `null` not this month. */
  readonly paysAfter: number | null
  /** How many older unpaid dues are paid besides. */
  readonly clears: number
  /** What is drawn up to, at the end of the month; where the line is shut or cut, as far as it goes. */
  readonly uses: number
  /** Pays the whole balance back. */
  readonly repays: boolean
  readonly income: number
  readonly spending: number
  /** Nothing is recorded but what money does. */
  readonly silent: boolean
  readonly flags: readonly { readonly raise: boolean; readonly flag: Flag }[]
  readonly bureau: EventData['bureau.reported'] | null
  readonly covenant: EventData['covenant.reported'] | null
  readonly statement: { readonly daysPastDue: number } | null
  readonly restructured: boolean
  /** Promises in a call to pay twice the due within ten days, and does not. */
  readonly promises: boolean
  /** Another line of the same borrower is so many days past due at the month's end, in steps of a month. */
  readonly missesElsewhere: boolean
}

export interface Behaviour {
  readonly id: string
  readonly kinds: readonly LineKind[]
  /** Kinds on which it comes to the same: only the first of them that the policy is for is tried. */
  readonly alike?: true
  /** The month from which on all is well; `null` if that never comes. */
  readonly curedIn: number | null
  /** What differs in a month from a good one; `n` counts from the trouble, below 0 before it. */
  readonly month: (n: number) => Partial<MonthPlan>
}

const LENT: readonly LineKind[] = ['revolving', 'instalment']
const ALL: readonly LineKind[] = ['revolving', 'instalment', 'project']
const CARD: readonly LineKind[] = ['revolving']
const PROJECT: readonly LineKind[] = ['project']

/** A behaviour that lasts `months` months from the trouble on. */
function spell(id: string, kinds: readonly LineKind[], months: number, plan: Partial<MonthPlan>, after: Partial<MonthPlan> = {}): Behaviour {
  return { id, kinds, curedIn: TROUBLE + months, month: (n) => (n >= 0 && n < months ? plan : n === months ? after : {}) }
}

const alike = (behaviour: Behaviour): Behaviour => ({ ...behaviour, alike: true })

/** One that never ends. */
function always(id: string, kinds: readonly LineKind[], month: (n: number) => Partial<MonthPlan>): Behaviour {
  return { id, kinds, curedIn: null, month }
}

const MISSED: Partial<MonthPlan> = { paysAfter: null }
const CLEARS_ALL = Number.MAX_SAFE_INTEGER

const missed = (months: number): Behaviour[] => [
  spell(`missed-${months}-cured-at-once`, ALL, months, MISSED, { clears: CLEARS_ALL }),
  {
    id: `missed-${months}-cured-slowly`,
    kinds: LENT,
    curedIn: TROUBLE + 2 * months,
    month: (n) => (n < 0 ? {} : n < months ? MISSED : n < 2 * months ? { clears: 1 } : {}),
  },
]

const flagged = (flag: Flag): Behaviour => ({
  alike: true,
  id: `${flag}-flag-cleared`,
  kinds: ALL,
  curedIn: TROUBLE + 2,
  month: (n) => (n === 0 || n === 2 ? { flags: [{ raise: n === 0, flag }] } : {}),
})

const bureau = (score: number, delinquentAccounts: number, inquiries6m: number) => ({ score, delinquentAccounts, goodAccounts: 2, inquiries6m })

/** What a project reports when all is well; ratios as a lender states them. */
export const SOUND = { dscrHistoric: 1.5, dscrForecast: 1.5, llcr: 1.6, dsraMonths: 9, plannedProgress: 0.6, actualProgress: 0.6, budget: 1_000_000, costToComplete: 1_000_000 }

const reports = (id: string, months: number, covenant: EventData['covenant.reported']): Behaviour => spell(id, PROJECT, months, { covenant: { ...SOUND, ...covenant } })

/** Every behaviour, the same for every policy. */
export const BEHAVIOURS: readonly Behaviour[] = [
  spell('always-on-time', ALL, 0, {}),
  ...[1, 2, 3, 6].flatMap(missed),
  {
    id: 'missed-3-then-repaid-for-good',
    kinds: CARD,
    curedIn: TROUBLE + 3,
    month: (n) => (n < 0 ? {} : n < 3 ? MISSED : { clears: CLEARS_ALL, repays: true, uses: 0 }),
  },
  {
    id: 'missed-2-twice',
    kinds: LENT,
    curedIn: TROUBLE + 12,
    month: (n) => (n === 0 || n === 1 || n === 10 || n === 11 ? MISSED : n === 2 || n === 12 ? { clears: CLEARS_ALL } : {}),
  },
  { id: 'new-and-missed-2', kinds: LENT, curedIn: 5, month: (n) => (n === 3 - TROUBLE || n === 4 - TROUBLE ? MISSED : n === 5 - TROUBLE ? { clears: CLEARS_ALL } : {}) },
  always('always-a-few-days-late', ALL, () => ({ paysAfter: 5 })),
  always('late-every-second-time', LENT, (n) => ((n + TROUBLE) % 2 === 1 ? { paysAfter: 5 } : {})),
  always('late-every-third-time', LENT, (n) => ((n + TROUBLE) % 3 === 2 ? { paysAfter: 9 } : {})),
  alike(spell('ten-days-late-for-half-a-year', LENT, 6, { paysAfter: 10 })),
  spell('a-month-late-for-half-a-year', LENT, 6, { paysAfter: 32 }),
  always('uses-a-third', CARD, () => ({ uses: 0.3 })),
  spell('draws-to-95-and-back', CARD, 6, { uses: 0.95 }),
  spell('draws-all-and-back', CARD, 6, { uses: 1 }),
  spell('draws-all-and-repays', CARD, 4, { uses: 1 }, { repays: true }),
  always('repaid-and-unused', CARD, (n) => (n < 0 ? {} : { uses: 0, repays: n === 0 })),
  spell('unused-for-half-a-year', CARD, 6, { uses: 0, repays: true }),
  spell('silent-for-half-a-year', CARD, 6, { uses: 0, repays: true, silent: true }),
  alike(spell('income-falls-by-half', LENT, 4, { income: 0.5 })),
  alike(spell('income-stops', LENT, 4, { income: 0 })),
  alike(always('income-of-a-season', LENT, (n) => ({ income: (n + TROUBLE) % 12 < 5 ? 0.4 : 1.4 }))),
  alike(spell('spends-more-than-earned', LENT, 4, { spending: 1.3 })),
  alike(spell('delinquent-elsewhere', LENT, 3, { bureau: bureau(560, 2, 3) }, { bureau: bureau(650, 0, 1) })),
  alike(spell('asks-everywhere', LENT, 3, { bureau: bureau(600, 0, 6) }, { bureau: bureau(650, 0, 1) })),
  alike(spell('misses-on-another-line', LENT, 3, { missesElsewhere: true })),
  ...(['fraud', 'insolvency', 'dispute', 'hardship'] as const).map(flagged),
  alike(spell('restructured', LENT, 1, { restructured: true })),
  alike(spell('breaks-a-promise', LENT, 1, { paysAfter: 25, promises: true })),
  {
    id: 'reported-30-and-60-days-past-due',
    kinds: CARD,
    curedIn: TROUBLE + 2,
    month: (n) => ({ statement: { daysPastDue: n === 0 ? 32 : n === 1 ? 63 : 0 } }),
  },
  reports('behind-schedule-then-on-plan', 6, { actualProgress: 0.4 }),
  reports('over-budget-then-within', 6, { costToComplete: 1_150_000 }),
  reports('cover-below-one-for-a-year', 12, { dscrHistoric: 0.95, dscrForecast: 1, llcr: 1 }),
  reports('cover-thin-for-half-a-year', 6, { dscrHistoric: 1.1, dscrForecast: 1.1, llcr: 1.15 }),
  reports('reserve-short-for-half-a-year', 6, { dsraMonths: 3 }),
]
