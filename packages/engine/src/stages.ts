/** The stages of a replay one at a time, for measuring each; whoever decides goes through `createDecider`. */
export { buildLedger } from './ledger/ledger.ts'
export { MetricCursor } from './metrics/cursor.ts'
export { COLUMN, newMetricValues } from './metrics/vocabulary.ts'
export { limitOf } from './status/limit.ts'
export { evaluateRules } from './status/rules.ts'
export { openingState } from './status/state.ts'

export type { MetricValues } from './metrics/vocabulary.ts'
export type { LineState } from './status/state.ts'
