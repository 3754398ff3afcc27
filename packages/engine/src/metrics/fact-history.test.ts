import { describe, expect, it } from 'vitest'
import {
  approved,
  bureau,
  contacted,
  drawn,
  earned,
  entry,
  flagged,
  opened,
  paid,
  phase,
  reported,
  reviewed,
  unflagged,
} from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'
import type { MetricId } from './vocabulary.ts'

const OPENED = opened('2026-01-01')
const covenant = (on: string, data: Parameters<typeof entry<'covenant.reported'>>[2]) =>
  entry('covenant.reported', on, data)

describe('credit information', () => {
  it('[M4] bureau_* are of the latest report, bureau_score of the latest that states it', () => {
    const life = lifeOf([
      OPENED,
      bureau('2026-02-01', { score: 640, delinquentAccounts: 2, goodAccounts: 3, inquiries6m: 4 }),
      bureau('2026-03-01', { delinquentAccounts: 1, goodAccounts: 5, inquiries6m: 0 }),
    ])
    const on = (day: string) =>
      (['bureau_score', 'bureau_delinquent_accounts', 'bureau_good_accounts', 'bureau_inquiries_6m'] as const).map(
        (metric) => life.metric(metric, day),
      )
    expect(on('2026-01-31')).toEqual([null, null, null, null])
    expect(on('2026-02-01')).toEqual([640, 2, 3, 4])
    expect(on('2026-03-01')).toEqual([640, 1, 5, 0])
  })

  it('[E7] a bureau report before the opening counts', () => {
    expect(lifeOf([OPENED, bureau('2025-06-01', { score: 700 })]).metric('bureau_score', '2026-01-01')).toBe(700)
  })
})

describe('flags', () => {
  it('[M4] flag_* are 1 from the day raised to the day before cleared', () => {
    for (const flag of ['fraud', 'insolvency', 'deceased', 'dispute', 'hardship'] as const) {
      const life = lifeOf([OPENED, flagged('2026-02-01', flag), unflagged('2026-03-01', flag)])
      expect(
        ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].map((day) => life.metric(`flag_${flag}`, day)),
        flag,
      ).toEqual([0, 1, 1, 0])
    }
  })

  it('[M4] clearing one flag leaves another', () => {
    const life = lifeOf([
      OPENED,
      flagged('2026-02-01', 'fraud'),
      flagged('2026-02-01', 'dispute'),
      unflagged('2026-02-02', 'dispute'),
    ])
    expect([life.metric('flag_fraud', '2026-02-02'), life.metric('flag_dispute', '2026-02-02')]).toEqual([1, 0])
  })

  it('[M7] one clearing ends every earlier raising, of the line or of all', () => {
    const life = lifeOf([
      OPENED,
      flagged('2026-02-01', 'fraud'),
      flagged('2026-02-02', 'fraud', { line: null }),
      unflagged('2026-02-03', 'fraud'),
    ])
    expect(['2026-02-02', '2026-02-03'].map((day) => life.metric('flag_fraud', day))).toEqual([1, 0])
    const other = lifeOf([OPENED, flagged('2026-02-01', 'fraud'), unflagged('2026-02-03', 'fraud', { line: null })])
    expect(other.metric('flag_fraud', '2026-02-03')).toBe(0)
  })

  it('[M7] a clearing that names another line leaves this one flagged', () => {
    const life = lifeOf([
      OPENED,
      opened('2026-01-01', {}, { line: 'L2' }),
      flagged('2026-02-01', 'fraud', { line: null }),
      unflagged('2026-02-03', 'fraud', { line: 'L2' }),
    ])
    expect(life.metric('flag_fraud', '2026-02-03')).toBe(1)
  })

  it('[M7] on one day canonical order decides, not the kind of event', () => {
    const raisedLast = lifeOf([
      OPENED,
      unflagged('2026-02-01', 'fraud', { time: '09:00:00' }),
      flagged('2026-02-01', 'fraud', { time: '10:00:00' }),
    ])
    const clearedLast = lifeOf([
      OPENED,
      flagged('2026-02-01', 'fraud', { time: '09:00:00' }),
      unflagged('2026-02-01', 'fraud', { time: '10:00:00' }),
    ])
    expect([raisedLast.metric('flag_fraud', '2026-02-01'), clearedLast.metric('flag_fraud', '2026-02-01')]).toEqual([
      1, 0,
    ])
  })

  it('[E7] a flag raised before the opening stands at the opening', () => {
    expect(
      lifeOf([OPENED, flagged('2025-12-01', 'hardship', { line: null })]).metric('flag_hardship', '2026-01-01'),
    ).toBe(1)
  })
})

