import { describe, expect, it } from 'vitest'
import type { Condition } from '../policy/condition.ts'
import type { PolicyDocument, Rule } from '../policy/policy.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import { foundAs, reachOf } from '../testing/reach-of.ts'
import { adviseOnMargins } from './margins.ts'

const onMargins = (policy: PolicyDocument) => adviseOnMargins(reachOf(policy))
const WATCH = { effect: { status: 'watch' } } as const
const SUSPENDED = { effect: { status: 'suspended' } } as const
const watching = (when: Condition, more: Partial<Rule> = {}, parts: Partial<PolicyDocument> = {}) => onMargins(policyOf({ ...parts, rules: [rule('R', when, { ...WATCH, ...more })] }))
const AT = 'layers[1].rules[0]'

describe('advice on thresholds', () => {
  it('[A21] an exit inside the entry leaves the rule silent in between', () => {
    const advice = watching(is('days_past_due', 'gte', 30), { until: is('days_past_due', 'lte', 45) })
    expect(advice).toEqual([{ code: 'exit-inside-entry', severity: 'warning', path: `${AT}.until`, facts: { rule: 'R', metric: 'days_past_due', entry: 30, exit: 45 } }])
    expect(watching(is('days_past_due', 'gte', 30), { until: { any: [is('days_past_due', 'eq', 0), is('on_time_streak', 'gte', 2)] } })).toEqual([])
  })

  it('[A22] the same threshold in and out of a metric that moves by itself', () => {
    const close = (until?: Condition) => foundAs('entry-and-exit-too-close', watching(is('utilisation', 'gte', 0.9), until ? { until } : {}))
    expect(close()).toEqual([`${AT}.when warning`])
    expect(close(is('utilisation', 'lt', 0.9))).toEqual([`${AT}.until warning`])
    expect(close(is('utilisation', 'lt', 0.88))).toEqual([`${AT}.until warning`])
    expect(close(is('utilisation', 'lt', 0.87))).toEqual([])
    // Days past due grow by one a day and end when paid: one threshold is margin enough.
    expect(watching(is('days_past_due', 'gte', 30))).toEqual([])
  })

  it('[A22] is a note where the status rests a fortnight, unless the limit moves as well', () => {
    const close = (more: Partial<Rule>) => foundAs('entry-and-exit-too-close', watching(is('utilisation', 'gte', 0.9), more, { watchClearDays: 30 }))
    expect(close({})).toEqual([`${AT}.when note`])
    expect(close(SUSPENDED)).toEqual([`${AT}.when note`])
    expect(close({ effect: { status: 'watch', limitFactor: 0.5 } })).toEqual([`${AT}.when warning`])
  })

  it('[A23] a milder rule that ends before the harsher begins', () => {
    const mild = (to: number, until?: Condition) => rule('MILD', { all: [is('days_past_due', 'gte', 7), is('days_past_due', 'lte', to)] }, { ...WATCH, ...(until && { until }) })
    const harsh = rule('HARSH', is('days_past_due', 'gte', 30), SUSPENDED)
    const gaps = (...rules: readonly Rule[]) => onMargins(policyOf({ rules })).filter(({ code }) => code === 'gap-between-rules')
    expect(gaps(mild(20), harsh)).toEqual([
      { code: 'gap-between-rules', severity: 'warning', path: `${AT}.when`, facts: { rule: 'MILD', other: 'HARSH', metric: 'days_past_due', entry: 20, exit: 30 } },
    ])
    expect(gaps(mild(29), harsh)).toEqual([])
    expect(gaps(mild(20, is('days_past_due', 'eq', 0)), harsh)).toEqual([])
    expect(gaps(mild(20), rule('BETWEEN', is('days_past_due', 'gte', 15), WATCH), harsh)).toEqual([])
  })
})
