/**
 * What a borrower can move, found by inverting the values that a policy and its scorecard compare metrics
 * with: how much to pay now, what income to show, which figures to reach. Nothing here is proof.
 */
import { roundRatio } from '@tideline/journal'
import { COLUMN, type MetricId, type MetricValues } from '../metrics/vocabulary.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { covenantTargets, type CovenantTargets } from './covenant-levers.ts'
import type { Outlook } from './outlook.ts'

/** `null`: as last reported. */
export interface BureauEvidence {
  readonly kind: 'bureau'
  readonly goodAccounts: number | null
  readonly delinquentAccounts: number | null
}

/** What a borrower can show besides paying on this line. */
export type Evidence =
  | { readonly kind: 'income'; readonly monthly: number }
  | BureauEvidence
  | { readonly kind: 'other-lines' }
  | { readonly kind: 'covenant'; readonly targets: CovenantTargets }

export interface Levers {
  /** Amounts to pay on the first day, rising from 0. */
  readonly payNow: readonly number[]
  /** Whether dues or reports are to come that can be met. */
  readonly paysDues: boolean
  /** One list a kind of evidence, the modest before the demanding. */
  readonly evidence: readonly (readonly Evidence[])[]
  /** The least that a first bureau report can say, where accounts count and none is known: that may be all that is missing. */
  readonly firstReport: BureauEvidence | null
}

/** More amounts than these have never opened a line sooner or cheaper, and each costs a replay. */
const MOST_ARREARS_AMOUNTS = 4
const MOST_LEVELS = 4

/** `values` are the metrics of the outlook's day; `approved` the approved limit. */
export function leversOf(rulebook: Rulebook, outlook: Outlook, values: MetricValues, approved: number): Levers {
  const constants = (...metrics: MetricId[]): number[] =>
    metrics.flatMap((metric) => [...(rulebook.constants.policy.get(metric) ?? []), ...(rulebook.constants.scorecard.get(metric) ?? [])])
  const reads = (metric: MetricId): boolean => rulebook.constants.policy.has(metric) || rulebook.constants.scorecard.has(metric)
  return {
    payNow: payNowAmounts(outlook, constants, approved),
    paysDues: outlook.report !== null || outlook.pattern !== null || outlook.open.length > 0 || outlook.raisedLater.length > 0,
    evidence: [
      bureauEvidence(outlook, constants, values),
      incomeEvidence(outlook, constants),
      reads('days_past_due_elsewhere') && outlook.others.some(({ open, report }) => open.length > 0 || (report?.data.daysPastDue ?? 0) > 0) ? [{ kind: 'other-lines' } as const] : [],
      outlook.covenant ? covenantTargets(rulebook).map((targets) => ({ kind: 'covenant' as const, targets })) : [],
    ].filter((levels) => levels.length > 0),
    firstReport: !outlook.bureau && reads('bureau_good_accounts') ? { kind: 'bureau', goodAccounts: 1, delinquentAccounts: null } : null,
  }
}

type Constants = (...metrics: MetricId[]) => number[]

function payNowAmounts({ day, balance, open, line }: Outlook, constants: Constants, approved: number): number[] {
  const amounts = new Set([0])
  const overdue = open.filter(({ dueOn }) => dueOn < day)
  let sum = 0
  overdue.forEach(({ unpaid }, i) => {
    sum += unpaid
    if (i < MOST_ARREARS_AMOUNTS || i === overdue.length - 1) amounts.add(sum)
  })
  const targets = [0, ...constants('balance').flatMap((bound) => [Math.floor(bound), Math.ceil(bound) - 1])]
  if (line.kind === 'revolving' && approved > 0) {
    for (const bound of constants('utilisation', 'utilisation_avg_3m')) targets.push(...balancesAround(bound, approved))
  }
  for (const target of targets) if (target >= 0 && target < balance) amounts.add(balance - target)
  return [...amounts].sort((a, b) => a - b)
}

