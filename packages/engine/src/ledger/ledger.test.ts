import { describe, expect, it } from 'vitest'
import { is, policyOf, rule } from '../testing/documents.ts'
import { cancelled, closed, drawn, due, entry, limited, opened, paid, reported } from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'
import { MoneyOverflowError } from './ledger.ts'

const MOST = Number.MAX_SAFE_INTEGER
/** A policy that asks for the amount of arrears, which is measured on demand only. */
const watchingArrears = policyOf({ rules: [rule('IN_ARREARS', is('arrears_amount', 'gt', 0))] })

describe('balance', () => {
  it('[L1] is draws plus charges minus payments and may go below zero', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-02', 50_000),
      entry('charge.added', '2026-01-03', { kind: 'interest', amount: 700 }),
      paid('2026-01-04', 60_000),
    ])
    expect(['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map((day) => life.on(day).balance)).toEqual([0, 50_000, 50_700, -9_300])
  })

  it('[L1] is set by a report, and later movements go on from there', () => {
    const life = lifeOf([opened('2026-01-01'), drawn('2026-01-02', 50_000), reported('2026-01-31', 42_000, 8_000, 0), paid('2026-02-03', 2_000), drawn('2026-02-04', 500)])
    expect(['2026-01-30', '2026-01-31', '2026-02-03', '2026-02-04'].map((day) => life.on(day).balance)).toEqual([50_000, 42_000, 40_000, 40_500])
  })

  it('[L1] a report follows the draws and payments of its own day (rank 9)', () => {
    const life = lifeOf([opened('2026-01-01'), reported('2026-01-31', 42_000, 0, 0), drawn('2026-01-31', 900), paid('2026-01-31', 100)])
    expect(life.on('2026-01-31').balance).toBe(42_000)
  })

  it('[L10] a balance beyond money refuses the line, naming the event', () => {
    const life = lifeOf([opened('2026-01-01'), drawn('2026-01-02', MOST), drawn('2026-01-03', 1, { id: 'too-much' })])
    const replay = () => life.decider.decide(life.line, [dayAt('2026-01-05')])
    expect(replay).toThrow(MoneyOverflowError)
    expect(replay).toThrow(/L1.*too-much/)
    try {
      replay()
    } catch (error) {
      expect(error).toMatchObject({ code: 'money-overflow', line: 'L1', event: 'too-much' })
    }
  })

  it('[L10] the last amount that money can hold is no overflow', () => {
    const life = lifeOf([opened('2026-01-01'), drawn('2026-01-02', MOST - 1), drawn('2026-01-03', 1)])
    expect(life.on('2026-01-03').balance).toBe(MOST)
  })

  it('[L10] prepayment beyond money refuses the line, though the balance stays small', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-02', MOST),
      paid('2026-01-03', MOST),
      drawn('2026-01-04', 10),
      paid('2026-01-05', 1, { id: 'one-more' }),
    ])
    expect(() => life.on('2026-01-06')).toThrow(/one-more/)
  })
})

describe('allocation of payments', () => {
  it('[L2] pays the oldest dueOn first, not the due raised first', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-02-20', 1_000, 'later'), due('2026-01-03', '2026-02-10', 1_000, 'sooner'), paid('2026-01-05', 1_500)])
    expect(life.decider.openDues(life.line, dayAt('2026-01-05'))).toEqual([{ id: 'later', dueOn: '2026-02-20', amount: 1_000, unpaid: 500 }])
  })

  it('[L2] on one dueOn, the canonical order of the dues decides', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-03', '2026-02-10', 1_000, 'b'), due('2026-01-02', '2026-02-10', 1_000, 'z'), due('2026-01-03', '2026-02-10', 1_000, 'a'), paid('2026-01-05', 2_200)])
    // By (on, id): z, a, b. The first two are paid in full, b by what is left.
    expect(life.decider.openDues(life.line, dayAt('2026-01-05'))).toEqual([{ id: 'b', dueOn: '2026-02-10', amount: 1_000, unpaid: 800 }])
  })

  it('[L2] a due raised on the day of the payment is paid by it, whatever was recorded first', () => {
    const life = lifeOf([opened('2026-01-01'), paid('2026-01-05', 1_000), due('2026-01-05', '2026-01-05', 1_000)])
    expect(life.metric('days_past_due', '2026-01-20')).toBe(0)
  })

  it('[L2] what is left is prepayment and pays a due raised later', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid('2026-01-05', 2_500), due('2026-02-01', '2026-02-10', 1_000), due('2026-03-01', '2026-03-10', 1_000, 'half')])
    expect(life.decider.openDues(life.line, dayAt('2026-03-01'))).toEqual([{ id: 'half', dueOn: '2026-03-10', amount: 1_000, unpaid: 500 }])
    expect(life.metric('days_past_due', '2026-03-09')).toBe(0)
    expect(life.metric('days_past_due', '2026-03-12')).toBe(2)
  })

  it('[L7] prepayment is spent on dues as they are raised, not by dueOn', () => {
    const life = lifeOf([opened('2026-01-01'), paid('2026-01-02', 1_000), due('2026-01-03', '2026-03-10', 1_000, 'raised-first'), due('2026-01-04', '2026-02-10', 1_000, 'due-first')])
    expect(life.decider.openDues(life.line, dayAt('2026-01-04')).map(({ id }) => id)).toEqual(['due-first'])
  })
})

