/** The door of the path finder: a suspended line's way back, a probation's way to the full limit (SPEC §8). */
import { addMonths, compareEvents, formatDay, type Day } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { decisionOf, ENGINE_VERSION, type Decision } from '../decision/decision.ts'
import type { Decider } from '../decision/decider.ts'
import { COLUMN, type MetricValues } from '../metrics/vocabulary.ts'
import { eachLeaf } from '../policy/condition.ts'
import { SEVERITY, type Rulebook } from '../policy/rulebook.ts'
import { replayLine, type LineDay } from '../replay/replay.ts'
import { ledgerTerms, replaySources } from '../replay/sources.ts'
import { leversOf, type Levers } from './levers.ts'
import { causesOn, conditionsInForce, ObstacleRecord, obstaclesOn, type Goal } from './obstacles.ts'
import { assumptionsOf, outlookOf } from './outlook.ts'
import type { Cause, LinePaths, NoPath, Path, Slip } from './path.ts'
import { Prover, RUNGS_MONTHS, type Proof } from './prover.ts'
import { scheduleOf } from './schedule.ts'
import { bestEffort, searchPaths } from './search.ts'

/** How far a path is looked for (R4). */
const HORIZON_MONTHS = 12
/** How late the slip of R7 is, after grace. */
const SLIP_DAYS = 5

/** Fraud, insolvency, death: no path (R5). */
const NO_PATH_FLAGS: ReadonlySet<string> = new Set(['flag_fraud', 'flag_insolvency', 'flag_deceased'])

/** What a line came to on the day that its paths start from. */
interface Start {
  readonly decision: Decision
  readonly values: MetricValues
  readonly approved: number
  readonly causes: readonly Cause[]
  readonly standing: ReturnType<typeof obstaclesOn>
  readonly goal: Goal | null
  readonly talkOnly: { readonly decides: NoPath['decides'] } | null
}

/** The paths of a line from a day; `null` before its opening. May throw `MoneyOverflowError`. */
export function findPaths(decider: Decider, line: BookLine, day: Day): LinePaths | null {
  const { book, rulebook } = decider
  const start = startOf(decider, line, day)
  if (!start) return null
  const { decision, goal } = start
  const horizon = addMonths(day, HORIZON_MONTHS)
  const about = { borrower: line.borrower, line: line.id, asOf: formatDay(day), status: decision.status }
  const documents = { policy: rulebook.policyRef, scorecard: rulebook.scorecardRef, engine: ENGINE_VERSION }
  const found = { ...about, goal, causes: start.causes, ...documents }
  if (goal === null) return { ...found, paths: [], none: null, assumptions: [] }
  if (start.talkOnly) {
    const none: NoPath = { why: 'talk-to-lender', until: formatDay(horizon), obstacle: null, decides: start.talkOnly.decides }
    return { ...found, paths: [], none, assumptions: [] }
  }
  const outlook = outlookOf(book, line, day, addMonths(day, HORIZON_MONTHS + RUNGS_MONTHS), ledgerTerms(rulebook))
  const prover = new Prover(book, rulebook, outlook, goal)
  const levers = leversOf(rulebook, outlook, start.values, start.approved)
  const result = searchPaths(prover, levers, horizon)
  const assumptions = assumptionsOf(outlook)
  if (!result) return { ...found, paths: [], none: noPath(prover, levers, horizon), assumptions }
  const { soonest, cheapest } = result
  const pathOf = (proof: Proof, kinds: Path['kinds']): Path => describe(prover, start, proof, kinds)
  const paths =
    soonest === cheapest ? [pathOf(soonest, ['soonest', 'cheapest'])] : [pathOf(soonest, ['soonest']), pathOf(cheapest, ['cheapest'])]
  return { ...found, paths, none: null, assumptions }
}

