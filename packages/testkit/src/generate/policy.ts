/** Random policies and scorecards: real ones with much about them changed, so that every metric and op is met. */
import type {
  CharacteristicJson,
  ConditionJson,
  PolicyJson,
  RuleJson,
  ScorecardJson,
  VariantJson,
  WarningJson,
} from '../reference/shapes.ts'
import { EVERY_METRIC, generateCondition, SCORABLE_METRICS, SEGMENT_METRICS, valuesOf } from './metric-values.ts'
import { randomFrom, type Random } from './random.ts'

const FACTORS = [0.2, 0.333, 0.5, 0.7, 0.875, 0.999, 1]
const PHASES = ['growth', 'steady', 'tighten'] as const
const STATUSES = ['active', 'watch', 'suspended', 'probation'] as const
const KINDS = ['revolving', 'instalment', 'project'] as const

/** A variation of a valid policy, valid itself: ids, segments and reasons are kept, some rules are added. */
export function generatePolicy(seed: number, base: PolicyJson): PolicyJson {
  const random = randomFrom(seed)
  const segments = base.segments.map(({ id }) => id)
  const reasons = base.layers.flatMap((layer) => layer.rules.map(({ reason }) => reason))
  const scope = (): { segments?: string[]; phases?: string[] } => ({
    ...(random.chance(0.3) ? { segments: someOf(random, segments) } : {}),
    ...(random.chance(0.2) ? { phases: someOf(random, PHASES) } : {}),
  })
  return {
    ...base,
    graceDays: random.int(0, 10),
    dueTolerance: random.pick([0, 0.001, 0.01, 0.05]),
    watchClearDays: random.pick([1, 7, 30, 90]),
    limitRounding: random.pick([1, 100, 1000, 100_000]),
    segments: base.segments.map(({ id, when }, index) =>
      index === base.segments.length - 1 ? { id, when } : { id, when: varied(random, when, SEGMENT_METRICS) },
    ),
    phases: Object.fromEntries(PHASES.map((phase) => [phase, { scoreShift: shifts(random, segments) }])),
    layers: base.layers.map((layer) => ({
      ...layer,
      rules: [
        ...layer.rules.map((rule) => variedRule(random, rule)),
        ...Array.from({ length: random.int(0, 2) }, (_, n) => newRule(random, `Z-${layer.id}-${n}`, reasons, scope())),
      ],
    })),
    reopening: base.reopening.map((variant) => variedVariant(random, variant)),
    increases: [
      ...base.increases.map((increase) => ({
        ...increase,
        everyMonths: random.pick([1, 3, 6, 12]),
        factor: random.pick([1.05, 1.2, 1.333, 2]),
        capOfOriginal: random.pick([1, 1.5, 2, 3]),
        when: varied(random, increase.when, EVERY_METRIC),
      })),
      ...(random.chance(0.5)
        ? [{ id: 'Z', ...scope(), everyMonths: 1, factor: 1.1, capOfOriginal: 2.5, when: fresh(random) }]
        : []),
    ],
    warnings: [
      ...base.warnings.map((warning) => variedWarning(random, warning)),
      { id: 'Z1', kind: random.pick(['call', 'visit', 'review']), dueInDays: random.int(0, 9), when: fresh(random) },
      { id: 'Z2', kind: 'call', dueInDays: 1, repeatDays: random.pick([1, 2, 30]), when: fresh(random) },
    ],
    reviewDays: Object.fromEntries(segments.map((segment) => [segment, random.pick([1, 30, 90, 365])])),
    overrides: {
      maxDays: random.pick([1, 10, 30, 60]),
      neverAgainst: base.layers.map(({ id }) => id).filter((_, index) => random.chance(index === 0 ? 0.8 : 0.2)),
    },
  }
}

/** A variation of a valid scorecard: other points and edges, and characteristics of any scorable metric. */
export function generateScorecard(seed: number, base: ScorecardJson): ScorecardJson {
  const random = randomFrom(seed)
  const points = (): number => random.pick([-60, -20, -7.5, 0, 2.5, 10, 35])
  const added = Array.from({ length: random.int(1, 5) }, (_, n): CharacteristicJson => {
    const metric = random.pick(SCORABLE_METRICS)
    const edges = [...new Set(valuesOf(metric))].sort((a, b) => a - b).filter(() => random.chance(0.5))
    const bins = [...edges.map((below) => ({ below, points: points() })), { points: points() }]
    return { id: `z-${n}`, metric, missing: points(), bins }
  })
  const kept = base.characteristics.filter(() => random.chance(0.8)).map((characteristic) => {
    return random.chance(0.3) ? { ...characteristic, missing: points() } : characteristic
  })
  return { ...base, base: random.pick([500, 600, 660]), characteristics: [...kept, ...added] }
}

