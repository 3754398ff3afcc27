/** Everything that a line's paths promise, held against replays: what does not hold is told by rule. */
import { createDecider, findPaths, type LinePaths, type Path, type PathStep } from '@tideline/engine'
import { canonicalJson, formatDay, type KnownEvent } from '@tideline/journal'
import { addMonths, dayOf } from '../reference/days.ts'
import { layOut, sceneOf, type Acts, type Scene } from './assumption.ts'
import type { BadState } from './bad-state.ts'
import { goingOn, slipping } from './beyond.ts'
import { actsOf } from './path-acts.ts'
import { byEngine, rungsByEngine, type Goal, type Return } from './replays.ts'

export interface Fault {
  /** `R2`, `R3`, … */
  readonly rule: string
  /** The seed of the state first, so that it can be made again. */
  readonly told: string
}

export interface Examined {
  readonly found: LinePaths
  readonly faults: readonly Fault[]
  /** Of the paths that ask for payments of an amount: whether they stand a day's delay, and 5 % too little, of each. */
  readonly late: readonly boolean[]
  readonly short: readonly boolean[]
}

const AFTER_MONTHS = 24
const SHORT = 0.95
/** What no path leads out of (R5). */
const GRAVE = ['flag_fraud', 'flag_insolvency', 'flag_deceased'] as const

export function examine(state: BadState): Examined {
  const { terms, book, line, day, events } = state
  const found = findPaths(createDecider(book, terms.rulebook), line, day)
  if (found === null) throw new Error('a line in a bad state is open')
  const faults: Fault[] = []
  const fault = (rule: string, told: string): void => {
    faults.push({ rule, told: `${state.seed} ${terms.name} ${line.id} ${formatDay(day)}: ${told}` })
  }
  const late: boolean[] = []
  const short: boolean[] = []
  if (found.goal === null) fault('R1', `no goal for a line that is ${state.decision.status}`)
  else {
    const scene = sceneOf(events, line.id, terms.policy, day)
    if ((found.paths.length === 0) !== (found.none !== null)) fault('R4', 'neither a path nor why there is none')
    if (found.none?.why === 'talk-to-lender') examineGrave(state, found, fault)
    examineKinds(found, fault)
    for (const path of found.paths) {
      examinePath(state, scene, found.goal, path, fault)
      const { payments } = actsOf(path, scene.log)
      if (payments.length === 0) continue
      const stands = (changed: Acts['payments'], until: number): boolean =>
        byEngine(state, found.goal!, layOut(scene, { ...actsOf(path, scene.log), payments: changed }, until), until) !== null
      late.push(stands(payments.map((payment) => ({ ...payment, on: payment.on + 1 })), dayOf(path.reopensOn) + 1))
      short.push(stands(payments.map((payment) => ({ ...payment, amount: Math.floor(payment.amount * SHORT) })), dayOf(path.reopensOn)))
    }
  }
  return { found, faults, late, short }
}

type Tell = (rule: string, told: string) => void

/** R5: only where such a flag is up, and then no rule is named. */
function examineGrave({ terms, book, line, day }: BadState, found: LinePaths, fault: Tell): void {
  const metrics = createDecider(book, terms.rulebook).metrics(line, day)
  if (!GRAVE.some((flag) => metrics[flag] === 1)) fault('R5', 'only to talk to the lender, and no such flag is up')
  if (found.causes.length > 0 || found.none?.obstacle !== null) fault('R5', 'a rule is named')
}

/** R6: the soonest first, the cheapest beside it only if it costs less. */
function examineKinds({ paths }: LinePaths, fault: Tell): void {
  const [soonest, cheapest] = paths
  if (soonest === undefined || cheapest === undefined) return
  if (soonest.reopensOn > cheapest.reopensOn || soonest.cost <= cheapest.cost) fault('R6', 'two paths where one is enough')
}

function examinePath(state: BadState, scene: Scene, goal: Goal, path: Path, fault: Tell): void {
  const end = dayOf(path.reopensOn)
  const back = byEngine(state, goal, path.events, end)
  if (!isAsTold(path, back)) fault('R2', `told ${path.reopensOn} ${path.status} ${path.limit}, replayed ${canonicalJson(back)}`)

  const laidOut = layOut(scene, actsOf(path, scene.log), end)
  const differing = difference(laidOut, path.events)
  if (differing !== null) fault('R9', differing)

  for (const step of path.steps) {
    const without = layOut(scene, actsOf(path, scene.log, new Set([step])), end)
    const all = byEngine(state, goal, without, end)
    if (all !== null && !neededToLast(state, scene, path, step, all)) fault('R3', `${step.kind} ${step.on} is superfluous for ${path.reopensOn}: back on ${all.on} without`)
  }
  if (path.cost !== laidOut.reduce((sum, event) => sum + (event.type === 'payment.received' ? event.data.amount : 0), 0)) {
    fault('R6', `a cost of ${path.cost} that its payments do not come to`)
  }
  examineAfter(state, scene, goal, path, fault)
}

/** R11: the line is back all the same, but without the step it does not last. */
function neededToLast(state: BadState, scene: Scene, path: Path, step: PathStep, back: Return): boolean {
  const suspendedIn = (rungs: readonly { readonly status: string }[]): boolean => rungs.at(-1)?.status === 'suspended'
  if (suspendedIn(path.rungs)) return false
  const until = addMonths(dayOf(back.on), AFTER_MONTHS)
  const without = { ...path, steps: path.steps.filter((other) => other !== step) }
  return suspendedIn(rungsByEngine(state, layOut(scene, goingOn(scene, without, until), until), back.on, until))
}

/** R14 and R7 */
function examineAfter(state: BadState, scene: Scene, goal: Goal, path: Path, fault: Tell): void {
  const rungsEnd = addMonths(dayOf(path.reopensOn), AFTER_MONTHS)
  const after = layOut(scene, goingOn(scene, path, rungsEnd), rungsEnd)
  const rungs = canonicalJson(rungsByEngine(state, after, path.reopensOn, rungsEnd))
  if (rungs !== canonicalJson(path.rungs)) fault('R14', `rungs told ${canonicalJson(path.rungs)}, replayed ${rungs}`)

  const slipEnd = addMonths(state.day, AFTER_MONTHS)
  const slip = slipping(scene, path, slipEnd)
  if ((slip === null) !== (path.slip === null)) fault('R7', 'a slip without a due, or a due without a slip')
  if (slip === null || path.slip === null) return
  const back = byEngine(state, goal, layOut(scene, slip, slipEnd), slipEnd)
  const { reopensOn, limit } = path.slip
  if (reopensOn !== (back?.on ?? null) || limit !== (back?.limit ?? null)) {
    fault('R7', `a slip to ${reopensOn} ${limit}, replayed ${canonicalJson(back)} (path ${path.reopensOn})`)
  }
}

export function isAsTold(path: Path, back: Return | null): boolean {
  return back !== null && back.on === path.reopensOn && back.status === path.status && back.limit === path.limit
}

/** What one list of events has and the other has not, ids and instants apart; null if nothing. */
function difference(mine: readonly KnownEvent[], theirs: readonly KnownEvent[]): string | null {
  const texts = (events: readonly KnownEvent[]): string[] =>
    events.map(({ type, on, line, data }) => canonicalJson({ type, on, line: line ?? '', data })).sort()
  const [a, b] = [texts(mine), texts(theirs)]
  if (a.join() === b.join()) return null
  const only = (some: string[], others: string[]): string => some.filter((text) => !others.includes(text)).slice(0, 2).join(' ')
  return `by the contract ${only(a, b)}, told ${only(b, a)}`
}

