/**
 * Stages of a replay by themselves, on the code that a replay runs, for measuring them (`bench`). Whoever decides
 * goes through `createDecider`.
 */
import { firstDayOf, lastDayOf, type Day, type LineKind, type Month, type Phase } from '@tideline/journal'
import type { BookLine } from './book/book.ts'
import { buildLedger, type LedgerTerms } from './ledger/ledger.ts'
import { MetricCursor } from './metrics/cursor.ts'
import { EVERY_METRIC } from './metrics/metric-needs.ts'
import type { MetricValues } from './metrics/vocabulary.ts'
import { UNWATCHED, WatchedValues } from './metrics/watched-values.ts'
import type { Rulebook, Severity } from './policy/rulebook.ts'
import { limitOf } from './status/limit.ts'
import { evaluateRules } from './status/rules.ts'
import { openingState } from './status/state.ts'

export { COLUMN, newMetricValues } from './metrics/vocabulary.ts'
export type { MetricValues } from './metrics/vocabulary.ts'

/** The rules of a rulebook on one set of values after another (P4, P5). */
export interface RuleStage {
  /** Evaluates every rule, whatever moved since the last set. */
  readonly evaluate: (values: MetricValues) => Severity
  /** The limit that the set evaluated last leaves. */
  readonly limit: () => number
  /** Bit `i` is set where rule `i` fires on the set evaluated last; of at most 31 rules. */
  readonly fired: () => number
}

export function ruleStage(
  rulebook: Rulebook,
  approved: number,
  situation: { readonly day: Day; readonly kind: LineKind; readonly segment: string; readonly phase: Phase },
): RuleStage {
  const state = openingState(rulebook, situation.day, approved)
  const count = rulebook.rules.length
  const woken = new Uint8Array(count).fill(1)
  return {
    evaluate: (values) => evaluateRules(rulebook, state, { values, woken }, situation).severity,
    limit: () => limitOf(rulebook, state),
    fired() {
      let bits = 0
      for (let i = 0; i < count; i++) if (state.firingSince[i] !== null) bits |= 1 << i
      return bits
    },
  }
}

/** Ledger and metrics of a line on one rising day after another, each with its month; the values are reused. */
export function metricStage(line: BookLine, terms: LedgerTerms, to: Day): (day: Day, month: Month) => MetricValues {
  const columns = new WatchedValues(UNWATCHED)
  const ledger = buildLedger(line, terms)
  const needs = { ...EVERY_METRIC, arrearsAmount: false, elsewhere: false }
  const cursor = new MetricCursor({ line, lines: [line], ledgerOf: () => ledger }, to, columns, needs)
  return (day, month) => {
    cursor.advance(day)
    cursor.write({ day, month, monthStart: firstDayOf(month), monthEnd: lastDayOf(month) })
    return columns.values
  }
}