/** The largest balances whose utilisation is at most, and is below, a bound. */
function balancesAround(bound: number, approved: number): number[] {
  let most = Math.floor(bound * approved) + 1
  while (most > 0 && roundRatio(most / approved) > bound) most--
  let below = most
  while (below > 0 && roundRatio(below / approved) >= bound) below--
  return [most, below]
}

function bureauEvidence({ bureau }: Outlook, constants: Constants, values: MetricValues): BureauEvidence[] {
  const good = bureau?.goodAccounts ?? 0
  const since = values[COLUMN.good_accounts_since_suspension]!
  const more = new Set<number>()
  for (const bound of constants('bureau_good_accounts')) more.add(Math.ceil(bound)).add(Math.floor(bound) + 1)
  if (!bureau && more.size > 0) more.add(1)
  // Unknown where no report stood on the day of the suspension: then no account since can count.
  if (!Number.isNaN(since)) for (const bound of constants('good_accounts_since_suspension')) more.add(good + Math.ceil(bound - since))
  // Where nothing is known yet, a first report without arrears may be worth points.
  const delinquent = bureau?.delinquentAccounts ?? 1
  const bounds = constants('bureau_delinquent_accounts')
  const fewer = new Set(bureau ? bounds.flatMap((bound) => [Math.ceil(bound) - 1, Math.floor(bound)]) : bounds.map(() => 0))
  const goods = some([...more].filter((count) => count > good).sort((a, b) => a - b))
  const clears = some([...fewer].filter((count) => count >= 0 && count < delinquent).sort((a, b) => b - a))
  // From asking least to asking most: one of either kind, then both.
  return [
    ...goods.map((goodAccounts) => ({ kind: 'bureau' as const, goodAccounts, delinquentAccounts: null })),
    ...clears.map((delinquentAccounts) => ({ kind: 'bureau' as const, goodAccounts: null, delinquentAccounts })),
    ...(goods.length > 0 && clears.length > 0
      ? [{ kind: 'bureau' as const, goodAccounts: goods.at(-1)!, delinquentAccounts: clears.at(-1)! }]
      : []),
  ]
}

/** Monthly incomes at which a ratio meets a value it is compared with, above what is assumed anyway. */
function incomeEvidence(outlook: Outlook, constants: Constants): Evidence[] {
  const { income, spending, pattern, meansBefore, bestIncome } = outlook
  const spent = spending.reduce((sum, { monthly }) => sum + monthly, 0)
  const levels = new Set<number>(constants('income_mean_6m').flatMap((bound) => [Math.ceil(bound), Math.floor(bound) + 1]))
  for (const bound of constants('income_change_3m', 'income_change_12m')) {
    for (const mean of meansBefore) levels.add(Math.ceil((1 + bound) * mean) + 1)
  }
  for (const bound of constants('spend_to_income_3m')) if (bound > 0 && spent > 0) levels.add(Math.ceil(spent / bound) + 1)
  for (const bound of constants('debt_service_to_income_3m')) {
    if (bound > 0 && pattern) levels.add(Math.ceil(pattern.amount / bound) + 1)
  }
  if (constants('income_cv_6m').length > 0) for (const mean of meansBefore) levels.add(Math.ceil(mean))
  const assumed = income?.monthly ?? 0
  if (levels.size > 0 && bestIncome !== null) levels.add(bestIncome)
  // Nobody is sent away to earn what they never did.
  const most = bestIncome ?? Number.MAX_SAFE_INTEGER
  return some([...levels].filter((level) => level > assumed && level <= most).sort((a, b) => a - b)).map((monthly) => ({
    kind: 'income',
    monthly,
  }))
}

/** The first few, and the last. */
function some(levels: readonly number[]): number[] {
  return levels.filter((_, i) => i < MOST_LEVELS - 1 || i === levels.length - 1)
}
