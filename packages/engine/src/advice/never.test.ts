import { describe, expect, it } from 'vitest'
import type { PolicyDocument } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule } from '../testing/documents.ts'
import { foundAs, reachOf } from '../testing/reach-of.ts'
import { adviseOnNever } from './never.ts'

const onNever = (policy: PolicyDocument) => adviseOnNever(reachOf(policy))
const WATCH = { effect: { status: 'watch' } } as const
const SUSPENDED = { effect: { status: 'suspended' } } as const
const AT = 'layers[1].rules[0]'

describe('advice on what can never happen', () => {
  it('[A7] a condition that no values meet is named by its smallest impossible member', () => {
    const when = { all: [is('months_on_book', 'gte', 3), { all: [is('days_past_due', 'gte', 30), is('max_days_past_due_3m', 'lt', 20)] }] }
    expect(foundAs('condition-never-holds', onNever(policyOf({ rules: [rule('R', when, WATCH)] })))).toEqual([`${AT}.when.all[1] warning`])
    expect(onNever(policyOf({ rules: [rule('R', is('days_past_due', 'gte', 30), WATCH)] }))).toEqual([])
  })

  it('[A7] a score that the scorecard can not give, and a warning that can not open', () => {
    const policy = policyOf({ rules: [rule('R', is('score', 'lt', 500), WATCH)], warnings: [{ id: 'W', kind: 'call', dueInDays: 1, when: is('on_time_rate_3m', 'gt', 1) }] })
    expect(foundAs('condition-never-holds', onNever(policy))).toEqual([`${AT}.when warning`, 'warnings[0].when warning'])
  })

  it('[A8] an end that holds wherever the beginning does', () => {
    const ending = (value: number) => policyOf({ rules: [rule('R', is('days_past_due', 'gte', 30), { ...WATCH, until: is('days_past_due', 'gte', value) })] })
    expect(foundAs('until-always-holds', onNever(ending(10)))).toEqual([`${AT}.until warning`])
    expect(foundAs('until-always-holds', onNever(ending(90)))).toEqual([])
  })

  it('[A9] a rule for new lines that asks for a year, and one for a status in which its metric is unknown', () => {
    const policy = (months: number) =>
      policyOf({
        segments: [
          { id: 'new', when: is('months_on_book', 'lt', 6) },
          { id: 'everyone', when: ALWAYS },
        ],
        rules: [rule('R', is('months_on_book', 'gte', months), { ...WATCH, segments: ['new'] }), rule('S', is('days_suspended', 'gte', 10), { ...WATCH, statuses: ['active', 'probation'] })],
        reviewDays: { new: 30, everyone: 90 },
      })
    expect(foundAs('rule-never-applies', onNever(policy(12)))).toEqual([`${AT} warning`, 'layers[1].rules[1] warning'])
    expect(foundAs('rule-never-applies', onNever(policy(3)))).toEqual(['layers[1].rules[1] warning'])
  })

  it('[A10] a rule that another always goes with decides nothing; with a reason of its own it is a note', () => {
    const wide = rule('WIDE', is('days_past_due', 'gte', 30), { ...SUSPENDED, until: is('days_past_due', 'eq', 0) })
    const narrow = rule('NARROW', is('days_past_due', 'gte', 60), { ...SUSPENDED, until: is('days_past_due', 'eq', 0) })
    const both = (rules: Partial<Parameters<typeof policyOf>[0]>) => foundAs('rule-adds-nothing', onNever(policyOf(rules)))
    expect(both({ rules: [wide, narrow] })).toEqual(['layers[1].rules[1] note'])
    expect(both({ rules: [wide, { ...wide, id: 'TWIN' }] })).toEqual(['layers[1].rules[1] warning'])
    // A layer against which no override holds, a worse status, a scope of its own, a later end: each decides something.
    expect(both({ rules: [wide], hardRules: [narrow] })).toEqual([])
    expect(both({ rules: [{ ...wide, effect: { status: 'watch' } }, narrow] })).toEqual([])
    expect(both({ rules: [{ ...wide, phases: ['tighten'] }, narrow] })).toEqual([])
    expect(both({ rules: [{ ...wide, until: is('days_past_due', 'lt', 10) }, narrow] })).toEqual([])
  })

  it('[A11] a segment whose lines are all taken by one before it', () => {
    const ordered = (first: number, second: number) =>
      policyOf({
        segments: [
          { id: 'a', when: is('days_past_due', 'gte', first) },
          { id: 'b', when: is('days_past_due', 'gte', second) },
          { id: 'everyone', when: ALWAYS },
        ],
        reviewDays: { a: 1, b: 1, everyone: 1 },
      })
    expect(foundAs('segment-always-taken', onNever(ordered(30, 60)))).toEqual(['segments[1] warning'])
    expect(foundAs('segment-always-taken', onNever(ordered(60, 30)))).toEqual([])
  })

  it('[A13] an increase that does not raise, stands behind another, or asks for what no active line has', () => {
    const increase = { id: 'I', everyMonths: 6, factor: 1.2, capOfOriginal: 2, when: is('utilisation', 'gte', 0.5) }
    const made = (...increases: PolicyDocument['increases']) => foundAs('increase-never-made', onNever(policyOf({ increases, rules: [rule('R', is('utilisation', 'gte', 0.8), WATCH)] })))
    expect(made({ ...increase, factor: 1 })).toEqual(['increases[0].factor warning'])
    expect(made(increase, { ...increase, id: 'J' })).toEqual(['increases[1] warning'])
    expect(made({ ...increase, when: is('utilisation', 'gte', 0.9) })).toEqual(['increases[0].when warning'])
    expect(made({ ...increase, when: is('days_suspended', 'gte', 1) })).toEqual(['increases[0].when warning'])
    expect(made({ ...increase, phases: ['growth'] }, { ...increase, id: 'J' })).toEqual([])
  })
})
