/** A path as it is promised to the borrower: the data of a `path.issued` (R15). */
import { addDays, formatDay, parseDay, type EventData, type PromisedStep } from '@tideline/journal'
import type { LinePaths, Path, PathStep } from './path.ts'

/** How long after the promised day it can still be kept. */
const EXPIRES_AFTER_DAYS = 30

/** `reportedMode`: what was paid shows only in reports, so what is judged is the balance they state. */
export function promiseOf(
  { policy, scorecard }: Pick<LinePaths, 'policy' | 'scorecard'>,
  { status, reopensOn, limit, steps }: Path,
  { graceDays, reportedMode }: { readonly graceDays: number; readonly reportedMode: boolean },
): EventData['path.issued'] {
  const withGrace = (on: string): string => {
    const by = shift(on, graceDays)
    return by < reopensOn ? by : reopensOn
  }
  return {
    policy,
    scorecard,
    // A line that comes to watch, not having been suspended at the end of any day, is not made worse by a promise of probation (Q4).
    status: status === 'active' ? 'active' : 'probation',
    reopensOn,
    limit,
    steps: steps.flatMap((step) => promised(step, withGrace, reportedMode)),
    expires: shift(reopensOn, EXPIRES_AFTER_DAYS),
  }
}

function promised(step: PathStep, withGrace: (on: string) => string, reportedMode: boolean): PromisedStep[] {
  const metric = (name: string, op: 'gte' | 'lte', value: number, by = step.on): PromisedStep => ({ kind: 'metric', metric: name, op, value, by })
  switch (step.kind) {
    case 'pay-down':
      if (reportedMode) return [metric('balance', 'lte', step.balance, withGrace(step.on))]
      return [{ kind: 'payment', amount: step.amount, by: withGrace(step.on) }]
    case 'pay-arrears':
    case 'pay-due':
      return [{ kind: 'payment', amount: step.amount, by: withGrace(step.on) }]
    case 'keep-current':
      return [metric('days_past_due', 'lte', 0)]
    case 'pay-other-line':
      return [metric('days_past_due_elsewhere', 'lte', 0, withGrace(step.on))]
    case 'show-income':
      return [{ kind: 'income', month: step.month, amount: step.amount, by: step.on }]
    case 'good-account':
      return [metric('bureau_good_accounts', 'gte', step.goodAccounts)]
    case 'clear-elsewhere':
      return [metric('bureau_delinquent_accounts', 'lte', step.delinquentAccounts)]
    case 'reach-covenant':
      // As good a report as the last is promised by its coming.
      if (Object.keys(step.figures).length === 0) return [metric('covenants_reported_since_suspension', 'gte', step.report)]
      return Object.entries(step.figures).map(([name, value]) => metric(name, LOW_IS_GOOD.has(name) ? 'lte' : 'gte', value))
  }
}

const LOW_IS_GOOD: ReadonlySet<string> = new Set(['progress_gap', 'cost_overrun'])

function shift(day: string, days: number): string {
  return formatDay(addDays(parseDay(day)!, days))
}
