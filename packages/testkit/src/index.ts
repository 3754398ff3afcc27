export { generateBook, generateBorrower, generatePhases } from './generate/book.ts'
export { measureCoverage } from './generate/coverage.ts'
export { generateCondition } from './generate/metric-values.ts'
export { generatePolicy, generateScorecard } from './generate/policy.ts'
export { randomFrom, seedOf } from './generate/random.ts'
export { REFERENCE_ENGINE, referenceDecisions, referenceReplay } from './reference/decision.ts'
export { LogRefused } from './reference/log.ts'
export { METRIC_NAMES } from './reference/metrics.ts'
export { referenceDecide } from './scenario/reference-decide.ts'
export { runScenario } from './scenario/scenario.ts'

export type { BookOptions } from './generate/book.ts'
export type { Coverage } from './generate/coverage.ts'
export type { Random } from './generate/random.ts'
export type { DayRecord } from './reference/day.ts'
export type { LineLog } from './reference/log.ts'
export type { ConditionJson, PolicyJson, ReferenceDecision, ScorecardJson } from './reference/shapes.ts'
export type { Library } from './scenario/reference-decide.ts'
export type {
  ComparedDecision,
  Decide,
  ScenarioDay,
  ScenarioDifference,
  ScenarioFile,
  ScenarioOutcome,
  ScenarioResult,
  ScenarioTask,
} from './scenario/scenario.ts'