describe('settling and maturing', () => {
  // Tolerance 0.01 of 1 990 is floor(19.9) = 19 minor units.
  const tolerated = (payment: number) => lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_990), paid('2026-01-09', payment)])

  it('[L3] a due is settled when what is unpaid is within the tolerance, rounded down', () => {
    expect(tolerated(1_971).metric('days_past_due', '2026-01-20')).toBe(0)
    expect(tolerated(1_970).metric('days_past_due', '2026-01-20')).toBe(10)
  })

  it('[L3] with a tolerance of 0 every unit must be paid', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid('2026-01-09', 999)], { policy: policyOf({ dueTolerance: 0 }) })
    expect(life.metric('days_past_due', '2026-01-11')).toBe(1)
  })

  it('[L3] is on time when settled on the last day of grace and late the day after', () => {
    const settledOn = (day: string) => lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid(day, 1_000)]).metric('on_time_rate_3m', '2026-01-20')
    expect([settledOn('2026-01-12'), settledOn('2026-01-13'), settledOn('2026-01-14')]).toEqual([1, 1, 0])
  })

  it('[L3] only matured dues count, from the day they mature', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid('2026-01-03', 1_000)])
    expect(['2026-01-12', '2026-01-13', '2026-01-14'].map((day) => life.metric('dues_counted_3m', day))).toEqual([0, 1, 1])
  })

  it('[L3] stays late while it stays unpaid', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000)])
    expect([life.metric('on_time_rate_3m', '2026-01-13'), life.metric('on_time_rate_3m', '2026-02-28')]).toEqual([0, 0])
  })

  it('[L8] a due settled within the tolerance still takes payments until it is full', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid('2026-01-05', 990), due('2026-01-20', '2026-02-10', 1_000, 'next'), paid('2026-01-21', 1_000)])
    // Ten go to the first, 990 to the next: both within the tolerance.
    expect(life.decider.openDues(life.line, dayAt('2026-01-21'))).toEqual([{ id: 'next', dueOn: '2026-02-10', amount: 1_000, unpaid: 10 }])
    expect(life.metric('days_past_due', '2026-03-01')).toBe(0)
  })
})

describe('days past due', () => {
  it('[L4] count from the day after dueOn, grace or not', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000)])
    expect(['2026-01-09', '2026-01-10', '2026-01-11', '2026-02-09'].map((day) => life.metric('days_past_due', day))).toEqual([0, 0, 1, 30])
  })

  it('[L4] follow the oldest due not settled, and are 0 at the end of the day it is', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), due('2026-01-02', '2026-01-15', 1_000), paid('2026-01-20', 1_000), paid('2026-01-22', 1_000)])
    expect(['2026-01-19', '2026-01-20', '2026-01-21', '2026-01-22'].map((day) => life.metric('days_past_due', day))).toEqual([9, 5, 6, 0])
  })
})

