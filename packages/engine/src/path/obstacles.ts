/** What stands between a line and its goal on a day, and for how long along a path. */
import { formatDay, type Day } from '@tideline/journal'
import { shownValue } from '../metrics/vocabulary.ts'
import { compileCondition, explainCondition, membersOf, type Condition, type ExplainedCondition } from '../policy/condition.ts'
import { SEVERITY, type Rulebook } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'
import { chooseVariant } from '../status/machine.ts'
import { curesOf, curesOfRule } from './cures.ts'
import type { Cause, Obstacle } from './path.ts'

export type Goal = 'probation' | 'active'

type Standing = Obstacle & { readonly clearsOn: null }

/** Rules of the severity that keeps a line from its goal, in policy order, then the conditions still unmet. */
export function obstaclesOn(rulebook: Rulebook, today: LineDay, goal: Goal): Map<string, Standing> {
  const { state } = today
  const found = new Map<string, Standing>()
  const severity = goal === 'probation' || state.status === 'suspended' ? SEVERITY.suspended : SEVERITY.watch
  rulebook.rules.forEach((compiled, i) => {
    if (compiled.severity < severity || state.firingSince[i] === null || state.forgiven[i]) return
    const { rule, layer } = compiled
    found.set(`rule ${layer} ${rule.id}`, {
      kind: 'rule',
      code: rule.reason,
      layer,
      rule: rule.id,
      cures: curesOfRule(compiled, today),
      clearsOn: null,
    })
  })
  for (const [written, condition] of unmetConditions(rulebook, today)) {
    found.set(`condition ${JSON.stringify(written)}`, { kind: 'condition', condition, cures: curesOf(written), clearsOn: null })
  }
  return found
}

/** The rules firing on a day, whatever their effect, with who can end them (R8). */
export function causesOn(rulebook: Rulebook, today: LineDay, nextReviewOn: string): Cause[] {
  return rulebook.rules.flatMap((compiled, i) => {
    if (today.state.firingSince[i] === null) return []
    const cures = curesOfRule(compiled, today)
    const byLender = cures.length === 1 && cures[0] === 'lender'
    const { rule, layer } = compiled
    return { code: rule.reason, layer, rule: rule.id, cures, ...(byLender && { reviewOn: nextReviewOn }) }
  })
}

/** Members of the reopening or step in force that do not hold, whatever the verdict; the cooling-off first. */
function unmetConditions(rulebook: Rulebook, { state, segment, phase, values, day }: LineDay): [Condition, ExplainedCondition][] {
  const unmet = (condition: Condition): [Condition, ExplainedCondition][] =>
    membersOf(condition).flatMap((member) => (compileCondition(member)(values) ? [] : [[member, explainCondition(member, values)]]))
  if (state.status === 'probation') return unmet(state.variant!.variant.ladder[state.step]!.when)
  if (state.status !== 'suspended') return []
  const { coolingOffDays, when } = chooseVariant(rulebook, segment, phase).variant
  const cooling: Condition = { metric: 'days_suspended', op: 'gte', value: coolingOffDays }
  const cooled = day - state.since >= coolingOffDays
  const actual = shownValue(values, 'days_suspended')
  return [...(cooled ? [] : [[cooling, { ...cooling, actual }] as [Condition, ExplainedCondition]]), ...unmet(when)]
}

/** Follows obstacles along a path: each until the first day on which it is gone for good. */
export class ObstacleRecord {
  readonly #seen: Map<string, { obstacle: Standing; clearsOn: Day | null }>

  /** `standing`: those of the path's day as it stands before any step. */
  constructor(standing: ReadonlyMap<string, Standing>) {
    this.#seen = new Map([...standing].map(([key, obstacle]) => [key, { obstacle, clearsOn: null }]))
  }

  see(day: Day, standing: ReadonlyMap<string, Standing>): void {
    for (const [key, obstacle] of standing) {
      const seen = this.#seen.get(key)
      if (seen) seen.clearsOn = null
      else this.#seen.set(key, { obstacle, clearsOn: null })
    }
    for (const [key, seen] of this.#seen) if (!standing.has(key)) seen.clearsOn ??= day
  }

  /** In the order in which they give way; those that do not come last. */
  list(): Obstacle[] {
    return [...this.#seen.values()]
      .sort((a, b) => (a.clearsOn ?? Infinity) - (b.clearsOn ?? Infinity))
      .map(({ obstacle, clearsOn }) => ({ ...obstacle, clearsOn: clearsOn === null ? null : formatDay(clearsOn) }))
  }
}
