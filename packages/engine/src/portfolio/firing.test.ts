import { addDays, formatDay } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { openBook } from '../book/book.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import { closed, contacted, drawn, due, opened, paid, reviewed, type Entry } from '../testing/entries.ts'
import { dayAt, rulebookOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import type { Firing } from './firing.ts'
import { surveyBorrower, type LineSurvey } from './line-survey.ts'
import { surveyDays } from './survey-days.ts'
import { warningOutcomes } from './warning-outcomes.ts'

const RULEBOOK = rulebookOf(
  policyOf({
    rules: [rule('LATE', is('days_past_due', 'gte', 20), { effect: { status: 'suspended' } })],
    warnings: [
      { id: 'W1', kind: 'call', dueInDays: 2, repeatDays: 7, when: is('days_past_due', 'gte', 1) },
      { id: 'W2', kind: 'visit', dueInDays: 7, when: is('balance', 'gte', 50_000) },
    ],
  }),
)
/** Late from 11 January on, suspended on the 30th. */
const LATE = [opened('2025-06-01'), drawn('2025-12-01', 10_000), due('2025-12-01', '2026-01-10', 1_000)]

function surveyed(entries: readonly Entry[], asOf: string): LineSurvey {
  return surveyBorrower(openBook(logOf(entries)), 'B1', { revolving: RULEBOOK }, surveyDays(dayAt(asOf)))[0]!
}

const firingsOf = (entries: readonly Entry[], asOf: string): readonly Firing[] => surveyed(entries, asOf).firings

describe('a warning', () => {
  it('[B8] fires on the first day its condition holds, and says actual and required then and now', () => {
    expect(firingsOf(LATE, '2026-01-14')).toEqual([
      {
        warning: 'W1',
        kind: 'call',
        firedOn: '2026-01-11',
        endedOn: null,
        then: { metric: 'days_past_due', op: 'gte', value: 1, actual: 1 },
        now: { metric: 'days_past_due', op: 'gte', value: 1, actual: 4 },
        dueOn: '2026-01-13',
        overdue: true,
        contacts: [],
        suspendedOn: null,
        outcome: 'too-early',
        contacted: false,
      },
    ])
  })

  it('[B8] is the same one while it lasts, however often its task opens again, and another when it fires anew', () => {
    const lasting = firingsOf([...LATE, contacted('2026-01-12', 'call')], '2026-01-21')
    expect(lasting).toMatchObject([{ firedOn: '2026-01-11', dueOn: '2026-01-21', endedOn: null }])
    const again = firingsOf([...LATE, paid('2026-01-15', 1_000), due('2026-01-16', '2026-02-01', 500)], '2026-02-05')
    expect(again).toMatchObject([
      { firedOn: '2026-01-11', endedOn: '2026-01-15', now: null, dueOn: null },
      { firedOn: '2026-02-02', endedOn: null },
    ])
    expect(firingsOf([...LATE, closed('2026-01-16')], '2026-02-05')).toMatchObject([{ endedOn: '2026-01-16', dueOn: null }])
  })

  it('[B9] was acted on by what closes its task while it lasts, before a suspension, within 60 days', () => {
    const acted = (...acts: readonly Entry[]): boolean => firingsOf([...LATE, ...acts], '2026-06-01')[0]!.contacted
    expect(acted()).toBe(false)
    expect(acted(contacted('2026-01-11', 'call'))).toBe(true)
    expect(acted(contacted('2026-01-29', 'visit'))).toBe(true)
    expect(acted(reviewed('2026-01-20'))).toBe(true)
    expect(acted(contacted('2026-01-20', 'message'))).toBe(false)
    expect(acted(contacted('2026-01-10', 'call'))).toBe(false)
    expect(acted(contacted('2026-01-30', 'call'))).toBe(false)
    expect(acted(paid('2026-01-15', 1_000), contacted('2026-01-15', 'call'))).toBe(true)
    expect(acted(paid('2026-01-15', 1_000), contacted('2026-01-16', 'call'))).toBe(false)
    const visit = (day: string, kind: 'call' | 'visit'): boolean =>
      firingsOf([opened('2025-06-01'), drawn('2026-01-01', 60_000), contacted(day, kind)], '2026-06-01')[0]!.contacted
    expect([visit('2026-01-05', 'call'), visit('2026-01-05', 'visit'), visit('2026-03-02', 'visit'), visit('2026-03-03', 'visit')]).toEqual([false, true, true, false])
  })

  it('[B9] shows what was said since it fired, messages too', () => {
    const [firing] = firingsOf([...LATE, contacted('2026-01-10', 'call'), contacted('2026-01-12', 'message'), contacted('2026-01-13', 'call')], '2026-01-14')
    expect(firing!.contacts.map(({ on }) => on)).toEqual(['2026-01-12', '2026-01-13'])
  })

  it('[B10] ended in a suspension or not, is too early to say, or left no time', () => {
    const outcome = (entries: readonly Entry[], asOf: string): string => firingsOf(entries, asOf).map((firing) => firing.outcome).join()
    expect(outcome(LATE, '2026-01-29')).toBe('too-early')
    expect(outcome(LATE, '2026-01-30')).toBe('suspended')
    expect(firingsOf(LATE, '2026-06-01')[0]).toMatchObject({ suspendedOn: '2026-01-30', outcome: 'suspended' })
    const good = [...LATE, paid('2026-01-15', 1_000)]
    expect([outcome(good, '2026-03-11'), outcome(good, '2026-03-12')]).toEqual(['too-early', 'not-suspended'])
    expect(outcome([...good, closed('2026-02-01')], '2026-02-02')).toBe('not-suspended')
    // Shut since 30 January for the late due; on 20 February the balance grows as well.
    expect(outcome([...LATE, drawn('2026-02-20', 60_000)], '2026-03-01')).toBe('suspended,no-time')
    // Suspended, but more than 60 days after the balance grew.
    expect(outcome([opened('2025-06-01'), drawn('2025-12-01', 60_000), due('2025-12-01', '2026-01-20', 1_000)], '2026-06-01')).toBe('not-suspended,suspended')
  })

  it('[B10] outcomes stand by task and by warning, acted on or not', () => {
    const lines = [LATE, [...LATE, contacted('2026-01-12', 'call')], [...LATE, contacted('2026-01-12', 'call'), paid('2026-01-13', 1_000)]].map((entries) => surveyed(entries, '2026-06-01'))
    lines.push(surveyed([...LATE.slice(0, 2), due('2025-12-01', formatDay(addDays(dayAt('2026-06-01'), -3)), 1_000)], '2026-06-01'))
    const counts = { contacted: { fired: 2, suspended: 1 }, alone: { fired: 1, suspended: 1 }, tooEarly: 1, noTime: 0 }
    expect(warningOutcomes({ days: [], lines })).toEqual([
      { kind: 'call', of: null, ...counts },
      {
        kind: 'call',
        of: {
          policy: 'least',
          warning: 'W1',
          cells: {
            contacted: { fired: 'warned.least.W1.true.any', suspended: 'warned.least.W1.true.true' },
            alone: { fired: 'warned.least.W1.false.any', suspended: 'warned.least.W1.false.true' },
          },
        },
        ...counts,
      },
    ])
  })
})
