/** A number of a portfolio as the lines it is of: one rule counts them and lists them (B7). */
import { formatDay } from '@tideline/journal'
import type { Status } from '../policy/policy.ts'
import type { LineSurvey, SurveyPoint } from './line-survey.ts'
import { bucketOf, isPastDue, type Bucket, type RiskDays } from './past-due.ts'

/** Days `YYYY-MM-DD`, those of the survey. Cells with a currency are of the lines in it. */
export type PortfolioCell =
  | { readonly of: 'book' | 'restructured'; readonly currency: string; readonly on: string }
  | { readonly of: 'status'; readonly currency: string; readonly on: string; readonly status: Status }
  | { readonly of: 'risk'; readonly currency: string; readonly on: string; readonly over: RiskDays }
  /** In one bucket the month before, and in another by the end of the month `on`. */
  | { readonly of: 'roll'; readonly currency: string; readonly on: string; readonly from: Bucket; readonly to: Bucket | 'closed' | 'any' }
  | { readonly of: 'segment'; readonly currency: string; readonly policy: string; readonly segment: string }
  | { readonly of: 'reopened' | 'cured'; readonly currency: string }
  /** Warnings that were followed to their end, and how it was with or without a contact. */
  | { readonly of: 'warned'; readonly policy: string; readonly warning: string; readonly contacted: boolean; readonly suspended: boolean | 'any' }

/** All lines of a book on the same rising days: the ends of months, and the day asked about. */
export interface BookSurvey {
  readonly days: readonly string[]
  readonly lines: readonly LineSurvey[]
}

export function linesBehind({ days, lines }: BookSurvey, cell: PortfolioCell): readonly LineSurvey[] {
  const test = testOf(days, cell)
  return 'currency' in cell ? lines.filter((line) => line.currency === cell.currency && test(line)) : lines.filter(test)
}

/** What the lines of a cell owe on the day it is about; of a roll, what they owed before it. */
export function owedIn({ days }: BookSurvey, cell: PortfolioCell, line: LineSurvey): number {
  const day = 'on' in cell ? days.indexOf(cell.on) : days.length - 1
  return pointOf(line, cell.of === 'roll' ? day - 1 : day)?.owed ?? 0
}

type Test = (line: LineSurvey) => boolean

function testOf(days: readonly string[], cell: PortfolioCell): Test {
  const last = days.length - 1
  const at = 'on' in cell ? days.indexOf(cell.on) : last
  const open = (test: (point: SurveyPoint) => boolean): Test => (line) => {
    const point = pointOf(line, at)
    return point !== null && point.status !== 'closed' && test(point)
  }
  switch (cell.of) {
    case 'book':
      return open(() => true)
    case 'restructured':
      return open(({ restructured }) => restructured)
    case 'status':
      return cell.status === 'closed' ? (line) => pointOf(line, at)?.status === 'closed' : open(({ status }) => status === cell.status)
    case 'risk':
      return open(({ daysPastDue, restructured }) => restructured || isPastDue(daysPastDue, cell.over))
    case 'roll':
      return (line) => rolled(pointOf(line, at - 1), pointOf(line, at), cell)
    case 'segment':
      return (line) => line.policy === cell.policy && line.segment === cell.segment && open(() => true)(line)
    case 'reopened':
      return (line) => reopenings(line, days[0]!).length > 0
    case 'cured':
      return ({ curedSince }) => curedSince !== null
    case 'warned':
      return ({ policy, firings }) =>
        policy === cell.policy &&
        firings.some(
          ({ warning, outcome, contacted }) =>
            warning === cell.warning &&
            contacted === cell.contacted &&
            (outcome === 'suspended' || outcome === 'not-suspended') &&
            (cell.suspended === 'any' || cell.suspended === (outcome === 'suspended')),
        )
  }
}

function pointOf({ points }: LineSurvey, at: number): SurveyPoint | null {
  return points[at] ?? null
}

function rolled(before: SurveyPoint | null, after: SurveyPoint | null, { from, to }: Extract<PortfolioCell, { of: 'roll' }>): boolean {
  if (!before || !after || before.status === 'closed' || bucketOf(before.daysPastDue) !== from) return false
  if (to === 'any') return true
  return after.status === 'closed' ? to === 'closed' : bucketOf(after.daysPastDue) === to
}

/** The waits that ended in a reopening after a day, in days (B5). */
export function reopenings({ waits }: LineSurvey, after: string): number[] {
  return waits.filter(({ on, how }) => how === 'reopened' && formatDay(on) > after).map(({ cured, on }) => on - cured)
}