describe('restructurings and promises', () => {
  it('[M4] restructurings_12m counts those in the month of the day and the 11 before', () => {
    const life = lifeOf([
      OPENED,
      entry('line.restructured', '2026-02-28', { note: 'halved' }),
      entry('line.restructured', '2026-03-01', { note: 'again' }),
    ])
    expect(
      ['2026-02-27', '2026-02-28', '2026-03-01', '2027-01-31', '2027-02-01', '2027-03-01'].map((day) =>
        life.metric('restructurings_12m', day),
      ),
    ).toEqual([0, 1, 2, 2, 1, 0])
  })

  it('[M4] broken_promises_3m sees a promise from the day after it was due to the end of its window', () => {
    const life = lifeOf([OPENED, contacted('2026-02-01', 'call', { amount: 500, by: '2026-02-10' })])
    expect(
      ['2026-02-10', '2026-02-11', '2026-04-30', '2026-05-01'].map((day) => life.metric('broken_promises_3m', day)),
    ).toEqual([0, 1, 1, 0])
  })

  it('[M4] broken_promises_3m counts payments from the day of the contact to the day promised, both included', () => {
    const broken = (...payments: [string, number][]) =>
      lifeOf([
        OPENED,
        contacted('2026-02-05', 'call', { amount: 500, by: '2026-02-10' }),
        ...payments.map(([day, amount]) => paid(day, amount)),
      ]).metric('broken_promises_3m', '2026-02-20')
    expect(broken(['2026-02-05', 200], ['2026-02-10', 300])).toBe(0)
    expect(broken(['2026-02-04', 500])).toBe(1)
    expect(broken(['2026-02-11', 500])).toBe(1)
    expect(broken(['2026-02-10', 499])).toBe(1)
  })

  it('[M4] broken_promises_3m looks at payments on this line only', () => {
    const life = lifeOf([
      OPENED,
      opened('2026-01-01', {}, { line: 'L2' }),
      entry(
        'contact.made',
        '2026-02-05',
        { kind: 'visit', outcome: 'promised', promise: { amount: 500, by: '2026-02-10' } },
        { line: null },
      ),
      paid('2026-02-06', 500, { line: 'L2' }),
    ])
    expect(life.metric('broken_promises_3m', '2026-02-11')).toBe(1)
  })

  it('[M4] broken_promises_3m is unknown in reported mode', () => {
    const life = lifeOf([
      OPENED,
      contacted('2026-02-01', 'call', { amount: 500, by: '2026-02-10' }),
      reported('2026-02-28', 100, 0, 0),
    ])
    expect(['2026-02-27', '2026-02-28'].map((day) => life.metric('broken_promises_3m', day))).toEqual([1, null])
  })
})

describe('silence', () => {
  it('[M4] days_since_last_record counts from the latest event, the opening being the first', () => {
    const life = lifeOf([OPENED, drawn('2026-01-20', 100)])
    expect(
      ['2026-01-01', '2026-01-19', '2026-01-20', '2026-02-01'].map((day) => life.metric('days_since_last_record', day)),
    ).toEqual([0, 18, 0, 12])
  })

  it('[M4] days_since_last_record passes over phases and reversals, and what they reverse', () => {
    const life = lifeOf([
      OPENED,
      paid('2026-01-10', 100, { id: 'p' }),
      phase('2026-01-15', 'growth'),
      entry('event.reversed', '2026-01-18', { event: 'p', reason: 'returned' }),
    ])
    expect(life.metric('days_since_last_record', '2026-01-20')).toBe(19)
  })

  it('[M11] days_since_last_record counts records of the borrower and approvals without effect', () => {
    const life = lifeOf([OPENED, earned('2026-01-10', '2025-12', 100), approved('2026-01-15', 'nothing')])
    expect(['2026-01-12', '2026-01-16'].map((day) => life.metric('days_since_last_record', day))).toEqual([2, 1])
  })

  it('[M11] days_since_last_record takes what concerns another line alone for silence', () => {
    const life = lifeOf([
      OPENED,
      opened('2026-01-05', {}, { line: 'L2' }),
      drawn('2026-01-08', 100, { line: 'L2' }),
      entry('review.held', '2026-01-10', { note: 'both' }, { line: null }),
    ])
    expect(['2026-01-09', '2026-01-11'].map((day) => life.metric('days_since_last_record', day))).toEqual([8, 1])
    expect(lifeOf([OPENED, reviewed('2026-01-10')]).metric('days_since_last_record', '2026-01-11')).toBe(1)
  })
})

