/** What stands between a line and its goal on a day, and for how long along a path. */
import { formatDay, type Day } from '@tideline/journal'
import type { MetricValues } from '../metrics/vocabulary.ts'
import { compileCondition, explainCondition, membersOf, type Condition } from '../policy/condition.ts'
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
  for (const member of membersInForce(rulebook, today)) {
    if (isMet(member, today.values)) continue
    const condition = explainCondition(member, today.values)
    found.set(keyOfCondition(member), { kind: 'condition', condition, cures: curesOf(member), clearsOn: null })
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

/** The keys of all conditions in force on a day, met or not. */
export function conditionsInForce(rulebook: Rulebook, today: LineDay): Set<string> {
  return new Set(membersInForce(rulebook, today).map(keyOfCondition))
}

/** Those of the reopening or the step in force, whatever the verdict; the cooling-off first. */
function membersInForce(rulebook: Rulebook, { state, segment, phase }: LineDay): readonly Condition[] {
  if (state.status === 'probation') return membersOf(state.variant!.variant.ladder[state.step]!.when)
  if (state.status !== 'suspended') return []
  const { coolingOffDays, when } = chooseVariant(rulebook, segment, phase).variant
  return [{ metric: 'days_suspended', op: 'gte', value: coolingOffDays }, ...membersOf(when)]
}

function isMet(condition: Condition, values: MetricValues): boolean {
  return compileCondition(condition)(values)
}

function keyOfCondition(condition: Condition): string {
  return `condition ${JSON.stringify(condition)}`
}

/** Follows obstacles along a path: each until the first day on which it is gone for good. */
export class ObstacleRecord {
  readonly #seen: Map<string, { obstacle: Standing; clearsOn: Day | null }>

  /** `standing`: those of the path's day as it stands before any step. */
  constructor(standing: ReadonlyMap<string, Standing>) {
    this.#seen = new Map([...standing].map(([key, obstacle]) => [key, { obstacle, clearsOn: null }]))
  }

  /** Conditions of a reopening that the first step already leaves behind for another are no obstacle on this path. */
  drop(inForce: ReadonlySet<string>): void {
    for (const [key, { obstacle }] of this.#seen) if (obstacle.kind === 'condition' && !inForce.has(key)) this.#seen.delete(key)
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
