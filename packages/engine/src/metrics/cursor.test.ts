import { describe, expect, it } from 'vitest'
import { policyOf } from '../testing/documents.ts'
import { closed, drawn, due, limited, opened, paid, reported } from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'
import { METRICS, metricDefinition } from './vocabulary.ts'

describe('months on book', () => {
  it('[M4] months_on_book is the largest n with opening + n months ≤ the day', () => {
    const life = lifeOf([opened('2026-01-15')])
    expect(
      ['2026-01-15', '2026-02-14', '2026-02-15', '2027-01-14', '2027-01-15'].map((day) =>
        life.metric('months_on_book', day),
      ),
    ).toEqual([0, 0, 1, 11, 12])
  })

  it('[V2] opened on the 31st, a month is full on the last day of a shorter one', () => {
    const life = lifeOf([opened('2026-01-31')])
    expect(
      ['2026-02-27', '2026-02-28', '2026-03-30', '2026-03-31', '2026-04-30'].map((day) =>
        life.metric('months_on_book', day),
      ),
    ).toEqual([0, 1, 1, 2, 3])
  })
})

describe('arrears on other lines', () => {
  const other = { line: 'L2' }
  const log = [
    opened('2026-01-01'),
    opened('2026-02-01', {}, other),
    { ...due('2026-02-01', '2026-02-10', 1_000), ...other },
    { ...paid('2026-02-20', 1_000), ...other },
    opened('2026-01-01', {}, { line: 'X1', borrower: 'B2' }),
  ]

  it('[M4] days_past_due_elsewhere is that of the borrower’s other open lines', () => {
    const life = lifeOf(log)
    expect(
      ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-11', '2026-02-19', '2026-02-20'].map((day) =>
        life.metric('days_past_due_elsewhere', day),
      ),
    ).toEqual([null, 0, 0, 1, 9, 0])
    expect(lifeOf(log, { line: 'X1' }).metric('days_past_due_elsewhere', '2026-02-15')).toBe(null)
  })

  it('[M4] days_past_due_elsewhere is the highest of several', () => {
    const third = { line: 'L3' }
    const life = lifeOf([
      ...log,
      opened('2026-01-01', {}, third),
      { ...due('2026-01-02', '2026-02-05', 1_000), ...third },
    ])
    expect(
      ['2026-02-04', '2026-02-15', '2026-02-25'].map((day) => life.metric('days_past_due_elsewhere', day)),
    ).toEqual([0, 10, 20])
  })

  it('[M4] days_past_due_elsewhere forgets a line from the day of its line.closed', () => {
    const life = lifeOf([...log, { ...closed('2026-02-15'), ...other }])
    expect(['2026-02-14', '2026-02-15'].map((day) => life.metric('days_past_due_elsewhere', day))).toEqual([4, null])
  })

  it('[M4] days_past_due_elsewhere measures by this line’s policy', () => {
    const lines = [
      opened('2026-01-01'),
      opened('2026-01-01', {}, other),
      { ...due('2026-02-01', '2026-02-10', 1_000), ...other },
      { ...paid('2026-02-05', 900), ...other },
    ]
    const elsewhere = (dueTolerance: number) =>
      lifeOf(lines, { policy: policyOf({ dueTolerance }) }).metric('days_past_due_elsewhere', '2026-02-20')
    expect([elsewhere(0.1), elsewhere(0.099)]).toEqual([0, 10])
  })

  it('[M4] days_past_due_elsewhere takes what a reported line reports', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      opened('2026-01-01', {}, other),
      { ...reported('2026-02-28', 500, 0, 45), ...other },
    ])
    expect(
      ['2026-02-27', '2026-02-28', '2026-03-15'].map((day) => life.metric('days_past_due_elsewhere', day)),
    ).toEqual([0, 45, 45])
  })
})

describe('utilisation', () => {
  it('[M4] utilisation is the balance ÷ the approved limit, with the limit set that day', () => {
    const life = lifeOf([
      opened('2026-01-01', { limit: 30_000 }),
      drawn('2026-01-10', 10_000),
      limited('2026-01-20', 20_000),
      paid('2026-01-25', 12_000),
      limited('2026-01-28', 0),
    ])
    expect(
      ['2026-01-09', '2026-01-10', '2026-01-20', '2026-01-25', '2026-01-28'].map((day) =>
        life.metric('utilisation', day),
      ),
    ).toEqual([0, 0.333333333, 0.5, 0, null])
  })

  it('[M4] utilisation is unknown on lines that are not revolving', () => {
    for (const kind of ['instalment', 'project'] as const) {
      const life = lifeOf([opened('2026-01-01', { kind }), drawn('2026-01-10', 10_000)])
      expect([life.metric('utilisation', '2026-01-10'), life.metric('utilisation_avg_3m', '2026-03-10')], kind).toEqual(
        [null, null],
      )
    }
  })

  it('[M4] utilisation_avg_3m is the mean over the ends of the last three complete months since opening', () => {
    const life = lifeOf([
      opened('2026-01-15', { limit: 10_000 }),
      drawn('2026-01-31', 1_000),
      drawn('2026-02-01', 2_000),
      drawn('2026-03-31', 4_000),
      paid('2026-04-01', 7_000),
    ])
    // Ends of months: 0.1, 0.3, 0.7, 0.
    expect(
      ['2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01', '2026-05-01'].map((day) =>
        life.metric('utilisation_avg_3m', day),
      ),
    ).toEqual([null, 0.1, 0.2, 0.366666667, 0.333333333])
  })

  it('[M5] a month at whose end utilisation was unknown is left out of the mean', () => {
    const life = lifeOf([
      opened('2026-01-01', { limit: 10_000 }),
      drawn('2026-01-02', 2_000),
      limited('2026-02-10', 0),
      limited('2026-03-10', 5_000),
    ])
    expect(
      ['2026-02-01', '2026-03-01', '2026-04-01', '2026-06-01'].map((day) => life.metric('utilisation_avg_3m', day)),
    ).toEqual([0.2, 0.2, 0.3, 0.4])
  })

  it('[V4] each utilisation is rounded before it is averaged', () => {
    // 2 ÷ 3 rounds to 0.666666667; three of them average to that, not to 0.666666666…
    const life = lifeOf([opened('2026-01-01', { limit: 3 }), drawn('2026-01-02', 2)])
    expect(life.metric('utilisation_avg_3m', '2026-04-01')).toBe(0.666666667)
  })
})

it('[M4] the vocabulary is that of the table', () => {
  const names = METRICS.map(({ id }) => id)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBe(58)
  expect(metricDefinition('utilisation')).toMatchObject({ unit: 'ratio', unknown: 'unobserved' })
  for (const unknown of ['nobody', 'toString', 'constructor', '']) expect(metricDefinition(unknown)).toBe(undefined)
})
