import { describe, expect, it } from 'vitest'
import { policyOf } from '../testing/documents.ts'
import { closed, drawn, due, entry, limited, opened, paid, reported } from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'
import { MoneyOverflowError } from './ledger.ts'

const MOST = Number.MAX_SAFE_INTEGER

describe('balance', () => {
  it('[L1] is draws plus charges minus payments and may go below zero', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-02', 50_000),
      entry('charge.added', '2026-01-03', { kind: 'interest', amount: 700 }),
      paid('2026-01-04', 60_000),
    ])
    expect(['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map((day) => life.on(day).balance)).toEqual([
      0, 50_000, 50_700, -9_300,
    ])
  })

  it('[L1] is set by a report, and later movements go on from there', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-02', 50_000),
      reported('2026-01-31', 42_000, 8_000, 0),
      paid('2026-02-03', 2_000),
      drawn('2026-02-04', 500),
    ])
    expect(['2026-01-30', '2026-01-31', '2026-02-03', '2026-02-04'].map((day) => life.on(day).balance)).toEqual([
      50_000, 42_000, 40_000, 40_500,
    ])
  })

  it('[L1] a report follows the draws and payments of its own day (rank 9)', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      reported('2026-01-31', 42_000, 0, 0),
      drawn('2026-01-31', 900),
      paid('2026-01-31', 100),
    ])
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
    const life = lifeOf([
      opened('2026-01-01'),
      due('2026-01-02', '2026-02-20', 1_000, 'later'),
      due('2026-01-03', '2026-02-10', 1_000, 'sooner'),
      paid('2026-01-05', 1_500),
    ])
    expect(life.decider.openDues(life.line, dayAt('2026-01-05'))).toEqual([
      { id: 'later', dueOn: '2026-02-20', amount: 1_000, unpaid: 500 },
    ])
  })

  it('[L2] on one dueOn, the canonical order of the dues decides', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      due('2026-01-03', '2026-02-10', 1_000, 'b'),
      due('2026-01-02', '2026-02-10', 1_000, 'z'),
      due('2026-01-03', '2026-02-10', 1_000, 'a'),
      paid('2026-01-05', 2_200),
    ])
    // By (on, id): z, a, b. The first two are paid in full, b by what is left.
    expect(life.decider.openDues(life.line, dayAt('2026-01-05'))).toEqual([
      { id: 'b', dueOn: '2026-02-10', amount: 1_000, unpaid: 800 },
    ])
  })

  it('[L2] a due raised on the day of the payment is paid by it, whatever was recorded first', () => {
    const life = lifeOf([opened('2026-01-01'), paid('2026-01-05', 1_000), due('2026-01-05', '2026-01-05', 1_000)])
    expect(life.metric('days_past_due', '2026-01-20')).toBe(0)
  })

  it('[L2] what is left is prepayment and pays a due raised later', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      due('2026-01-02', '2026-01-10', 1_000),
      paid('2026-01-05', 2_500),
      due('2026-02-01', '2026-02-10', 1_000),
      due('2026-03-01', '2026-03-10', 1_000, 'half'),
    ])
    expect(life.decider.openDues(life.line, dayAt('2026-03-01'))).toEqual([
      { id: 'half', dueOn: '2026-03-10', amount: 1_000, unpaid: 500 },
    ])
    expect(life.metric('days_past_due', '2026-03-09')).toBe(0)
    expect(life.metric('days_past_due', '2026-03-12')).toBe(2)
  })

  it('[L7] prepayment is spent on dues as they are raised, not by dueOn', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      paid('2026-01-02', 1_000),
      due('2026-01-03', '2026-03-10', 1_000, 'raised-first'),
      due('2026-01-04', '2026-02-10', 1_000, 'due-first'),
    ])
    expect(life.decider.openDues(life.line, dayAt('2026-01-04')).map(({ id }) => id)).toEqual(['due-first'])
  })
})

describe('settling and maturing', () => {
  // Tolerance 0.01 of 1 990 is floor(19.9) = 19 minor units.
  const tolerated = (payment: number) =>
    lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_990), paid('2026-01-09', payment)])

  it('[L3] a due is settled when what is unpaid is within the tolerance, rounded down', () => {
    expect(tolerated(1_971).metric('days_past_due', '2026-01-20')).toBe(0)
    expect(tolerated(1_970).metric('days_past_due', '2026-01-20')).toBe(10)
  })

  it('[L3] with a tolerance of 0 every unit must be paid', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid('2026-01-09', 999)], {
      policy: policyOf({ dueTolerance: 0 }),
    })
    expect(life.metric('days_past_due', '2026-01-11')).toBe(1)
  })

  it('[L3] is on time when settled on the last day of grace and late the day after', () => {
    const settledOn = (day: string) =>
      lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid(day, 1_000)]).metric(
        'on_time_rate_3m',
        '2026-01-20',
      )
    expect([settledOn('2026-01-12'), settledOn('2026-01-13'), settledOn('2026-01-14')]).toEqual([1, 1, 0])
  })

  it('[L3] only matured dues count, from the day they mature', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000), paid('2026-01-03', 1_000)])
    expect(['2026-01-12', '2026-01-13', '2026-01-14'].map((day) => life.metric('dues_counted_3m', day))).toEqual([
      0, 1, 1,
    ])
  })

  it('[L3] stays late while it stays unpaid', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000)])
    expect([life.metric('on_time_rate_3m', '2026-01-13'), life.metric('on_time_rate_3m', '2026-02-28')]).toEqual([0, 0])
  })

  it('[L8] a due settled within the tolerance still takes payments until it is full', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      due('2026-01-02', '2026-01-10', 1_000),
      paid('2026-01-05', 990),
      due('2026-01-20', '2026-02-10', 1_000, 'next'),
      paid('2026-01-21', 1_000),
    ])
    // Ten go to the first, 990 to the next: both within the tolerance.
    expect(life.decider.openDues(life.line, dayAt('2026-01-21'))).toEqual([
      { id: 'next', dueOn: '2026-02-10', amount: 1_000, unpaid: 10 },
    ])
    expect(life.metric('days_past_due', '2026-03-01')).toBe(0)
  })
})

describe('days past due', () => {
  it('[L4] count from the day after dueOn, grace or not', () => {
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-10', 1_000)])
    expect(
      ['2026-01-09', '2026-01-10', '2026-01-11', '2026-02-09'].map((day) => life.metric('days_past_due', day)),
    ).toEqual([0, 0, 1, 30])
  })

  it('[L4] follow the oldest due not settled, and are 0 at the end of the day it is', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      due('2026-01-02', '2026-01-10', 1_000),
      due('2026-01-02', '2026-01-15', 1_000),
      paid('2026-01-20', 1_000),
      paid('2026-01-22', 1_000),
    ])
    expect(
      ['2026-01-19', '2026-01-20', '2026-01-21', '2026-01-22'].map((day) => life.metric('days_past_due', day)),
    ).toEqual([9, 5, 6, 0])
  })
})

it('[L1] the ledger does not depend on limit or status', () => {
  const life = lifeOf([
    opened('2026-01-01', { limit: 1 }),
    drawn('2026-01-02', 500),
    limited('2026-01-03', 0),
    drawn('2026-01-04', 500),
    closed('2026-01-05'),
    paid('2026-01-06', 300),
  ])
  expect(['2026-01-04', '2026-01-05', '2026-01-06'].map((day) => life.on(day).balance)).toEqual([1_000, 1_000, 700])
})