function someOf<T>(random: Random, values: readonly T[]): T[] {
  const some = values.filter(() => random.chance(0.5))
  return some.length === 0 ? [random.pick(values)] : some
}

function shifts(random: Random, segments: readonly string[]): { [segment: string]: number } {
  const shifted = segments.filter(() => random.chance(0.4))
  return Object.fromEntries(shifted.map((segment) => [segment, random.pick([-50, -10, 10, 40])]))
}

function fresh(random: Random): ConditionJson {
  return generateCondition(random, EVERY_METRIC, 2)
}

/** Mostly as it is, else with thresholds moved, negated, joined with another, or replaced. */
function varied(random: Random, condition: ConditionJson, metrics: readonly string[]): ConditionJson {
  switch (random.pick(['same', 'same', 'moved', 'moved', 'not', 'all', 'any', 'new'])) {
    case 'moved':
      return moved(random, condition)
    case 'not':
      return random.chance(0.3) ? { not: condition } : condition
    case 'all':
      return { all: [condition, generateCondition(random, metrics, 1)] }
    case 'any':
      return { any: [condition, generateCondition(random, metrics, 1)] }
    case 'new':
      return generateCondition(random, metrics, 2)
    default:
      return condition
  }
}

function moved(random: Random, condition: ConditionJson): ConditionJson {
  if ('all' in condition) return { all: condition.all.map((member) => moved(random, member)) }
  if ('any' in condition) return { any: condition.any.map((member) => moved(random, member)) }
  if ('not' in condition) return { not: moved(random, condition.not) }
  if ('always' in condition || condition.op === 'missing') return condition
  return { ...condition, value: random.pick([condition.value, ...valuesOf(condition.metric)]) }
}

function variedRule(random: Random, rule: RuleJson): RuleJson {
  const { until, statuses, ...rest } = rule
  const keptUntil = until !== undefined && random.chance(0.8) ? varied(random, until, EVERY_METRIC) : undefined
  const keptStatuses = random.chance(0.15) ? someOf(random, STATUSES) : statuses
  // Closing for good by a random condition would end most lines at once: those are left as they are.
  const when = rule.effect.status === 'closed' ? rule.when : varied(random, rule.when, EVERY_METRIC)
  return {
    ...rest,
    ...(random.chance(0.05) ? { kinds: someOf(random, KINDS) } : {}),
    ...(keptStatuses === undefined ? {} : { statuses: keptStatuses }),
    when,
    ...(keptUntil === undefined ? {} : { until: keptUntil }),
    effect: { ...rule.effect, ...(random.chance(0.2) ? { limitFactor: random.pick(FACTORS) } : {}) },
  }
}

function newRule(random: Random, id: string, reasons: readonly string[], scope: object): RuleJson {
  const effect = random.pick([
    { limitFactor: random.pick(FACTORS) },
    { status: 'watch' as const },
    { status: 'watch' as const, limitFactor: random.pick(FACTORS) },
    { status: 'suspended' as const },
  ])
  const narrow = { all: [fresh(random), fresh(random)] } // so that not every line is suspended for good
  return {
    id,
    reason: random.pick(reasons),
    ...scope,
    ...(random.chance(0.2) ? { kinds: someOf(random, KINDS) } : {}),
    ...(random.chance(0.3) ? { statuses: someOf(random, STATUSES) } : {}),
    when: narrow,
    ...(random.chance(0.6) ? { until: fresh(random) } : {}),
    effect,
  }
}

function variedVariant(random: Random, variant: VariantJson): VariantJson {
  const { ladder } = variant
  // As it is, with a step twice, or without any (P26).
  const steps = random.pick([ladder, ladder, ladder, [...ladder, ...ladder.slice(0, 1)], []])
  return {
    ...variant,
    coolingOffDays: random.pick([0, 1, variant.coolingOffDays, 30]),
    when: random.chance(0.4) ? fresh(random) : varied(random, variant.when, EVERY_METRIC),
    ladder: steps.map(({ limitFactor, when }) => ({
      limitFactor: random.chance(0.3) ? random.pick(FACTORS) : limitFactor,
      when: varied(random, when, EVERY_METRIC),
    })),
  }
}

function variedWarning(random: Random, warning: WarningJson): WarningJson {
  return {
    ...warning,
    dueInDays: random.int(0, 14),
    ...(random.chance(0.5) ? { repeatDays: random.pick([1, 7, 45]) } : {}),
    when: varied(random, warning.when, EVERY_METRIC),
  }
}
