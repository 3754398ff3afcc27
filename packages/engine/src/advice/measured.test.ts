import { canonicalJson } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import type { Condition } from '../policy/condition.ts'
import type { PolicyDocument, Rule } from '../policy/policy.ts'
import { is, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import { foundAs, reachOf } from '../testing/reach-of.ts'
import { advisePolicy } from './advise.ts'
import { ADVICE_CODES, FACTS_OF, type AdviceCode } from './finding.ts'

const adviseOn = (parts: Parameters<typeof policyOf>[0]) => advisePolicy(reachOf(policyOf(parts)).policy, scorecardOf())
const found = (code: AdviceCode, parts: Parameters<typeof policyOf>[0]) => adviseOn(parts).filter((one) => one.code === code)

const SUSPENDED = { effect: { status: 'suspended' } } as const
const WATCH = { effect: { status: 'watch' } } as const
const LATE = rule('LATE', is('days_past_due', 'gte', 30), { ...SUSPENDED, until: is('days_past_due', 'eq', 0) })
const [standard] = policyOf().reopening
const reopeningWhen = (when: Condition): Partial<PolicyDocument> => ({ reopening: [{ ...standard!, when }] })

describe('advice from lives tried on a policy', () => {
  it('[A6] a rule that fires for ever because of what it does, and not without it', () => {
    const unused = (more: Partial<Rule>) => ({ rules: [rule('UNUSED', { all: [is('months_on_book', 'gte', 6), is('dues_counted_3m', 'lt', 2)] }, more)] })
    const [advice, ...others] = found('cut-prolongs-itself', unused(SUSPENDED))
    expect(others).toEqual([])
    expect(advice).toMatchObject({ severity: 'warning', path: 'layers[1].rules[0]', facts: { rule: 'UNUSED', metric: 'dues_counted_3m', probe: 'unused-for-half-a-year' } })
    expect(found('cut-prolongs-itself', unused(WATCH))).toEqual([])
    expect(found('cut-prolongs-itself', { rules: [LATE] })).toEqual([])
  })

  it('[A19] a line still shut a year after all was made good, by its way back or by a rule', () => {
    expect(found('cured-but-shut', { rules: [LATE] })).toEqual([])
    const [byWayBack] = found('cured-but-shut', { rules: [LATE], ...reopeningWhen(is('on_time_since_suspension', 'gte', 20)) })
    expect(byWayBack).toMatchObject({ path: 'reopening[0].when', facts: { by: 'standard', metric: 'on_time_since_suspension', probe: 'new-and-missed-2', kind: 'revolving', days: 365 } })
    const lasting = rule('LONG', is('max_days_past_due_24m', 'gte', 30), SUSPENDED)
    expect(found('cured-but-shut', { rules: [lasting] })[0]).toMatchObject({ path: 'layers[1].rules[0]', facts: { by: 'LONG' } })
  })

  it('[A19] sees that a shut line runs out of payments to make on time', () => {
    const shut = (when: Condition) => found('cured-but-shut', { rules: [LATE], ...reopeningWhen(when) }).map(({ facts }) => facts['kind'])
    const punctual = is('on_time_since_suspension', 'gte', 6)
    expect(shut(punctual)).toEqual(['revolving'])
    expect(shut({ any: [punctual, { all: [is('balance', 'lte', 0), is('days_suspended', 'gte', 60)] }] })).toEqual([])
  })

  it('[A20] a suspension that follows a reopening at once', () => {
    const again = rule('AGAIN', is('days_since_step', 'gte', 1), { ...SUSPENDED, statuses: ['probation'] })
    expect(found('reopening-undone', { rules: [LATE, again] })[0]).toMatchObject({ path: 'layers[1].rules[1]', facts: { rule: 'AGAIN', days: 1 } })
    expect(found('reopening-undone', { rules: [LATE] })).toEqual([])
    // Without a ladder a line reopens to active.
    const active = rule('AGAIN', is('suspensions_24m', 'gte', 1), { ...SUSPENDED, statuses: ['active'], until: is('days_suspended', 'gte', 5) })
    const ladderless: Partial<PolicyDocument> = { reopening: [{ ...standard!, ladder: [] }] }
    expect(found('reopening-undone', { rules: [LATE, active], ...ladderless })[0]).toMatchObject({ path: 'layers[1].rules[1]' })
    expect(found('reopening-undone', { rules: [LATE], ...ladderless })).toEqual([])
  })

  const nearlyFull = (until: Condition | undefined, effect: Rule['effect'], watchClearDays: number) => ({
    watchClearDays,
    rules: [rule('FULL', is('utilisation', 'gte', 0.9), { effect, ...(until && { until }) })],
  })

  it('[A24] a status that worsens four times a year on small movements', () => {
    const [advice] = found('status-flaps', nearlyFull(undefined, { status: 'watch' }, 0))
    expect(advice).toMatchObject({ path: 'layers[1].rules[0]', facts: { rule: 'FULL', times: 4, probe: 'wavers', wavering: 'utilisation', wavers: 0.9 } })
    expect(found('status-flaps', nearlyFull(is('utilisation', 'lt', 0.6), { status: 'watch' }, 0))).toEqual([])
    expect(found('status-flaps', nearlyFull(undefined, { status: 'watch' }, 90))).toEqual([])
  })

  it('[A25] a limit that is cut four times a year while the status stays', () => {
    expect(found('limit-flaps', nearlyFull(undefined, { limitFactor: 0.9 }, 30))[0]).toMatchObject({ path: 'layers[1].rules[0]', facts: { rule: 'FULL', probe: 'wavers' } })
    expect(found('limit-flaps', nearlyFull(is('utilisation', 'lt', 0.6), { limitFactor: 0.9 }, 30))).toEqual([])
  })

  it('[A26] a rule that begins with the month, not with anything that happened', () => {
    const often = (until: number, effect: Partial<Rule> = WATCH) => {
      const when = { all: [is('dues_counted_6m', 'gte', 3), is('on_time_rate_6m', 'lt', 0.5)] }
      return foundAs('calendar-flaps', adviseOn({ rules: [rule('OFTEN', when, { ...effect, until: is('on_time_rate_6m', 'gte', until) })] }))
    }
    expect(often(0.5)).toEqual(['layers[1].rules[0] note'])
    expect(often(0.5, SUSPENDED)).toEqual(['layers[1].rules[0] warning'])
    expect(often(0.8)).toEqual([])
  })

  it('[A27] warnings come before notes, each with the facts that its text names', () => {
    const advice = adviseOn({ rules: [LATE, { ...LATE, id: 'OTHER', reason: 'OTHER' }, rule('FULL', is('utilisation', 'gte', 0.9), { effect: { status: 'watch' } })], watchClearDays: 0 })
    expect(advice.map(({ severity }) => severity)).toEqual(advice.map(({ severity }) => severity).sort().reverse())
    expect(new Set(advice.map(({ severity }) => severity)).size).toBe(2)
    for (const { code, facts } of advice) for (const fact of FACTS_OF[code]) expect(facts, code).toHaveProperty(fact)
    expect(ADVICE_CODES).toHaveLength(26)
  })

  it('[A28] the same policy gets the same advice, byte for byte', () => {
    const parts = nearlyFull(undefined, { status: 'watch', limitFactor: 0.5 }, 0)
    expect(canonicalJson(adviseOn(parts))).toBe(canonicalJson(adviseOn(parts)))
  })
})
