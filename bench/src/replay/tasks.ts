/** A whole book replayed on one core, stage by stage. */
import { openBook, type Book, type BookLine, type Decider, type PolicyDocument } from '@tideline/engine'
import { unpackEvents, type Day } from '@tideline/journal'
import { readPieces, unpackAll } from '../book/book-file.ts'
import { decidersOf, logOf, shippedRulebooks, type Rulebooks } from '../book/deciders.ts'
import { lastDay, type BookPlan } from '../book/plan.ts'
import { grouped } from '../figures.ts'
import { heldBytes, timeRuns, timeStages, type Measured, type TaskResult } from '../measure.ts'

/** A book in a file, and what it was generated as. */
export interface BookSource {
  readonly path: string
  readonly plan: BookPlan
}

export const OPEN = 'open the book: days, lines'
export const METRICS = 'ledger and metrics alone'
export const DECIDE = 'decide every line today'
export const HISTORY = 'every decision that any line ever had'
export const TO_TODAY = 'whole replay to today’s decision'
export const TO_HISTORY = 'whole replay to full history'

/** Before any replay: packed bytes to events, events to a log. */
export async function measureJoin({ path }: BookSource): Promise<TaskResult> {
  const pieces = readPieces(path)
  const held = heldBytes()
  const samples = timeStages(['unpack', 'join'], (lap) => {
    const all = unpackAll(pieces)
    lap('unpack')
    logOf(all)
    lap('join')
  })
  const units = { count: unpackAll(pieces).length, name: 'event' }
  return {
    measured: [
      { what: 'unpack from storage', samples: samples.unpack, units },
      { what: 'join into a log: unique, ordered, checked', samples: samples.join, units },
    ],
    heldBytes: held,
  }
}

export async function measureToToday(source: BookSource): Promise<TaskResult> {
  return measureReplay(source, DECIDE, TO_TODAY, shippedRulebooks(), toToday)
}

export async function measureHistory(source: BookSource): Promise<TaskResult> {
  return measureReplay(source, HISTORY, TO_HISTORY, shippedRulebooks(), (decider, line, today) => decider.history(line, today))
}

/** The same replay under policies without a rule: what is left is ledger, metrics, score and the walk through the days. */
export async function measureMetrics(source: BookSource): Promise<TaskResult> {
  const { measured, ...rest } = await measureReplay(source, METRICS, '', shippedRulebooks(withoutRules), toToday)
  return { measured: measured.filter(({ what }) => what === METRICS), ...rest }
}

function withoutRules(policy: PolicyDocument): PolicyDocument {
  const always = { always: true } as const
  const last = policy.segments.at(-1)!
  return {
    ...policy,
    segments: [last],
    phases: { growth: { scoreShift: {} }, steady: { scoreShift: {} }, tighten: { scoreShift: {} } },
    layers: policy.layers.map((layer) => ({ ...layer, rules: [] })),
    reopening: [{ id: 'any', coolingOffDays: 0, when: always, ladder: [{ limitFactor: 1, when: always }] }],
    increases: [],
    warnings: [],
    reviewDays: { [last.id]: 90 },
  }
}

type Ask = (decider: Decider, line: BookLine, today: Day) => readonly unknown[]
const toToday: Ask = (decider, line, today) => decider.decide(line, [today])

async function measureReplay(
  { path, plan }: BookSource,
  stage: string,
  whole: string,
  rulebooks: Rulebooks,
  ask: Ask,
): Promise<TaskResult> {
  const log = logOf(unpackAll(readPieces(path)))
  const today = lastDay(plan)
  let answers = 0
  const held = heldBytes()
  const samples = timeStages(['open', 'ask'], (lap) => {
    const book = openBook(log)
    lap('open')
    answers = askAll(book, rulebooks, today, ask)
    lap('ask')
  })
  const units = { count: log.events.length, name: 'event' }
  const measured: Measured[] = [
    { what: OPEN, samples: samples.open, units },
    { what: stage, samples: samples.ask, units },
    { what: whole, samples: samples.open.map((open, i) => open + samples.ask[i]!), units },
  ]
  const lines = openBook(log).lines.length
  const notes = [`${stage}: ${grouped(log.events.length)} events, ${grouped(lines)} lines, ${grouped(answers)} decisions.`]
  return { measured, heldBytes: held, notes }
}

/** How many decisions all lines gave. */
function askAll(book: Book, rulebooks: Rulebooks, today: Day, ask: Ask): number {
  const deciderOf = decidersOf(book, rulebooks)
  let answers = 0
  for (const line of book.lines) answers += ask(deciderOf(line), line, today).length
  return answers
}

/** A tenth of the borrowers, opened and decided as one book. */
export async function measureTenth({ path, plan }: BookSource): Promise<TaskResult> {
  const borrowers = Math.ceil(plan.borrowers / 10)
  const log = logOf(unpackAll(readPieces(path).slice(0, borrowers + 1)))
  const rulebooks = shippedRulebooks()
  const held = heldBytes()
  const samples = await timeRuns(() => askAll(openBook(log), rulebooks, lastDay(plan), toToday))
  const units = { count: log.events.length, name: 'event' }
  return { measured: [{ what: `${TO_TODAY}, ${grouped(borrowers)} borrowers`, samples, units }], heldBytes: held }
}

/**
 * Ten times the borrowers, by having the book ten times: one after another, each opened and decided as a book of
 * its own and then let go, as a device does. One sample for each time; reading and joining are not in it.
 */
export async function measureTenfold({ path, plan }: BookSource): Promise<TaskResult> {
  const pieces = readPieces(path)
  const rulebooks = shippedRulebooks()
  const phases = unpackEvents(pieces[0]!)
  const today = lastDay(plan)
  const samples: number[] = []
  let events = 0
  const held = heldBytes()
  for (let time = 0; time < 10; time++) {
    let took = 0
    events = 0
    for (const piece of pieces.slice(1)) {
      const log = logOf([...phases, ...unpackEvents(piece)])
      events += log.events.length - phases.length
      const began = performance.now()
      askAll(openBook(log), rulebooks, today, toToday)
      took += performance.now() - began
    }
    samples.push(took)
  }
  const what = `${TO_TODAY}, ${grouped(plan.borrowers * 10)} borrowers one after another: a tenth`
  return { measured: [{ what, samples, units: { count: events, name: 'event' } }], heldBytes: held }
}
