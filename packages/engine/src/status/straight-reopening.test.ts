import { describe, expect, it } from 'vitest'
import { checkPolicy } from '../policy/check.ts'
import type { ReopeningVariant } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, reasonsIn, rule, scorecardOf } from '../testing/documents.ts'
import { approved, flagged, issued, limited, opened, phase, proposed, unflagged, type Entry } from '../testing/entries.ts'
import { lifeOf, type Life } from '../testing/life-of.ts'

const STRAIGHT: ReopeningVariant = { id: 'straight', coolingOffDays: 0, when: ALWAYS, ladder: [] }
const RULES = [
  rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } }),
  rule('HARDSHIP', is('flag_hardship', 'eq', 1), { effect: { status: 'suspended' } }),
  rule('DISPUTE', is('flag_dispute', 'eq', 1), { effect: { status: 'watch', limitFactor: 0.8 } }),
]
const POLICY = policyOf({ rules: RULES, reopening: [STRAIGHT] })
const SHUT = [opened('2026-01-01'), flagged('2026-01-05', 'fraud')]
const life = (...entries: Entry[]) => lifeOf([...SHUT, ...entries], { policy: POLICY })
const statuses = (lived: Life, ...days: string[]) => days.map((day) => lived.on(day).status)

describe('a reopening without a ladder', () => {
  it('[P26] opens the whole line on the very day its cause ceases', () => {
    const lived = life(unflagged('2026-01-20', 'fraud'))
    expect(statuses(lived, '2026-01-19', '2026-01-20', '2026-03-01')).toEqual(['suspended', 'active', 'active'])
    expect(lived.on('2026-01-20')).toMatchObject({ since: '2026-01-20', limit: 100_000, available: 100_000, reasons: [], unmet: [] })
    expect(lived.on('2026-01-20')).not.toHaveProperty('step')
    expect(statuses(life(unflagged('2026-01-06', 'fraud')), '2026-01-05', '2026-01-06')).toEqual(['suspended', 'active'])
  })

  it('[P26] waits for another cause that stands, for its cooling-off and for its condition', () => {
    const second = life(flagged('2026-01-10', 'hardship'), unflagged('2026-01-20', 'fraud'), unflagged('2026-02-01', 'hardship'))
    expect(statuses(second, '2026-01-31', '2026-02-01')).toEqual(['suspended', 'active'])
    const slow = { ...STRAIGHT, coolingOffDays: 30, when: is('flag_dispute', 'eq', 0) }
    const lived = lifeOf([...SHUT, unflagged('2026-01-20', 'fraud')], { policy: policyOf({ rules: RULES, reopening: [slow] }) })
    expect(lived.on('2026-02-03')).toMatchObject({
      status: 'suspended',
      reasons: [{ code: 'AWAITING_REOPENING' }],
      unmet: [{ metric: 'days_suspended', op: 'gte', value: 30, actual: 29 }],
    })
    expect(lived.on('2026-02-04').status).toBe('active')
  })

  it('[P26] is not held by a verdict of watch, which is heard the day after and cuts the limit at once', () => {
    const lived = life(flagged('2026-01-10', 'dispute'), unflagged('2026-01-20', 'fraud'))
    expect(statuses(lived, '2026-01-19', '2026-01-20', '2026-01-21')).toEqual(['suspended', 'active', 'watch'])
    expect(lived.on('2026-01-20')).toMatchObject({ limit: 80_000, available: 80_000 })
  })

  it('[P26] gives an override to probation no effect, and says so; one to active has it', () => {
    const asked = (status: 'probation' | 'active') =>
      life(proposed('2026-01-08', 'p', { status, until: '2026-01-20', limit: 50_000 }), approved('2026-01-10', 'p', 'ben', 'a'))
    expect(asked('probation').on('2026-01-10')).toMatchObject({
      status: 'suspended',
      limit: 100_000,
      ignored: [{ event: 'a', why: 'no-probation' }],
    })
    expect(asked('active').on('2026-01-10')).toMatchObject({ status: 'active', limit: 50_000 })
  })

  it('[P26] goes by the variant of the day: another may have a ladder', () => {
    const rungs = { ...STRAIGHT, id: 'rungs', phases: ['tighten' as const], ladder: [{ limitFactor: 0.4, when: is('days_since_step', 'gte', 9) }] }
    const policy = policyOf({ rules: RULES, reopening: [rungs, STRAIGHT] })
    const log = [...SHUT, phase('2026-01-15', 'tighten'), unflagged('2026-01-20', 'fraud')]
    const lived = lifeOf(log, { policy })
    expect(lived.on('2026-01-20')).toMatchObject({ status: 'probation', step: 0, limit: 40_000 })
    expect(statuses(lived, '2026-01-28', '2026-01-29')).toEqual(['probation', 'active'])
  })

  it('[P26] fulfils a promise of probation with the whole line', () => {
    const lived = life(issued('2026-02-01', '2026-02-15'))
    expect(lived.on('2026-02-15')).toMatchObject({ status: 'active', limit: 100_000, promise: { state: 'kept' } })
  })

  it('[P26] is one change of status: an increase waits its months from then', () => {
    const increases = [{ id: 'up', everyMonths: 1, factor: 1.5, capOfOriginal: 2, when: ALWAYS }]
    const policy = policyOf({ rules: RULES, reopening: [STRAIGHT], increases })
    const lived = lifeOf([...SHUT, unflagged('2026-01-31', 'fraud'), limited('2026-01-02', 100_000)], { policy })
    expect(['2026-01-31', '2026-02-27', '2026-02-28'].map((day) => lived.on(day).limit)).toEqual([100_000, 100_000, 150_000])
  })

  it('[C9] has no step that could never hold, but a condition that could', () => {
    const context = { reasonCodes: reasonsIn(POLICY), scorecard: scorecardOf() }
    expect(checkPolicy(POLICY, context).ok).toBe(true)
    const never = policyOf({ rules: RULES, reopening: [{ ...STRAIGHT, when: is('on_time_rate_6m', 'gt', 1) }] })
    expect(checkPolicy(never, context)).toMatchObject({ ok: false, issues: [{ code: 'reopening-never-holds', path: 'reopening[0].when' }] })
  })
})
