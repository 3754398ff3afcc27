/** The rules that every peer is given: 12 inputs, 14 rules, 4 layers, without memory, all inputs known. */
import type { Condition, MetricId, PolicyDocument, Rule, ScorecardDocument } from '@tideline/engine'
import type { Random } from '@tideline/testkit'

/** The value of each input, by its metric. */
export type Inputs = Readonly<Record<InputId, number>>
export type InputId = (typeof INPUTS)[number]

/** What is decided of one set of inputs. */
export interface Outcome {
  /** 0 nothing, 1 watch, 2 suspended. */
  readonly verdict: number
  /** The smallest part of the limit that a rule leaves, in thousandths; 1000 where none cuts. */
  readonly limit: number
  /** Bit `i` is set where rule `i` fires. */
  readonly fired: number
}

export const INPUTS = [
  'flag_fraud',
  'flag_insolvency',
  'days_past_due',
  'dues_counted_6m',
  'on_time_rate_6m',
  'utilisation_avg_3m',
  'income_change_3m',
  'debt_service_to_income_3m',
  'spend_to_income_3m',
  'bureau_delinquent_accounts',
  'adjusted_score',
  'score_change_3m',
] as const satisfies readonly MetricId[]

type Comparison = 'lt' | 'lte' | 'gte' | 'eq'

/** A comparison of one input with a constant; a rule holds where all of its comparisons do. */
export interface Test {
  readonly input: InputId
  readonly op: Comparison
  readonly value: number
}

export interface PlainRule {
  readonly id: string
  readonly layer: string
  readonly tests: readonly Test[]
  readonly status: 'watch' | 'suspended'
  /** In thousandths. */
  readonly limit?: number
}

const test = (input: InputId, op: Comparison, value: number): Test => ({ input, op, value })
const ENOUGH_DUES = test('dues_counted_6m', 'gte', 3)

export const RULES: readonly PlainRule[] = [
  { id: 'H1', layer: 'hard_stop', tests: [test('flag_fraud', 'eq', 1)], status: 'suspended' },
  { id: 'H2', layer: 'hard_stop', tests: [test('flag_insolvency', 'eq', 1)], status: 'suspended' },
  { id: 'B1', layer: 'behaviour', tests: [test('days_past_due', 'gte', 30)], status: 'suspended' },
  { id: 'B2', layer: 'behaviour', tests: [test('days_past_due', 'gte', 7)], status: 'watch' },
  { id: 'B3', layer: 'behaviour', tests: [ENOUGH_DUES, test('on_time_rate_6m', 'lt', 0.5)], status: 'suspended' },
  { id: 'B4', layer: 'behaviour', tests: [ENOUGH_DUES, test('on_time_rate_6m', 'lt', 0.8)], status: 'watch' },
  { id: 'B5', layer: 'behaviour', tests: [test('utilisation_avg_3m', 'gte', 0.95)], status: 'watch' },
  { id: 'C1', layer: 'capacity', tests: [test('income_change_3m', 'lte', -0.4)], status: 'watch', limit: 700 },
  { id: 'C2', layer: 'capacity', tests: [test('debt_service_to_income_3m', 'gte', 0.6)], status: 'watch', limit: 700 },
  { id: 'C3', layer: 'capacity', tests: [test('spend_to_income_3m', 'gte', 1.1)], status: 'watch' },
  { id: 'C4', layer: 'capacity', tests: [test('bureau_delinquent_accounts', 'gte', 2)], status: 'watch', limit: 500 },
  { id: 'S1', layer: 'score', tests: [test('adjusted_score', 'lt', 480), ENOUGH_DUES], status: 'suspended' },
  { id: 'S2', layer: 'score', tests: [test('adjusted_score', 'lt', 570)], status: 'watch' },
  { id: 'S3', layer: 'score', tests: [test('score_change_3m', 'lte', -80)], status: 'watch' },
]

/** The same as a policy of Tideline. */
export function policyOfRules(): PolicyDocument {
  const always: Condition = { always: true }
  const layers = [...new Set(RULES.map(({ layer }) => layer))]
  return {
    id: 'fourteen-rules',
    version: 1,
    scorecard: 'flat@1',
    graceDays: 0,
    dueTolerance: 0,
    watchClearDays: 1,
    limitRounding: 1,
    segments: [{ id: 'everyone', when: always }],
    phases: { growth: { scoreShift: {} }, steady: { scoreShift: {} }, tighten: { scoreShift: {} } },
    layers: layers.map((id) => ({ id, rules: RULES.filter(({ layer }) => layer === id).map(policyRule) })),
    reopening: [{ id: 'any', coolingOffDays: 0, when: always, ladder: [{ limitFactor: 1, when: always }] }],
    increases: [],
    warnings: [],
    reviewDays: { everyone: 90 },
    overrides: { maxDays: 30, neverAgainst: ['hard_stop'] },
  }
}

export const FLAT_SCORECARD: ScorecardDocument = { id: 'flat', version: 1, base: 600, min: 300, max: 900, characteristics: [] }

/** Sets of inputs as a book holds them: mostly in order, a rule or two firing now and then. */
export function randomInputs(random: Random, count: number): Inputs[] {
  const rarely = (value: () => number, usual: () => number): number => (random.chance(0.15) ? value() : usual())
  return Array.from({ length: count }, () => ({
    flag_fraud: random.chance(0.01) ? 1 : 0,
    flag_insolvency: random.chance(0.01) ? 1 : 0,
    days_past_due: rarely(() => random.int(1, 90), () => 0),
    dues_counted_6m: random.int(0, 6),
    on_time_rate_6m: rarely(() => random.int(0, 6) / 6, () => 1),
    utilisation_avg_3m: rarely(() => random.next() + 0.3, () => random.next() * 0.9),
    income_change_3m: rarely(() => random.next() - 0.8, () => random.next() * 0.4 - 0.2),
    debt_service_to_income_3m: rarely(() => random.next(), () => random.next() * 0.5),
    spend_to_income_3m: rarely(() => random.next() + 0.6, () => random.next()),
    bureau_delinquent_accounts: rarely(() => random.int(1, 3), () => 0),
    adjusted_score: rarely(() => random.int(420, 600), () => random.int(570, 800)),
    score_change_3m: rarely(() => -random.int(0, 160), () => random.int(-40, 40)),
  }))
}

/** Says which set of inputs two peers decide differently; `null` if none. */
export function firstDifference(inputs: readonly Inputs[], one: readonly Outcome[], other: readonly Outcome[]): string | null {
  const at = inputs.findIndex((_, i) => {
    const [a, b] = [one[i], other[i]]
    return !a || !b || a.verdict !== b.verdict || a.limit !== b.limit || a.fired !== b.fired
  })
  return at < 0 ? null : `${JSON.stringify(inputs[at])}: ${JSON.stringify(one[at])} and ${JSON.stringify(other[at])}`
}

function policyRule({ id, tests, status, limit }: PlainRule): Rule {
  const leaves: Condition[] = tests.map(({ input, op, value }) => ({ metric: input, op, value }))
  return {
    id,
    reason: id,
    when: leaves.length === 1 ? leaves[0]! : { all: leaves },
    effect: { status, ...(limit === undefined ? {} : { limitFactor: limit / 1000 }) },
  }
}
