import { describe, expect, it } from 'vitest'
import type { ReopeningVariant } from '../policy/policy.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import {
  approved,
  bureau,
  closed,
  drawn,
  due,
  earned,
  entry,
  flagged,
  issued,
  opened,
  paid,
  phase,
  proposed,
  reported,
  unflagged,
  type Entry,
} from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'

/** Reopens by itself only where nothing was ever owed for a year: the promise is what brings the line back. */
const NEVER_BY_ITSELF: ReopeningVariant = {
  id: 'hard',
  coolingOffDays: 365,
  when: is('balance', 'lte', 0),
  ladder: [{ limitFactor: 0.2, when: is('days_since_step', 'gte', 20) }],
}
const DISPUTE = rule('DISPUTE', is('flag_dispute', 'eq', 1), { effect: { status: 'suspended', limitFactor: 0.1 } })
const HARDSHIP = rule('HARDSHIP', is('flag_hardship', 'eq', 1), { effect: { status: 'suspended', limitFactor: 0.3 } })
const FRAUD = rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } })
const policy = policyOf({ rules: [DISPUTE, HARDSHIP], hardRules: [FRAUD], reopening: [NEVER_BY_ITSELF] })

const SUSPENDED = [opened('2026-01-01'), drawn('2026-01-02', 10_000), flagged('2026-01-10', 'dispute')]
const PAY = { steps: [{ kind: 'payment', amount: 1_000, by: '2026-02-10' }], expires: '2026-02-28' } as const
const life = (...entries: Entry[]) => lifeOf([...SUSPENDED, ...entries], { policy })

