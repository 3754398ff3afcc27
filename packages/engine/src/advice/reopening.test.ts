import { describe, expect, it } from 'vitest'
import type { Condition } from '../policy/condition.ts'
import type { LadderStep, PolicyDocument, ReopeningVariant, Rule } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule } from '../testing/documents.ts'
import { foundAs, reachOf } from '../testing/reach-of.ts'
import { adviseOnReopening } from './reopening.ts'

const onReopening = (policy: PolicyDocument) => adviseOnReopening(reachOf(policy))
const [standard] = policyOf().reopening as readonly [ReopeningVariant]
const SUSPENDED = { effect: { status: 'suspended' } } as const
const STEP: LadderStep = { limitFactor: 0.5, when: is('days_since_step', 'gte', 20) }
const reopening = (when: Condition, more: Partial<ReopeningVariant> = {}, rules: readonly Rule[] = []) =>
  onReopening(policyOf({ rules, reopening: [{ ...standard, when, ...more }] }))

describe('advice on ways back', () => {
  it('[A12] a way back behind one that takes every line is never chosen', () => {
    const chosen = (first: Partial<ReopeningVariant>) => foundAs('variant-never-chosen', onReopening(policyOf({ reopening: [{ ...standard, id: 'first', ...first }, standard] })))
    expect(chosen({})).toEqual(['reopening[1] warning'])
    expect(chosen({ phases: ['growth'] })).toEqual([])
  })

  it('[A14] a rule never ends whose end is unknown in the status that it makes, or that holds always', () => {
    const ends = (when: Condition, more: Partial<Rule>) => foundAs('rule-never-ends', onReopening(policyOf({ rules: [rule('R', when, more)] })))
    const late = is('days_past_due', 'gte', 30)
    expect(ends(late, { ...SUSPENDED, until: is('on_time_since_step', 'gte', 1) })).toEqual(['layers[1].rules[0].until warning'])
    expect(ends(late, { effect: { status: 'watch' }, until: is('on_time_since_step', 'gte', 1) })).toEqual([])
    expect(ends(ALWAYS, { effect: { limitFactor: 0.5 } })).toEqual(['layers[1].rules[0].when warning'])
    expect(ends(ALWAYS, { effect: { limitFactor: 0.5 }, phases: ['tighten'] })).toEqual([])
    expect(ends(late, SUSPENDED)).toEqual([])
  })

  it('[A15] a way back contradicts its own cooling-off', () => {
    const within = (coolingOffDays: number) => foundAs('reopening-contradicts-itself', reopening(is('days_suspended', 'lt', 30), { coolingOffDays }))
    expect([within(60), within(10)]).toEqual([['reopening[0].when warning'], []])
  })

  it('[A15] a way back contradicts the segment that it is for', () => {
    const policy = (most: number) =>
      policyOf({
        segments: [
          { id: 'worst', when: is('max_days_past_due_12m', 'gte', 60) },
          { id: 'everyone', when: ALWAYS },
        ],
        reopening: [{ ...standard, id: 'hard', segments: ['worst'], when: is('max_days_past_due_12m', 'lte', most) }, standard],
        reviewDays: { worst: 30, everyone: 90 },
      })
    const advice = onReopening(policy(3))
    expect(foundAs('reopening-contradicts-itself', advice)).toEqual(['reopening[0].when warning'])
    expect(advice[0]!.facts).toEqual({ variant: 'hard', segment: 'worst' })
    expect(onReopening(policy(90))).toEqual([])
  })

  it('[A16] a way back that holds only where a rule keeps the line suspended', () => {
    const inUse = rule('R', is('balance', 'gt', 0), SUSPENDED)
    const advice = reopening(is('utilisation', 'gt', 0), {}, [rule('OTHER', is('days_past_due', 'gte', 30), SUSPENDED), inUse])
    expect(foundAs('reopening-against-rule', advice)).toEqual(['reopening[0].when warning'])
    expect(advice.find(({ code }) => code === 'reopening-against-rule')!.facts).toEqual({ variant: 'standard', segment: 'everyone', rule: 'R' })
    expect(foundAs('reopening-against-rule', reopening(is('utilisation', 'lt', 0.3), {}, [inUse]))).toEqual([])
  })

  it('[A17] a way back that asks for use, or for no suspension, is hindered by the suspension itself', () => {
    const hindered = (when: Condition) => foundAs('reopening-hindered', reopening(when))
    expect(hindered({ all: [is('days_past_due', 'eq', 0), is('dues_counted_3m', 'gte', 3)] })).toEqual(['reopening[0].when warning'])
    expect(hindered({ not: is('suspensions_24m', 'gte', 2) })).toEqual(['reopening[0].when warning'])
    expect(hindered({ any: [is('dues_counted_3m', 'gte', 3), is('balance', 'lte', 0)] })).toEqual([])
  })

  it('[A18] a step that holds only where a rule of watch or worse fires', () => {
    const nearlyFull = rule('R', is('utilisation', 'gte', 0.8), { effect: { status: 'watch' } })
    const step = (when: Condition, more: Partial<Rule> = {}) => foundAs('step-never-reached', reopening(standard.when, { ladder: [STEP, { limitFactor: 0.8, when }] }, [{ ...nearlyFull, ...more }]))
    expect(step(is('utilisation', 'gte', 0.9))).toEqual(['reopening[0].ladder[1].when warning'])
    expect(step(is('utilisation', 'gte', 0.5))).toEqual([])
    expect(step(is('utilisation', 'gte', 0.9), { statuses: ['active'] })).toEqual([])
  })
})
