/** One borrower of a generated book: lines, household, and what people do about them. */
import type { JournalEvent } from '@tideline/journal'
import { addMonths } from '../reference/days.ts'
import { recordHousehold } from './household.ts'
import { recordInstalments } from './instalments.ts'
import { recordOddities } from './oddities.ts'
import { recordPeople } from './people.ts'
import { recordPromises } from './promises.ts'
import type { Random } from './random.ts'
import { recorderOf, type Recorder } from './recorder.ts'
import { recordCovenants, recordStatements } from './reports.ts'

/**
 * How a borrower lives: `calm` pays well and has few incidents; `slipping` is often a few days late; `stumbling`
 * misses some and recovers; `sinking` stops paying; `chaotic` does everything at random.
 */
export type Temper = 'calm' | 'slipping' | 'stumbling' | 'sinking' | 'chaotic'
const TEMPERS: readonly Temper[] = [
  'calm', 'calm', 'calm', 'calm', 'slipping', 'stumbling', 'stumbling', 'stumbling', 'sinking', 'chaotic', 'chaotic',
]

export interface LinePlan {
  readonly random: Random
  readonly recorder: Recorder
  readonly borrower: string
  readonly line: string
  readonly kind: 'revolving' | 'instalment' | 'project'
  readonly temper: Temper
  /** Day numbers: the opening, and the last day of the book. */
  readonly opening: number
  readonly end: number
  readonly limit: number
}

/** When the book begins and ends, as day numbers, and how many lines a borrower has; one to three if not given. */
export interface BorrowerFrame {
  readonly start: number
  readonly end: number
  readonly lines?: number | undefined
}

/** The events of one borrower, from some day in the book's first months to its end. */
export function borrowerEvents(random: Random, name: string, { start, end, lines }: BorrowerFrame): JournalEvent[] {
  const temper = random.pick(TEMPERS)
  const recorder = recorderOf(random, name, temper === 'calm' ? 0.03 : 0.12)
  const registered = start + random.int(0, Math.max(0, Math.min(120, end - start - 30)))
  recorder.record('borrower.registered', registered, { borrower: name }, {
    name: `Borrower ${name}`,
    branch: random.pick(['East', 'West']),
    ...(random.chance(0.5) ? { officer: 'officer-1' } : {}),
  })

  const count = lines ?? random.pick([1, 1, 1, 2, 2, 3])
  for (let index = 1; index <= count; index++) {
    const kind = random.pick(['revolving', 'revolving', 'revolving', 'instalment', 'project'] as const)
    const opening = index === 1 ? registered : Math.min(end, registered + random.int(0, 300))
    const limit = kind === 'project' ? random.int(10, 60) * 100_000_000 : random.int(200, 3000) * 1000
    const line = `${name}-L${index}`
    const plan: LinePlan = { random, recorder, borrower: name, line, kind, temper, opening, end, limit }
    recordLine(plan)
  }
  recordHousehold({ random, recorder, borrower: name, temper, from: addMonths(registered, -14), end })
  return recorder.events
}

function recordLine(plan: LinePlan): void {
  const { random, recorder, borrower, line, kind, opening, limit } = plan
  recorder.record('line.opened', opening, { borrower, line }, { kind, currency: 'CNY', limit })
  const reportedFrom = kind !== 'project' && random.chance(0.15) ? opening + random.int(0, 400) : null
  recordInstalments(plan, reportedFrom)
  if (reportedFrom !== null) recordStatements(plan, reportedFrom)
  if (kind === 'project') recordCovenants(plan)
  recordPeople(plan)
  recordPromises(plan)
  recordOddities(plan)
}