describe('a promise', () => {
  it('[Q4] kept, opens the line as promised although the policy would not', () => {
    const kept = life(issued('2026-02-01', '2026-02-15', PAY, { id: 'told' }), paid('2026-02-05', 1_000))
    expect(kept.on('2026-02-14')).toMatchObject({
      status: 'suspended',
      promise: { event: 'told', state: 'running', status: 'probation', reopensOn: '2026-02-15', limit: 50_000, expires: '2026-02-28' },
    })
    expect(kept.on('2026-02-15')).toMatchObject({
      status: 'probation',
      since: '2026-02-15',
      step: 0,
      limit: 50_000,
      available: 41_000,
      promise: { state: 'kept', endedOn: '2026-02-15' },
    })
  })

  it('[Q8] is not in the decision of a line without one, and stays in sight after its end', () => {
    expect(life().on('2026-02-15')).not.toHaveProperty('promise')
    const kept = life(issued('2026-02-01', '2026-02-15'))
    expect(kept.on('2026-01-31')).not.toHaveProperty('promise')
    expect(kept.on('2026-06-01').promise).toMatchObject({ state: 'kept', endedOn: '2026-02-15' })
  })

  it('[Q1] runs whatever the status, and the later takes the place of the earlier', () => {
    const early = lifeOf([opened('2026-01-01'), issued('2026-01-05', '2026-02-15'), flagged('2026-01-10', 'dispute')], { policy })
    expect(early.on('2026-01-06').promise).toMatchObject({ state: 'running' })
    expect(early.on('2026-02-15').status).toBe('probation')
    const later = life(issued('2026-02-01', '2026-02-15', {}, { id: 'a' }), issued('2026-02-02', '2026-03-01', {}, { id: 'b' }))
    expect(later.on('2026-02-01').promise).toMatchObject({ event: 'a' })
    expect(later.on('2026-02-20')).toMatchObject({ status: 'suspended', promise: { event: 'b', state: 'running' } })
    expect(later.on('2026-03-01').status).toBe('probation')
    const same = life(issued('2026-02-01', '2026-02-15', {}, { id: 'a' }), issued('2026-02-01', '2026-03-01', {}, { id: 'b' }))
    expect(same.on('2026-02-01').promise).toMatchObject({ event: 'b' })
  })

  it('[Q1] takes effect on a later day than its own, and judges its steps of that day', () => {
    const today = life(issued('2026-02-01', '2026-02-01', { expires: '2026-02-05' }))
    expect(['2026-02-01', '2026-02-02'].map((day) => today.on(day).status)).toEqual(['suspended', 'probation'])
    const unpaid = life(issued('2026-02-01', '2026-02-05', { steps: [{ kind: 'payment', amount: 5, by: '2026-02-01' }] }))
    expect(unpaid.on('2026-02-01').promise).toMatchObject({ state: 'broken', brokenStep: 0, endedOn: '2026-02-01' })
  })

  it('[Q1] does not begin on a closed line nor on the day it closes', () => {
    expect(life(closed('2026-02-01'), issued('2026-02-01', '2026-02-15')).on('2026-02-20')).not.toHaveProperty('promise')
    expect(life(closed('2026-01-31'), issued('2026-02-01', '2026-02-15')).on('2026-02-20')).not.toHaveProperty('promise')
  })

  it('[Q4] ends as closed where the line closes', () => {
    const shut = life(issued('2026-02-01', '2026-02-15'), closed('2026-02-10'))
    expect(shut.on('2026-02-20')).toMatchObject({ status: 'closed', promise: { state: 'closed', endedOn: '2026-02-10' } })
  })

  it('[Q3] is broken by the first step not kept by the end of its day', () => {
    const steps = [
      { kind: 'payment', amount: 1_000, by: '2026-02-10' },
      { kind: 'payment', amount: 500, by: '2026-02-12' },
    ] as const
    const told = issued('2026-02-01', '2026-02-15', { steps })
    const late = life(told, paid('2026-02-05', 1_000), paid('2026-02-13', 500))
    expect(late.on('2026-02-11').promise).toMatchObject({ state: 'running' })
    expect(late.on('2026-02-12').promise).toMatchObject({ state: 'broken', brokenStep: 1, endedOn: '2026-02-12' })
    expect(late.on('2026-02-20').status).toBe('suspended')
    // On the very day is in time.
    expect(life(told, paid('2026-02-10', 1_000), paid('2026-02-12', 500)).on('2026-02-15').status).toBe('probation')
  })

  it('[Q3] is ended by a draw on a later day', () => {
    const told = issued('2026-02-01', '2026-02-15')
    expect(life(told, drawn('2026-02-01', 5)).on('2026-02-15').promise).toMatchObject({ state: 'kept' })
    expect(life(told, drawn('2026-02-03', 5)).on('2026-02-15')).toMatchObject({
      status: 'suspended',
      promise: { state: 'drawn', endedOn: '2026-02-03' },
    })
  })

  it('[Q2] counts payments from its day on, together, less what the tolerance forgives', () => {
    const steps = [
      { kind: 'payment', amount: 1_000, by: '2026-02-03' },
      { kind: 'payment', amount: 1_000, by: '2026-02-10' },
    ] as const
    const told = issued('2026-02-01', '2026-02-15', { steps })
    const stateAfter = (...payments: Entry[]) => life(told, ...payments).on('2026-02-15').promise!.state
    expect(stateAfter(paid('2026-02-01', 2_000))).toBe('kept')
    expect(stateAfter(paid('2026-01-31', 5_000), paid('2026-02-02', 1_000))).toBe('broken')
    expect(stateAfter(paid('2026-02-02', 1_980))).toBe('kept')
    expect(stateAfter(paid('2026-02-02', 1_979))).toBe('broken')
  })

  it('[Q2] counts what reports say was paid, in reported mode', () => {
    const told = issued('2026-02-01', '2026-02-15', { steps: [{ kind: 'payment', amount: 1_000, by: '2026-02-10' }] })
    const stateAfter = (...entries: Entry[]) => life(told, ...entries).on('2026-02-15').promise!.state
    expect(stateAfter(reported('2026-02-10', 9_000, 1_000, 0))).toBe('kept')
    expect(stateAfter(reported('2026-02-10', 9_000, 900, 0), paid('2026-02-09', 1_000))).toBe('broken')
    expect(stateAfter(reported('2026-02-01', 9_000, 1_000, 0))).toBe('broken')
    expect(stateAfter(paid('2026-02-09', 1_000), reported('2026-02-11', 9_000, 0, 0))).toBe('kept')
  })

  it('[Q2] looks at income by month and at metrics as a condition does', () => {
    const stateWith = (step: object, ...entries: Entry[]) =>
      life(issued('2026-02-01', '2026-02-15', { steps: [step as never] }), ...entries).on('2026-02-15').promise!.state
    const income = { kind: 'income', month: '2026-01', amount: 700, by: '2026-02-10' }
    expect(stateWith(income, earned('2026-01-31', '2026-01', 300), earned('2026-02-10', '2026-01', 400))).toBe('kept')
    expect(stateWith(income, earned('2026-02-11', '2026-01', 700))).toBe('broken')
    expect(stateWith(income, earned('2026-02-10', '2026-02', 700))).toBe('broken')
    const accounts = { kind: 'metric', metric: 'bureau_good_accounts', op: 'gte', value: 2, by: '2026-02-10' }
    expect(stateWith(accounts, bureau('2026-02-10', { goodAccounts: 2 }))).toBe('kept')
    expect(stateWith(accounts)).toBe('broken')
    expect(stateWith({ ...accounts, metric: 'no_such_metric', op: 'ne' })).toBe('broken')
    const arrears = { kind: 'metric', metric: 'arrears_amount', op: 'eq', value: 600, by: '2026-02-10' }
    expect(stateWith(arrears, due('2026-02-01', '2026-02-05', 600))).toBe('kept')
  })

  it('[Q7] expires', () => {
    const override = [proposed('2026-02-10', 'p', { status: 'suspended', until: '2026-02-20' }), approved('2026-02-10', 'p')]
    const waiting = (expires: string) => life(...override, issued('2026-02-01', '2026-02-15', { expires }))
    expect(waiting('2026-02-20').on('2026-02-20').promise).toMatchObject({ state: 'running' })
    expect(waiting('2026-02-20').on('2026-02-21')).toMatchObject({
      status: 'suspended',
      promise: { state: 'expired', endedOn: '2026-02-21' },
    })
    // While an override runs the promise waits (Q4).
    expect(waiting('2026-02-21').on('2026-02-21')).toMatchObject({ status: 'probation', promise: { state: 'kept' } })
  })

  it('[Q4] does not hold against a hard stop', () => {
    const stopped = life(issued('2026-02-01', '2026-02-15', PAY), paid('2026-02-05', 1_000), flagged('2026-02-12', 'fraud'))
    expect(stopped.on('2026-02-15')).toMatchObject({ status: 'suspended', promise: { state: 'stopped', endedOn: '2026-02-15' } })
    const cleared = life(issued('2026-02-01', '2026-02-15'), flagged('2026-02-12', 'fraud'), unflagged('2026-02-14', 'fraud'))
    expect(cleared.on('2026-02-15').promise).toMatchObject({ state: 'kept' })
  })

  it('[Q4] of active makes the line active; one of probation leaves a better status', () => {
    expect(life(issued('2026-02-01', '2026-02-15', { status: 'active', limit: 100_000 })).on('2026-02-15')).toMatchObject({
      status: 'active',
      limit: 100_000,
    })
    const better = lifeOf([opened('2026-01-01'), issued('2026-02-01', '2026-02-15')], { policy })
    expect(better.on('2026-02-15')).toMatchObject({ status: 'active', since: '2026-01-01', promise: { state: 'kept' } })
  })

  it('[Q5] forgives what fired, for as long as it goes on, and nothing new', () => {
    const told = issued('2026-02-01', '2026-02-15')
    const going = life(told)
    expect(going.on('2026-02-20')).toMatchObject({ status: 'probation', reasons: [{ code: 'DISPUTE' }, { code: 'PROBATION' }] })
    // The ladder of twenty days goes on, and the forgiven rule neither stops it nor cuts the limit.
    expect(going.on('2026-03-07')).toMatchObject({ status: 'active', limit: 100_000, reasons: [{ code: 'DISPUTE' }] })
    const anew = life(told, unflagged('2026-02-20', 'dispute'), flagged('2026-02-25', 'dispute'))
    expect(['2026-02-24', '2026-02-25'].map((day) => anew.on(day).status)).toEqual(['probation', 'suspended'])
    const other = life(told, flagged('2026-02-25', 'hardship'))
    expect(other.on('2026-02-25')).toMatchObject({ status: 'suspended' })
    // Suspended again, nothing is forgiven: the limit is cut by both.
    expect(other.on('2026-02-26').limit).toBe(10_000)
  })

  it('[Q5] forgives nothing from the very day on which two people suspend the line', () => {
    const override = [proposed('2026-02-20', 'p', { status: 'suspended', until: '2026-02-25' }), approved('2026-02-20', 'p')]
    const shut = life(issued('2026-02-01', '2026-02-15'), ...override)
    expect(shut.on('2026-02-20')).toMatchObject({ limit: 10_000, unmet: [], reasons: [{ code: 'DISPUTE' }, { code: 'OVERRIDE' }] })
  })

  it('[Q6] holds the limit, above the ladder of today, never above the approved limit', () => {
    const told = (limit: number) => issued('2026-02-01', '2026-02-15', { limit })
    expect(life(told(50_000)).on('2026-02-20').limit).toBe(50_000)
    expect(life(told(10_000)).on('2026-02-20').limit).toBe(20_000)
    expect(life(told(900_000)).on('2026-02-20').limit).toBe(100_000)
    const cut = rule('TIGHT', { always: true }, { phases: ['tighten'], effect: { limitFactor: 0.4 } })
    const tight = policyOf({ rules: [DISPUTE, cut], reopening: [NEVER_BY_ITSELF] })
    const later = lifeOf([...SUSPENDED, told(50_000), phase('2026-02-18', 'tighten')], { policy: tight })
    expect(['2026-02-17', '2026-02-18'].map((day) => later.on(day).limit)).toEqual([50_000, 40_000])
  })

  it('[Q6] keeps the highest of several promises of one probation', () => {
    const slow = policyOf({ rules: [DISPUTE], reopening: [{ ...NEVER_BY_ITSELF, ladder: [{ limitFactor: 0.2, when: is('days_since_step', 'gte', 90) }] }] })
    const twice = [issued('2026-02-01', '2026-02-15'), issued('2026-02-16', '2026-02-20', { limit: 30_000 })]
    expect(lifeOf([...SUSPENDED, ...twice], { policy: slow }).on('2026-02-25')).toMatchObject({ limit: 50_000, promise: { state: 'kept', limit: 30_000 } })
  })

  it('[Q7] has expired also on the day on which the line closes', () => {
    const held = [proposed('2026-02-10', 'p', { status: 'suspended', until: '2026-02-25' }), approved('2026-02-10', 'p')]
    const late = life(...held, issued('2026-02-01', '2026-02-15', { expires: '2026-02-20' }), closed('2026-02-21'))
    expect(late.on('2026-02-21').promise).toMatchObject({ state: 'expired', endedOn: '2026-02-21' })
  })

  it('[Q9] that was reversed never was', () => {
    const reversal = entry('event.reversed', '2026-02-10', { event: 'told', reason: 'issued in error' })
    const withdrawn = life(issued('2026-02-01', '2026-02-15', {}, { id: 'told' }), reversal)
    expect(withdrawn.on('2026-02-15')).not.toHaveProperty('promise')
    expect(withdrawn.on('2026-02-15').status).toBe('suspended')
  })
})
