import { describe, expect, it } from 'vitest'
import { is, policyOf, rule } from '../testing/documents.ts'
import { approved, closed, drawn, due, flagged, opened, paid, proposed, unflagged, type Entry } from '../testing/entries.ts'
import { dayAt, daysBetween, lifeOf } from '../testing/life-of.ts'
import { curedButShut } from './cured-but-shut.ts'

const POLICY = policyOf({
  rules: [
    rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } }),
    rule('LATE', is('days_past_due', 'gte', 5), { effect: { status: 'suspended' } }),
    rule('DISPUTE', is('flag_dispute', 'eq', 1), { effect: { status: 'watch' } }),
  ],
})
const OPENED = opened('2026-01-01')
/** Suspended from 5 January, cured on the 10th, opened again on 4 February: a cooling-off of 30 days. */
const CURED = [OPENED, flagged('2026-01-05', 'fraud'), unflagged('2026-01-10', 'fraud')]
const lived = (entries: readonly Entry[]) => lifeOf(entries, { policy: POLICY })
const curedOn = (entries: readonly Entry[], day: string) => {
  const { decider, line } = lived(entries)
  return curedButShut(decider, line, dayAt(day))
}

describe('cured but still shut', () => {
  it('[O3] tells since when no cause is left, for how many days, and what is unmet', () => {
    expect(curedOn(CURED, '2026-01-22')).toEqual({
      borrower: 'B1',
      line: 'L1',
      asOf: '2026-01-22',
      suspendedSince: '2026-01-05',
      curedSince: '2026-01-10',
      days: 12,
      unmet: [{ metric: 'days_suspended', op: 'gte', value: 30, actual: 17 }],
    })
    expect(curedOn(CURED, '2026-01-10')).toMatchObject({ days: 0 })
  })

  it('[O3] is nothing before the opening, while a cause stands, once the line is open, and once it is closed', () => {
    const days = ['2025-12-31', '2026-01-04', '2026-01-05', '2026-01-09', '2026-02-04', '2026-03-01']
    expect(days.map((day) => curedOn(CURED, day))).toEqual(days.map(() => null))
    expect(curedOn([...CURED, closed('2026-01-20')], '2026-01-22')).toBe(null)
  })

  it('[O4] counts from the last day on which a cause ceased: a new one within the suspension starts it anew', () => {
    const again = [...CURED, flagged('2026-01-15', 'fraud'), unflagged('2026-01-18', 'fraud')]
    expect(curedOn(again, '2026-01-14')).toMatchObject({ curedSince: '2026-01-10', days: 4 })
    expect(curedOn(again, '2026-01-16')).toBe(null)
    expect(curedOn(again, '2026-01-22')).toMatchObject({ suspendedSince: '2026-01-05', curedSince: '2026-01-18', days: 4 })
  })

  it('[O4] holds beside a rule of watch, which shuts nothing', () => {
    expect(curedOn([...CURED, flagged('2026-01-12', 'dispute')], '2026-01-13')).toMatchObject({ curedSince: '2026-01-10' })
  })

  it('[O4] does not hold while an override does, and counts from its end', () => {
    const shutByPeople = [...CURED, proposed('2026-01-11', 'p', { status: 'suspended', until: '2026-01-20' }), approved('2026-01-12', 'p')]
    expect(curedOn(shutByPeople, '2026-01-11')).toMatchObject({ curedSince: '2026-01-10' })
    expect(curedOn(shutByPeople, '2026-01-20')).toBe(null)
    expect(curedOn(shutByPeople, '2026-01-21')).toMatchObject({ curedSince: '2026-01-21', days: 0 })
  })

  it('[O3] says the same whether days are skipped or gone through one by one', () => {
    const { decider, line } = lived([
      ...CURED,
      drawn('2026-01-02', 900),
      due('2026-01-02', '2026-01-12', 300),
      due('2026-01-20', '2026-02-10', 300),
      paid('2026-01-25', 300),
      paid('2026-03-02', 300),
    ])
    const days = daysBetween('2026-01-01', '2026-04-30')
    let since: string | null = null
    for (const decision of decider.decide(line, days, { everyDay: true })) {
      const isCured = decision.reasons.some(({ code }) => code === 'AWAITING_REOPENING')
      since = isCured ? (since ?? decision.asOf) : null
      expect(curedButShut(decider, line, dayAt(decision.asOf))?.curedSince ?? null, decision.asOf).toBe(since)
    }
    expect(curedButShut(decider, line, dayAt('2026-01-26'))).toMatchObject({ curedSince: '2026-01-25' })
  })
})
