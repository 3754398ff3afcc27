/** A path as it is promised to the borrower: the data of a `path.issued` (R15). */
import { addDays, formatDay, parseDay, type EventData, type PromisedStep } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { withEvents } from '../book/hypothetical.ts'
import { createDecider, type Decider } from '../decision/decider.ts'
import type { MetricId } from '../metrics/vocabulary.ts'
import { LOW_IS_GOOD } from './covenant-levers.ts'
import type { LinePaths, Path, PathStep } from './path.ts'

/** How long after the promised day it can still be kept. */
const EXPIRES_AFTER_DAYS = 30

/** `found` and `path` are what `findPaths` gave for the line: the path is replayed to see what its steps move. */
export function promiseOf(decider: Decider, line: BookLine, found: LinePaths, path: Path): EventData['path.issued'] {
  const { policy, scorecard } = found
  const { status, reopensOn, limit } = path
  return {
    policy,
    scorecard,
    // A line that comes to watch, not having been suspended at the end of any day, is not made worse by a promise of probation (Q4).
    status: status === 'active' ? 'active' : 'probation',
    reopensOn,
    limit,
    steps: promisedSteps(decider, line, found.asOf, path),
    expires: shift(reopensOn, EXPIRES_AFTER_DAYS),
  }
}

function promisedSteps(decider: Decider, line: BookLine, asOf: string, { steps, reopensOn, events }: Path): PromisedStep[] {
  const { graceDays } = decider.rulebook.policy
  const reported = line.events.some(({ type, on }) => type === 'statement.reported' && on <= asOf)
  const book = withEvents(decider.book, line.borrower, events)
  const walked = createDecider(book, decider.rulebook)
  const withGrace = (on: string): string => earlier(shift(on, graceDays), reopensOn)
  /** What a metric comes to on the path: others than the step itself may move it too. */
  const metric = (name: MetricId, op: 'gte' | 'lte', by: string): PromisedStep[] => {
    const value = walked.metrics(book.line(line.id)!, parseDay(by)!)[name]
    return value === null ? [] : [{ kind: 'metric', metric: name, op, value, by }]
  }
  const promised = (step: PathStep): PromisedStep[] => {
    switch (step.kind) {
      case 'pay-down':
        // What was paid shows only in reports: what is judged is the balance that they leave.
        if (reported) return metric('balance', 'lte', withGrace(step.on))
        return [{ kind: 'payment', amount: step.amount, by: withGrace(step.on) }]
      case 'pay-arrears':
      case 'pay-due':
        return [{ kind: 'payment', amount: step.amount, by: withGrace(step.on) }]
      case 'keep-current':
        return metric('days_past_due', 'lte', step.on)
      case 'pay-other-line':
        return metric('days_past_due_elsewhere', 'lte', withGrace(step.on))
      case 'show-income':
        return [{ kind: 'income', month: step.month, amount: step.amount, by: step.on }]
      case 'good-account':
        return [{ kind: 'metric', metric: 'bureau_good_accounts', op: 'gte', value: step.goodAccounts, by: step.on }]
      case 'clear-elsewhere':
        return [{ kind: 'metric', metric: 'bureau_delinquent_accounts', op: 'lte', value: step.delinquentAccounts, by: step.on }]
      case 'reach-covenant': {
        const figures = Object.keys(step.figures) as MetricId[]
        // As good a report as the last one is promised by its coming.
        if (figures.length === 0) return metric('days_since_last_record', 'lte', step.on)
        return figures.flatMap((name) => metric(name, LOW_IS_GOOD.has(name) ? 'lte' : 'gte', step.on))
      }
    }
  }
  return distinct(steps.flatMap(promised))
}

/** Several steps may move one metric by one day; payments are each to be made. */
function distinct(steps: readonly PromisedStep[]): PromisedStep[] {
  const seen = new Set<string>()
  return steps.filter((step) => {
    const key = JSON.stringify(step)
    const repeated = step.kind === 'metric' && seen.has(key)
    seen.add(key)
    return !repeated
  })
}

function shift(day: string, days: number): string {
  return formatDay(addDays(parseDay(day)!, days))
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}