describe('reported mode', () => {
  it('[L5] takes days past due from the latest report, standing still until the next', () => {
    const life = lifeOf([opened('2026-01-01'), reported('2026-01-31', 40_000, 0, 12), reported('2026-02-28', 40_000, 0, 40)])
    expect(['2026-01-30', '2026-01-31', '2026-02-27', '2026-02-28', '2026-03-20'].map((day) => life.metric('days_past_due', day))).toEqual([0, 12, 12, 40, 40])
  })

  it('[L5] has no days past due while the balance is not above 0', () => {
    const life = lifeOf([opened('2026-01-01'), reported('2026-01-31', 40_000, 0, 12), paid('2026-02-10', 40_000), drawn('2026-02-20', 1)])
    expect(['2026-02-09', '2026-02-10', '2026-02-19', '2026-02-20'].map((day) => life.metric('days_past_due', day))).toEqual([12, 0, 0, 12])
  })

  it('[L5] counts the reports, and no more what was raised by due.raised', () => {
    const life = lifeOf([opened('2026-01-01'), drawn('2026-01-01', 5_000), due('2026-01-02', '2026-01-05', 1_000), reported('2026-01-31', 40_000, 0, 0), due('2026-02-01', '2026-02-05', 1_000)])
    expect([life.metric('dues_counted_3m', '2026-01-30'), life.metric('on_time_rate_3m', '2026-01-30')]).toEqual([1, 0])
    expect([life.metric('dues_counted_3m', '2026-01-31'), life.metric('on_time_rate_3m', '2026-01-31')]).toEqual([1, 1])
    expect([life.metric('dues_counted_3m', '2026-02-20'), life.metric('days_past_due', '2026-02-20')]).toEqual([1, 0])
    expect(life.decider.openDues(life.line, dayAt('2026-02-20'))).toEqual([])
  })

  it('[L5] a report is on time with days past due up to the grace', () => {
    const life = lifeOf([opened('2026-01-01'), reported('2026-01-31', 40_000, 0, 3), reported('2026-02-28', 40_000, 0, 4)])
    expect([life.metric('on_time_streak', '2026-01-31'), life.metric('on_time_streak', '2026-02-28'), life.metric('on_time_rate_3m', '2026-02-28')]).toEqual([1, 0, 0.5])
  })

  it('[L5] the amount of a report is the balance of the one before, its paid part what it says', () => {
    const life = lifeOf([opened('2026-01-01'), reported('2026-01-31', 40_000, 7_000, 0), reported('2026-02-28', -500, 10_000, 0), reported('2026-03-31', 100, 5_000, 0)])
    // The first is left out: 10 000 ÷ 40 000; then, a credit being no amount, 15 000 ÷ 40 000.
    expect(['2026-01-31', '2026-02-28', '2026-03-31'].map((day) => life.metric('payment_ratio_3m', day))).toEqual([null, 0.25, 0.375])
  })
})

