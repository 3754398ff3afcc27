/** Who can make a cause cease (R8), read off the metrics that its condition looks at. */
import { COLUMN, type MetricId } from '../metrics/vocabulary.ts'
import { eachLeaf, type Condition } from '../policy/condition.ts'
import type { CompiledRule } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'
import type { Curer } from './path.ts'

const ORDER: readonly Curer[] = ['borrower', 'lender', 'time']

const BY_TIME: ReadonlySet<MetricId> = new Set([
  'max_days_past_due_3m',
  'max_days_past_due_6m',
  'max_days_past_due_12m',
  'max_days_past_due_24m',
  'months_on_book',
  'restructurings_12m',
  'broken_promises_3m',
  'suspensions_24m',
  'days_suspended',
  'late_since_suspension',
  'days_since_step',
])
const BY_LENDER: ReadonlySet<MetricId> = new Set([
  'flag_fraud',
  'flag_insolvency',
  'flag_deceased',
  'flag_dispute',
  'flag_hardship',
  'days_since_last_record',
])

/** What a condition waits for; nothing that could move means that the lender decides. */
export function curesOf(condition: Condition): readonly Curer[] {
  const found = new Set<Curer>()
  eachLeaf(condition, ({ metric }) => found.add(BY_TIME.has(metric) ? 'time' : BY_LENDER.has(metric) ? 'lender' : 'borrower'))
  return found.size === 0 ? ['lender'] : ORDER.filter((curer) => found.has(curer))
}

/**
 * Who can end a rule that fires today. A rule for a market phase, and one that the phase's shift of the score
 * alone keeps firing, are the lender's: nothing the borrower did, nothing the borrower can do.
 */
export function curesOfRule({ rule, when, until }: CompiledRule, { values }: Pick<LineDay, 'values'>): readonly Curer[] {
  if (rule.phases || 'always' in rule.when) return ['lender']
  const unshifted = values.slice()
  unshifted[COLUMN.adjusted_score] = values[COLUMN.score]!
  const firesUnshifted = until ? !until(unshifted) : when(unshifted)
  if (!firesUnshifted) return ['lender']
  return curesOf(rule.until ?? rule.when)
}
