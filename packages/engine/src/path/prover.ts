/** Proves plans by replay: the hypothetical events are put into the log and the engine is run (R2). */
import { addMonths, assert, formatDay, type Day } from '@tideline/journal'
import type { Book, BookLine } from '../book/book.ts'
import { withEvents } from '../book/hypothetical.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { replayLine, STOP, type LineDay } from '../replay/replay.ts'
import { replaySources } from '../replay/sources.ts'
import { availableOf } from '../status/limit.ts'
import type { Goal } from './obstacles.ts'
import type { Outlook } from './outlook.ts'
import type { ReopenedStatus, Rung } from './path.ts'
import { isDueKey, scheduleOf, type Plan, type PlannedStep, type Schedule } from './schedule.ts'

/** How far what follows a path is looked at. */
export const RUNGS_MONTHS = 24

/** A plan that was found to lead to the goal. */
export interface Proof {
  readonly plan: Plan
  readonly reopensOn: Day
  readonly status: ReopenedStatus
  readonly limit: number
  readonly available: number
  /** Those of its steps that fall on or before the day. */
  readonly steps: readonly PlannedStep[]
  readonly schedule: Schedule
  readonly cost: number
}

export class Prover {
  readonly outlook: Outlook
  readonly goal: Goal
  readonly rulebook: Rulebook
  readonly #book: Book
  readonly #line: BookLine
  /** Lines without hypothetical events keep theirs from replay to replay. */
  readonly #ledgers = new Map<BookLine, Ledger>()
  /** What follows a proof is asked for while paths are chosen, and again when they are told: by what it depends on. */
  readonly #rungs = new Map<string, readonly Rung[]>()

  constructor(book: Book, rulebook: Rulebook, outlook: Outlook, goal: Goal) {
    this.#book = book
    this.rulebook = rulebook
    this.#line = outlook.line
    this.outlook = outlook
    this.goal = goal
  }

  /** `null` where the plan does not lead to the goal by `to`. */
  prove(plan: Plan, to: Day): Proof | null {
    const schedule = scheduleOf(this.outlook, plan, to)
    let proof: Proof | null = null
    this.replay(schedule, to, (today) => {
      const { day, state } = today
      if (day < this.outlook.day) return undefined
      if (!this.reached(today)) return undefined
      assert(state.status !== 'suspended' && state.status !== 'closed', 'a line that is back may be drawn on')
      const steps = schedule.steps.filter((step) => step.day <= day)
      proof = {
        plan,
        reopensOn: day,
        status: state.status,
        limit: today.limit,
        available: availableOf(state, today.limit, today.balance),
        steps,
        schedule,
        cost: steps.reduce((sum, { pays }) => sum + pays, 0),
      }
      return STOP
    }, [this.outlook.day])
    return proof
  }

  /** Whether the line, its dues paid on time, comes to `active` without being suspended on the way (R11). */
  lasts(proof: Proof): boolean {
    return this.rungs(proof).at(-1)!.status !== 'suspended'
  }

  /** What follows the day of a proof, up to the first status that is not probation. */
  rungs(proof: Proof): readonly Rung[] {
    const plan = this.goingOn(proof)
    const key = JSON.stringify([proof.reopensOn, plan.payNow, plan.evidence, [...plan.without].sort()])
    const known = this.#rungs.get(key)
    if (known) return known
    const to = addMonths(proof.reopensOn, RUNGS_MONTHS)
    const rungs: Rung[] = []
    this.replay(scheduleOf(this.outlook, plan, to), to, ({ day, state: { status, step }, limit }) => {
      if (day < proof.reopensOn) return undefined
      const last = rungs.at(-1)
      const rung: Rung = { on: formatDay(day), status, ...(status === 'probation' && { step }), limit }
      if (!last || last.status !== rung.status || last.step !== rung.step || last.limit !== rung.limit) rungs.push(rung)
      return status === 'probation' ? undefined : STOP
    }, [proof.reopensOn])
    this.#rungs.set(key, rungs)
    return rungs
  }

  /**
   * The plan gone on with: every due on its day, also those that the path does without; they are owed all the same.
   */
  goingOn({ plan }: Proof): Plan {
    return { ...plan, paysDues: true, without: new Set([...plan.without].filter((key) => !isDueKey(key))) }
  }

  reached({ state: { status } }: LineDay): boolean {
    return this.goal === 'active' ? status === 'active' : status !== 'suspended' && status !== 'closed'
  }

  /** Runs the engine over the log and a schedule, from the line's opening to `to`. */
  replay(schedule: Schedule, to: Day, visit: (today: LineDay) => unknown, stops: readonly Day[] = []): void {
    const book = withEvents(this.#book, this.#line.borrower, schedule.events)
    const line = book.line(this.#line.id)!
    const known = new Map(this.#ledgers)
    const sources = replaySources(book, this.rulebook, known)
    replayLine(sources, line, to, visit, { stops })
    for (const other of this.#book.linesOf(this.#line.borrower)) {
      const ledger = known.get(other)
      if (ledger) this.#ledgers.set(other, ledger)
    }
  }
}