function startOf({ book, rulebook }: Decider, line: BookLine, day: Day): Start | null {
  let start: Start | null = null
  replayLine(
    replaySources(book, rulebook, new Map()),
    line,
    day,
    (today) => {
      if (today.day !== day && today.state.status !== 'closed') return
      const decision = decisionOf(rulebook, today)
      const { status, approved } = today.state
      const goal = status === 'suspended' ? 'probation' : status === 'probation' ? 'active' : null
      const talkOnly = goal && talkOnlyOn(rulebook, today)
      start = {
        decision,
        values: today.values.slice(),
        approved,
        // Which rule it was is not told where it could be fraud (R5).
        causes: talkOnly ? [] : causesOn(rulebook, today, decision.nextReviewOn),
        standing: goal ? obstaclesOn(rulebook, today, goal) : new Map(),
        goal,
        talkOnly,
      }
    },
    { stops: [day] },
  )
  return start
}

/** A rule that fires and looks at a flag that is up, of those that leave nothing to do. */
function talkOnlyOn(rulebook: Rulebook, { state, values }: LineDay): Start['talkOnly'] {
  const rule = rulebook.rules.find(({ rule: { when, until }, severity }, i) => {
    if (state.firingSince[i] === null || severity < SEVERITY.suspended) return false
    let flagged = false
    for (const condition of until ? [when, until] : [when]) {
      eachLeaf(condition, ({ metric }) => (flagged ||= NO_PATH_FLAGS.has(metric) && values[COLUMN[metric]] === 1))
    }
    return flagged
  })
  return rule ? { decides: rule.neverAgainst ? 'lender' : 'override' } : null
}

/** The last obstacle of the best that can be done, and who can set it aside (R4). */
function noPath(prover: Prover, levers: Levers, horizon: Day): NoPath {
  const plan = bestEffort(prover, levers)
  const record: { obstacle: NoPath['obstacle']; decides: NoPath['decides'] } = { obstacle: null, decides: 'override' }
  prover.replay(
    scheduleOf(prover.outlook, plan, horizon),
    horizon,
    (today) => {
      if (today.day !== horizon) return
      const { rulebook } = prover
      const standing = [...obstaclesOn(rulebook, today, prover.goal)]
      record.obstacle = standing[0]?.[1] ?? null
      const hard = rulebook.rules.some(({ neverAgainst, severity }, i) => neverAgainst && severity >= SEVERITY.suspended && today.state.firingSince[i] !== null)
      record.decides = hard ? 'lender' : 'override'
    },
    [horizon],
  )
  return { why: 'beyond-horizon', until: formatDay(horizon), ...record }
}

function describe(prover: Prover, start: Start, proof: Proof, kinds: Path['kinds']): Path {
  const { reopensOn, status, limit, available, cost, steps, schedule } = proof
  const until = formatDay(reopensOn)
  return {
    kinds,
    reopensOn: until,
    status,
    limit,
    available,
    cost,
    steps: steps.map(({ step }) => step).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    obstacles: obstaclesAlong(prover, start, proof),
    slip: slipOf(prover, proof),
    rungs: prover.rungs(proof),
    events: schedule.events.filter(({ on }) => on <= until).toSorted(compareEvents),
  }
}

function obstaclesAlong(prover: Prover, start: Start, { schedule, reopensOn }: Proof): Path['obstacles'] {
  const record = new ObstacleRecord(start.standing)
  const { day } = prover.outlook
  prover.replay(
    schedule,
    reopensOn,
    (today) => {
      if (today.day === day && !prover.reached(today)) record.drop(conditionsInForce(prover.rulebook, today))
      if (today.day >= day) record.see(today.day, prover.reached(today) ? new Map() : obstaclesOn(prover.rulebook, today, prover.goal))
    },
    [day],
  )
  return record.list()
}

function slipOf(prover: Prover, proof: Proof): Slip | null {
  const due = proof.steps.find(({ step: { kind } }) => kind === 'pay-due' || kind === 'keep-current')
  if (!due) return null
  const days = prover.rulebook.policy.graceDays + SLIP_DAYS
  const dueOn = due.day
  const slipped = prover.prove({ ...prover.goingOn(proof), slip: { dueOn, days } }, addMonths(prover.outlook.day, RUNGS_MONTHS))
  return {
    dueOn: formatDay(dueOn),
    paidOn: formatDay((dueOn + days) as Day),
    reopensOn: slipped && formatDay(slipped.reopensOn),
    limit: slipped && slipped.limit,
  }
}