describe('covenants', () => {
  const project = opened('2026-01-01', { kind: 'project' })

  it('[M4] dscr_historic, dscr_forecast, llcr, dsra_months and actual_progress are of the latest report that states them', () => {
    const life = lifeOf([
      project,
      covenant('2026-02-01', { dscrHistoric: 1.2, dscrForecast: 1.3, llcr: 1.4, dsraMonths: 6, actualProgress: 0.5 }),
      covenant('2026-03-01', { llcr: 1.1 }),
    ])
    const on = (day: string) =>
      (['dscr_historic', 'dscr_forecast', 'llcr', 'dsra_months', 'actual_progress'] as const).map((metric) =>
        life.metric(metric, day),
      )
    expect(on('2026-01-31')).toEqual([null, null, null, null, null])
    expect(on('2026-03-01')).toEqual([1.2, 1.3, 1.1, 6, 0.5])
  })

  it('[M4] dscr_historic_min_2p is the lower of the last two reported', () => {
    const life = lifeOf([
      project,
      covenant('2026-02-01', { dscrHistoric: 1.1 }),
      covenant('2026-02-15', { llcr: 2 }),
      covenant('2026-03-01', { dscrHistoric: 1.3 }),
      covenant('2026-04-01', { dscrHistoric: 1.4 }),
    ])
    expect(['2026-02-15', '2026-03-01', '2026-04-01'].map((day) => life.metric('dscr_historic_min_2p', day))).toEqual([
      null,
      1.1,
      1.3,
    ])
  })

  it('[M4] progress_gap is planned − actual of the latest report with both', () => {
    const life = lifeOf([
      project,
      covenant('2026-02-01', { plannedProgress: 0.5 }),
      covenant('2026-03-01', { plannedProgress: 0.7, actualProgress: 0.4 }),
      covenant('2026-04-01', { actualProgress: 0.9 }),
    ])
    // 0.7 − 0.4 is 0.29999999999999993 in doubles: rounded, it is 0.3 (V4).
    expect(['2026-02-01', '2026-03-01', '2026-04-01'].map((day) => life.metric('progress_gap', day))).toEqual([
      null,
      0.3,
      0.3,
    ])
    expect(life.metric('actual_progress', '2026-04-01')).toBe(0.9)
  })

  it('[M4] cost_overrun is cost to complete ÷ budget − 1 of the latest report with both', () => {
    const life = lifeOf([
      project,
      covenant('2026-02-01', { budget: 1_000 }),
      covenant('2026-03-01', { budget: 1_000, costToComplete: 1_100 }),
      covenant('2026-04-01', { costToComplete: 3_000 }),
    ])
    expect(['2026-02-01', '2026-03-01', '2026-04-01'].map((day) => life.metric('cost_overrun', day))).toEqual([
      null,
      0.1,
      0.1,
    ])
  })

  it('[M9] cost_overrun is unknown when the latest budget is 0', () => {
    const life = lifeOf([
      project,
      covenant('2026-03-01', { budget: 1_000, costToComplete: 1_100 }),
      covenant('2026-04-01', { budget: 0, costToComplete: 1_100 }),
    ])
    expect(life.metric('cost_overrun', '2026-04-01')).toBe(null)
  })

  it('[M8] cover figures are taken as stated, ratios rounded to 9 decimals', () => {
    const life = lifeOf([
      project,
      covenant('2026-02-01', { dscrHistoric: 1.1999999999, dscrForecast: 1.1999999999, llcr: 1.1999999999 }),
      covenant('2026-03-01', { dscrHistoric: 1.1999999999, dsraMonths: 5.9999999999, actualProgress: 0.1 + 0.2 }),
    ])
    const on = (metric: MetricId) => life.metric(metric, '2026-03-01')
    expect([on('dscr_historic'), on('dscr_forecast'), on('llcr'), on('dsra_months')]).toEqual([
      1.1999999999, 1.1999999999, 1.1999999999, 5.9999999999,
    ])
    expect([on('actual_progress'), on('dscr_historic_min_2p')]).toEqual([0.3, 1.2])
  })
})
