/**
 * Whether conditions can hold together on one day of a line: a search over their alternatives, each judged by
 * the ranges of the metrics and what follows of one from another. It errs to "yes".
 */
import type { LineKind, Phase } from '@tideline/journal'
import { METRICS } from '../metrics/vocabulary.ts'
import type { Condition } from '../policy/condition.ts'
import type { PolicyDocument, Rule, ScorecardDocument, Status } from '../policy/policy.ts'
import { boxOf, copyOf, narrow, setKnown, setUnknown, type Box } from './box.ts'
import { follow } from './relations.ts'

/** Where a condition is asked; what is left out may be anything. `status` is that of the day before (M2). */
export interface Place {
  readonly kind?: LineKind
  readonly status?: Status
  readonly segment?: string
  readonly phase?: Phase
}

/** A condition that must hold, or must fail. */
interface Demand {
  readonly condition: Condition
  readonly holds: boolean
}

/** Alternatives looked at before an answer is taken to be "yes". */
const MOST_BOXES = 4000

export class Reach {
  readonly policy: PolicyDocument
  readonly #scorecard: ScorecardDocument
  #boxes = 0

  constructor(policy: PolicyDocument, scorecard: ScorecardDocument) {
    this.policy = policy
    this.#scorecard = scorecard
  }

  /** `false` only if no day of no line makes all of `hold` true and all of `fail` false there. */
  canHold(place: Place, hold: readonly Condition[], fail: readonly Condition[] = []): boolean {
    const box = boxOf()
    if (!settle(box, place)) return false
    const demands = [
      ...hold.map((condition): Demand => ({ condition, holds: true })),
      ...fail.map((condition): Demand => ({ condition, holds: false })),
      ...this.#segmentDemands(place.segment),
    ]
    this.#boxes = 0
    return this.#search(box, demands, this.#shifts(place))
  }

  #segmentDemands(segment: string | undefined): Demand[] {
    if (segment === undefined) return []
    const at = this.policy.segments.findIndex(({ id }) => id === segment)
    return this.policy.segments.slice(0, at + 1).map(({ when }, i) => ({ condition: when, holds: i === at }))
  }

  #shifts({ segment, phase }: Place): readonly [number, number] {
    const { phases, segments } = this.policy
    const possible = Object.entries(phases)
      .filter(([id]) => phase === undefined || id === phase)
      .flatMap(([, { scoreShift }]) =>
        segments.filter(({ id }) => segment === undefined || id === segment).map(({ id }) => scoreShift[id] ?? 0),
      )
    return [Math.min(...possible), Math.max(...possible)]
  }

  #search(box: Box, demands: readonly Demand[], shifts: readonly [number, number]): boolean {
    if (++this.#boxes > MOST_BOXES) return true
    const choices: Demand[][] = []
    const pending = [...demands]
    for (let demand = pending.pop(); demand; demand = pending.pop()) {
      const { condition, holds } = demand
      if ('not' in condition) pending.push({ condition: condition.not, holds: !holds })
      else if ('always' in condition) {
        if (!holds) return false
      } else if ('metric' in condition) {
        if (!narrow(box, condition, holds)) return false
      } else {
        const members = ('all' in condition ? condition.all : condition.any).map((member): Demand => ({ condition: member, holds }))
        // What must hold together is looked at at once, of what may hold instead one after the other.
        if ('all' in condition === holds) pending.push(...members)
        else choices.push(members)
      }
    }
    // Twice: a bound may travel along a chain and back.
    if (!follow(box, this.#scorecard, shifts) || !follow(box, this.#scorecard, shifts)) return false
    const [first, ...rest] = choices.sort((a, b) => a.length - b.length)
    if (!first) return true
    const others = rest.map((members): Demand => ({ condition: { any: members.map(asCondition) }, holds: true }))
    return first.some((member) => this.#search(copyOf(box), [member, ...others], shifts))
  }
}

/** The places a rule may begin to fire in, closed lines apart. */
export function placesOf(policy: PolicyDocument, { kinds, segments, phases, statuses }: Partial<Rule>): Place[] {
  return (kinds ?? KINDS).flatMap((kind) =>
    (segments ?? policy.segments.map(({ id }) => id)).flatMap((segment) =>
      (phases ?? PHASES).flatMap((phase) =>
        (statuses ?? OPEN_STATUSES).flatMap((status) => (status === 'closed' ? [] : [{ kind, segment, phase, status }])),
      ),
    ),
  )
}

export const KINDS = ['revolving', 'instalment', 'project'] as const satisfies readonly LineKind[]
export const PHASES = ['growth', 'steady', 'tighten'] as const satisfies readonly Phase[]
const OPEN_STATUSES = ['active', 'watch', 'suspended', 'probation'] as const satisfies readonly Status[]

function asCondition({ condition, holds }: Demand): Condition {
  return holds ? condition : { not: condition }
}

/** What kind and status say of the metrics. */
function settle(box: Box, { kind, status }: Place): boolean {
  if (kind !== undefined && kind !== 'revolving' && !(setUnknown(box, 'utilisation') && setUnknown(box, 'utilisation_avg_3m'))) return false
  if (status === undefined) return true
  return METRICS.every(({ id, unknown }) => {
    if (unknown !== 'unless-suspended' && unknown !== 'unless-on-probation') return true
    const reads = unknown === 'unless-suspended' ? 'suspended' : 'probation'
    if (status !== reads) return setUnknown(box, id)
    return id === 'good_accounts_since_suspension' || setKnown(box, id)
  })
}
