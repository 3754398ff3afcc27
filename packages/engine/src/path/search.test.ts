import { describe, expect, it } from 'vitest'
import type { PolicyDocument } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule } from '../testing/documents.ts'
import { drawn, due, flagged, opened, paid, unflagged, type Entry } from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'
import { findPaths } from './find-paths.ts'

const SUSPENDS = { status: 'suspended' } as const
const ARREARS = rule('ARREARS', is('days_past_due', 'gte', 10), { until: is('days_past_due', 'eq', 0), effect: SUSPENDS })

/** Day, cost and steps of each path. */
function pathsOf(entries: readonly Entry[], day: string, policy: PolicyDocument) {
  const life = lifeOf(entries, { policy })
  return findPaths(life.decider, life.line, dayAt(day))!.paths.map(({ reopensOn, cost, steps }) => ({
    reopensOn,
    cost,
    steps: steps.map(({ kind }) => kind),
  }))
}

describe('the search for paths', () => {
  it('[R6] leaves a due of today unpaid where only arrears stand in the way, also on a line that owes nothing', () => {
    const entries = [
      opened('2026-01-01'),
      drawn('2026-01-02', 500),
      due('2026-01-20', '2026-03-05', 700),
      paid('2026-02-05', 500),
      due('2026-03-20', '2026-04-20', 400),
    ]
    expect(pathsOf(entries, '2026-04-20', policyOf({ rules: [ARREARS] }))).toEqual([
      { reopensOn: '2026-04-20', cost: 200, steps: ['pay-arrears'] },
    ])
  })

  it('[R3] [R11] keeps a step that the day does not need, but without which the line would be shut again', () => {
    const hardship = rule('HARDSHIP', is('flag_hardship', 'eq', 1), { effect: SUSPENDS })
    const late = rule('LATE', is('days_past_due', 'gte', 10), { statuses: ['probation'], until: is('days_past_due', 'eq', 0), effect: SUSPENDS })
    const entries = [
      opened('2026-01-01'),
      drawn('2026-01-02', 10_000),
      flagged('2026-03-15', 'hardship'),
      unflagged('2026-04-01', 'hardship'),
      due('2026-03-28', '2026-04-05', 1_000),
    ]
    const policy = policyOf({ rules: [hardship, late], reopening: [{ ...policyOf().reopening[0]!, when: ALWAYS }] })
    expect(pathsOf(entries, '2026-04-08', policy)).toEqual([{ reopensOn: '2026-04-14', cost: 1_000, steps: ['pay-arrears'] }])
  })

  it('[R6] [R12] asks for no more accounts elsewhere than will do, where none is known and more would stand in the way', () => {
    const known = { any: [is('balance', 'lte', 0), is('bureau_good_accounts', 'lte', 4)] }
    const policy = policyOf({ rules: [ARREARS], reopening: [{ ...policyOf().reopening[0]!, when: known }] })
    const entries = [opened('2026-01-01'), drawn('2026-01-02', 10_000), due('2026-01-20', '2026-03-05', 1_000)]
    expect(pathsOf(entries, '2026-04-20', policy)).toEqual([
      { reopensOn: '2026-04-20', cost: 10_000, steps: ['pay-arrears', 'pay-down'] },
      { reopensOn: '2026-05-20', cost: 2_000, steps: ['pay-arrears', 'pay-due', 'good-account'] },
    ])
  })
})