describe('cancelled dues', () => {
  const log = [opened('2026-01-01'), drawn('2026-01-01', 9_000), due('2026-01-02', '2026-01-10', 1_000, 'd1')]

  it('[L6] leave arrears from that day on; the days before keep theirs', () => {
    const life = lifeOf([...log, cancelled('2026-01-20', 'd1', 'rescheduled')], { policy: watchingArrears })
    expect(['2026-01-19', '2026-01-20', '2026-01-21'].map((day) => life.metric('days_past_due', day))).toEqual([9, 0, 0])
    expect(['2026-01-19', '2026-01-20'].map((day) => life.metric('arrears_amount', day))).toEqual([1_000, 0])
    expect(life.metric('max_days_past_due_3m', '2026-02-01')).toBe(9)
  })

  it('[L6] keep their mark in the counts if they had matured, unless cancelled in error', () => {
    for (const [reason, counted] of [['rescheduled', 1], ['holiday', 1], ['waived', 1], ['error', 0]] as const) {
      const life = lifeOf([...log, cancelled('2026-01-14', 'd1', reason)])
      expect([life.metric('dues_counted_3m', '2026-01-13'), life.metric('dues_counted_3m', '2026-01-14')], reason).toEqual([1, counted])
      expect(life.metric('on_time_rate_3m', '2026-01-14'), reason).toBe(counted === 1 ? 0 : null)
      expect(life.metric('on_time_streak', '2026-01-14'), reason).toBe(counted === 1 ? 0 : null)
      expect(life.metric('payment_ratio_3m', '2026-01-14'), reason).toBe(null)
    }
  })

  it('[L6] have no mark if they had not matured', () => {
    const life = lifeOf([...log, cancelled('2026-01-12', 'd1', 'holiday')])
    expect([life.metric('dues_counted_3m', '2026-01-13'), life.metric('on_time_rate_3m', '2026-01-13')]).toEqual([0, null])
  })

  it('[L11] have no mark if cancelled on the day they mature', () => {
    expect(lifeOf([...log, cancelled('2026-01-13', 'd1', 'holiday')]).metric('dues_counted_3m', '2026-01-13')).toBe(0)
  })

  it('[L6] pass on what had been paid on them, as a payment of that day', () => {
    const life = lifeOf([...log, due('2026-01-02', '2026-02-10', 1_000, 'd2'), paid('2026-01-05', 700), cancelled('2026-01-08', 'd1', 'rescheduled')])
    expect(life.decider.openDues(life.line, dayAt('2026-01-07')).map(({ unpaid }) => unpaid)).toEqual([300, 1_000])
    expect(life.decider.openDues(life.line, dayAt('2026-01-08'))).toEqual([{ id: 'd2', dueOn: '2026-02-10', amount: 1_000, unpaid: 300 }])
    expect(life.on('2026-01-08').balance).toBe(8_300)
  })

  it('[L6] leave what nothing is open for as prepayment', () => {
    const life = lifeOf([...log, paid('2026-01-05', 700), cancelled('2026-01-08', 'd1', 'error'), due('2026-01-09', '2026-02-10', 1_000, 'd2')])
    expect(life.decider.openDues(life.line, dayAt('2026-01-09')).map(({ unpaid }) => unpaid)).toEqual([300])
  })

  it('[L6] lower the balance by their unpaid part if waived, and only then', () => {
    const balance = (reason: 'waived' | 'holiday') => lifeOf([...log, paid('2026-01-05', 700), cancelled('2026-01-08', 'd1', reason)]).on('2026-01-08').balance
    expect([balance('waived'), balance('holiday')]).toEqual([8_000, 8_300])
  })

  it('[L6] cancelling one that is unknown, cancelled already or not yet raised does nothing', () => {
    const early = lifeOf([opened('2026-01-01'), drawn('2026-01-01', 9_000), cancelled('2026-01-03', 'd1', 'waived'), due('2026-01-04', '2026-01-10', 1_000, 'd1')])
    expect([early.on('2026-01-20').balance, early.metric('days_past_due', '2026-01-20')]).toEqual([9_000, 10])
    const twice = lifeOf([...log, cancelled('2026-01-11', 'd1', 'holiday'), cancelled('2026-01-12', 'd1', 'waived'), cancelled('2026-01-12', 'nobody', 'waived')])
    expect(twice.on('2026-01-20').balance).toBe(9_000)
  })

  it('[L6] of an unmatured one its coming amount leaves the debt service', () => {
    const life = lifeOf([...log, cancelled('2026-01-09', 'd1', 'rescheduled'), ...['2025-12', '2026-01'].map((month) => entry('income.observed', '2026-02-01', { month, amount: 10_000 }))])
    expect(life.metric('debt_service_to_income_3m', '2026-02-01')).toBe(0)
  })

  it('[L9] a due waived in reported mode still lowers the balance, until the next report', () => {
    const life = lifeOf([...log, reported('2026-01-31', 9_000, 0, 21), cancelled('2026-02-05', 'd1', 'waived'), reported('2026-02-28', 9_000, 0, 49)])
    expect(['2026-02-04', '2026-02-05', '2026-02-28'].map((day) => life.on(day).balance)).toEqual([9_000, 8_000, 9_000])
  })
})

it('[L1] the ledger does not depend on limit or status', () => {
  const life = lifeOf([opened('2026-01-01', { limit: 1 }), drawn('2026-01-02', 500), limited('2026-01-03', 0), drawn('2026-01-04', 500), closed('2026-01-05'), paid('2026-01-06', 300)])
  expect(['2026-01-04', '2026-01-05', '2026-01-06'].map((day) => life.on(day).balance)).toEqual([1_000, 1_000, 700])
})
