import { describe, expect, it } from 'vitest'
import { is, policyOf, rule } from '../testing/documents.ts'
import { cancelled, drawn, due, entry, opened, paid, reported } from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'

/** A policy that asks for the amount of arrears, which is measured on demand only. */
const watchingArrears = policyOf({ rules: [rule('IN_ARREARS', is('arrears_amount', 'gt', 0))] })

describe('cancelled dues', () => {
  const log = [opened('2026-01-01'), drawn('2026-01-01', 9_000), due('2026-01-02', '2026-01-10', 1_000, 'd1')]

  it('[L6] leave arrears from that day on; the days before keep theirs', () => {
    const life = lifeOf([...log, cancelled('2026-01-20', 'd1', 'rescheduled')], { policy: watchingArrears })
    expect(['2026-01-19', '2026-01-20', '2026-01-21'].map((day) => life.metric('days_past_due', day))).toEqual([
      9, 0, 0,
    ])
    expect(['2026-01-19', '2026-01-20'].map((day) => life.metric('arrears_amount', day))).toEqual([1_000, 0])
    expect(life.metric('max_days_past_due_3m', '2026-02-01')).toBe(9)
  })

  it('[L6] keep their mark in the counts if they had matured, unless cancelled in error', () => {
    for (const [reason, counted] of [
      ['rescheduled', 1],
      ['holiday', 1],
      ['waived', 1],
      ['error', 0],
    ] as const) {
      const life = lifeOf([...log, cancelled('2026-01-14', 'd1', reason)])
      expect(
        [life.metric('dues_counted_3m', '2026-01-13'), life.metric('dues_counted_3m', '2026-01-14')],
        reason,
      ).toEqual([1, counted])
      expect(life.metric('on_time_rate_3m', '2026-01-14'), reason).toBe(counted === 1 ? 0 : null)
      expect(life.metric('on_time_streak', '2026-01-14'), reason).toBe(counted === 1 ? 0 : null)
      expect(life.metric('payment_ratio_3m', '2026-01-14'), reason).toBe(null)
    }
  })

  it('[L6] have no mark if they had not matured', () => {
    const life = lifeOf([...log, cancelled('2026-01-12', 'd1', 'holiday')])
    expect([life.metric('dues_counted_3m', '2026-01-13'), life.metric('on_time_rate_3m', '2026-01-13')]).toEqual([
      0,
      null,
    ])
  })

  it('[L11] have no mark if cancelled on the day they mature', () => {
    expect(lifeOf([...log, cancelled('2026-01-13', 'd1', 'holiday')]).metric('dues_counted_3m', '2026-01-13')).toBe(0)
  })

  it('[L6] pass on what had been paid on them, as a payment of that day', () => {
    const life = lifeOf([
      ...log,
      due('2026-01-02', '2026-02-10', 1_000, 'd2'),
      paid('2026-01-05', 700),
      cancelled('2026-01-08', 'd1', 'rescheduled'),
    ])
    expect(life.decider.openDues(life.line, dayAt('2026-01-07')).map(({ unpaid }) => unpaid)).toEqual([300, 1_000])
    expect(life.decider.openDues(life.line, dayAt('2026-01-08'))).toEqual([
      { id: 'd2', dueOn: '2026-02-10', amount: 1_000, unpaid: 300 },
    ])
    expect(life.on('2026-01-08').balance).toBe(8_300)
  })

  it('[L6] leave what nothing is open for as prepayment', () => {
    const life = lifeOf([
      ...log,
      paid('2026-01-05', 700),
      cancelled('2026-01-08', 'd1', 'error'),
      due('2026-01-09', '2026-02-10', 1_000, 'd2'),
    ])
    expect(life.decider.openDues(life.line, dayAt('2026-01-09')).map(({ unpaid }) => unpaid)).toEqual([300])
  })

  it('[L6] lower the balance by their unpaid part if waived, and only then', () => {
    const balance = (reason: 'waived' | 'holiday') =>
      lifeOf([...log, paid('2026-01-05', 700), cancelled('2026-01-08', 'd1', reason)]).on('2026-01-08').balance
    expect([balance('waived'), balance('holiday')]).toEqual([8_000, 8_300])
  })

  it('[L6] cancelling one that is unknown, cancelled already or not yet raised does nothing', () => {
    const early = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-01', 9_000),
      cancelled('2026-01-03', 'd1', 'waived'),
      due('2026-01-04', '2026-01-10', 1_000, 'd1'),
    ])
    expect([early.on('2026-01-20').balance, early.metric('days_past_due', '2026-01-20')]).toEqual([9_000, 10])
    const twice = lifeOf([
      ...log,
      cancelled('2026-01-11', 'd1', 'holiday'),
      cancelled('2026-01-12', 'd1', 'waived'),
      cancelled('2026-01-12', 'nobody', 'waived'),
    ])
    expect(twice.on('2026-01-20').balance).toBe(9_000)
  })

  it('[L6] of an unmatured one its coming amount leaves the debt service', () => {
    const life = lifeOf([
      ...log,
      cancelled('2026-01-09', 'd1', 'rescheduled'),
      ...['2025-12', '2026-01'].map((month) => entry('income.observed', '2026-02-01', { month, amount: 10_000 })),
    ])
    expect(life.metric('debt_service_to_income_3m', '2026-02-01')).toBe(0)
  })

  it('[L9] a due waived in reported mode still lowers the balance, until the next report', () => {
    const life = lifeOf([
      ...log,
      reported('2026-01-31', 9_000, 0, 21),
      cancelled('2026-02-05', 'd1', 'waived'),
      reported('2026-02-28', 9_000, 0, 49),
    ])
    expect(['2026-02-04', '2026-02-05', '2026-02-28'].map((day) => life.on(day).balance)).toEqual([9_000, 8_000, 9_000])
  })
})
