import { formatDay, partOf } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { compileRulebook } from '../policy/rulebook.ts'
import type { Rule } from '../policy/policy.ts'
import { openBook } from '../book/book.ts'
import { buildLedger } from '../ledger/ledger.ts'
import { ALWAYS, is, missing, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import {
  approved,
  bureau,
  contacted,
  drawn,
  due,
  earned,
  entry,
  flagged,
  limited,
  opened,
  paid,
  phase,
  proposed,
  reported,
  reviewed,
  spent,
  unflagged,
  type Entry,
} from '../testing/entries.ts'
import { dayAt, daysBetween, lifeOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import { replayLine } from './replay.ts'

/** Rules on everything that moves by itself, at whole and at broken thresholds. */
const RULES: Rule[] = [
  rule('DPD_EXACT', is('days_past_due', 'eq', 9)),
  rule('DPD_BROKEN', is('days_past_due', 'gt', 12.5), {
    until: is('days_past_due', 'lt', 0.5),
    effect: { status: 'watch' },
  }),
  rule('DPD_LONG', is('days_past_due', 'gte', 40), {
    until: is('days_past_due', 'eq', 0),
    effect: { status: 'suspended' },
  }),
  rule('WORST', is('max_days_past_due_3m', 'gt', 21)),
  rule('ELSEWHERE', is('days_past_due_elsewhere', 'ne', 0), {
    until: { any: [is('days_past_due_elsewhere', 'gte', 17), missing('days_past_due_elsewhere')] },
  }),
  rule('ARREARS', is('arrears_amount', 'gte', 1_500), { effect: { limitFactor: 0.8 } }),
  rule('SILENT', is('days_since_last_record', 'gte', 33)),
  rule('KNOWN', { not: is('months_on_book', 'lt', 7.5) }),
  rule('USED', is('utilisation_avg_3m', 'gte', 0.6), {
    until: is('utilisation', 'lt', 0.3),
    effect: { status: 'watch', limitFactor: 0.9 },
  }),
  rule('FELL', is('income_change_3m', 'lte', -0.2)),
  rule('SPENT', is('spend_to_income_3m', 'gt', 0.9)),
  rule('SCORE_FELL', is('score_change_3m', 'lte', -20)),
  rule('PROMISE', is('broken_promises_3m', 'gte', 1), { effect: { status: 'watch' } }),
  rule('DISPUTE', is('flag_dispute', 'eq', 1), {
    statuses: ['active', 'probation'],
    until: is('flag_dispute', 'eq', 0),
    effect: { status: 'watch' },
  }),
  rule('RESTRUCTURED', is('restructurings_12m', 'gte', 1)),
  rule('LONG_SHUT', is('days_suspended', 'gte', 20.5)),
  rule('STEP_DAYS', is('days_since_step', 'eq', 11)),
]

const POLICY = policyOf({
  rules: RULES,
  hardRules: [rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } })],
  segments: [
    { id: 'new', when: is('months_on_book', 'lt', 4) },
    { id: 'low', when: is('score', 'lt', 590) },
    { id: 'everyone', when: ALWAYS },
  ],
  reviewDays: { new: 30, low: 45, everyone: 90 },
  phases: {
    growth: { scoreShift: { everyone: 20 } },
    steady: { scoreShift: {} },
    tighten: { scoreShift: { low: -30 } },
  },
  reopening: [
    {
      id: 'growing',
      phases: ['growth'],
      coolingOffDays: 12,
      when: ALWAYS,
      ladder: [{ limitFactor: 0.5, when: is('days_since_step', 'gt', 20.5) }],
    },
    {
      id: 'usual',
      coolingOffDays: 25,
      when: { all: [is('days_past_due', 'eq', 0), is('adjusted_score', 'gte', 560)] },
      ladder: [
        { limitFactor: 0.3, when: { any: [is('on_time_since_step', 'gte', 2), is('days_since_step', 'gte', 70)] } },
        { limitFactor: 0.6, when: is('days_since_step', 'gte', 15) },
      ],
    },
  ],
  increases: [{ id: 'usual', everyMonths: 2, factor: 1.1, capOfOriginal: 2, when: is('adjusted_score', 'gte', 590) }],
  warnings: [
    { id: 'W1', kind: 'call', dueInDays: 2, repeatDays: 7, when: is('days_past_due', 'gte', 3) },
    { id: 'W2', kind: 'visit', dueInDays: 5, when: is('days_since_last_record', 'gt', 29.5) },
    { id: 'W3', kind: 'review', dueInDays: 14, when: is('score_change_3m', 'lt', 0) },
  ],
})
const SCORECARD = scorecardOf({
  characteristics: [
    {
      id: 'arrears',
      metric: 'days_past_due',
      missing: 0,
      bins: [{ below: 1, points: 10 }, { below: 6.5, points: 0 }, { points: -40 }],
    },
    { id: 'rate', metric: 'on_time_rate_6m', missing: 0, bins: [{ below: 0.8, points: -30 }, { points: 15 }] },
    { id: 'age', metric: 'months_on_book', missing: 0, bins: [{ below: 5, points: -5 }, { points: 5 }] },
    { id: 'silence', metric: 'days_since_last_record', missing: 0, bins: [{ below: 37, points: 0 }, { points: -8 }] },
  ],
})

const OTHER = { line: 'L2' }
const monthly = (month: string, paidOn: string | null): Entry[] => [
  due(`2026-${month}-01`, `2026-${month}-15`, 1_000),
  ...(paidOn === null ? [] : [paid(paidOn, 1_000)]),
  earned(`2026-${month}-20`, `2026-${month}`, month < '07' ? 3_000 : 2_000),
  spent(`2026-${month}-20`, `2026-${month}`, 'essential', 2_500),
]
const LOG = logOf([
  earned('2026-01-02', '2025-12', 3_000),
  opened('2026-01-10', { limit: 10_000 }),
  opened('2026-02-01', {}, OTHER),
  drawn('2026-01-12', 7_000),
  ...monthly('02', '2026-02-10'),
  ...monthly('03', '2026-03-17'),
  ...monthly('04', null),
  ...monthly('05', null),
  contacted('2026-05-02', 'call', { amount: 500, by: '2026-05-09' }),
  paid('2026-05-31', 2_000),
  bureau('2026-06-03', { score: 610, goodAccounts: 1 }),
  ...monthly('06', '2026-06-12'),
  ...monthly('07', '2026-07-15'),
  phase('2026-07-01', 'tighten'),
  { ...due('2026-06-01', '2026-07-10', 500), ...OTHER },
  { ...paid('2026-08-20', 500), ...OTHER },
  entry('line.closed', '2026-11-05', { reason: 'expired' }, OTHER),
  flagged('2026-08-03', 'dispute'),
  unflagged('2026-08-09', 'dispute'),
  ...monthly('08', '2026-08-15'),
  limited('2026-09-30', 12_000),
  proposed('2026-10-04', 'p', { status: 'suspended', until: '2026-10-20' }),
  approved('2026-10-06', 'p'),
  phase('2026-11-01', 'growth'),
  entry('line.restructured', '2026-11-20', { note: 'longer' }),
  reviewed('2026-12-24'),
  flagged('2027-02-01', 'fraud'),
  unflagged('2027-02-03', 'fraud'),
  reported('2027-04-30', 4_000, 200, 20),
  reported('2027-05-31', 4_000, 200, 0),
])

describe('a replay', () => {
  const life = lifeOf(LOG, { policy: POLICY, scorecard: SCORECARD })
  const days = daysBetween('2026-01-10', '2027-09-30')

  it('[P17] equals that of every day, on every day', () => {
    const every = life.decider.decide(life.line, days, { everyDay: true })
    // Each day alone, so that the stop of that one day is all that can help the skipping.
    days.forEach((day, i) => {
      if (i % 4 === 0) expect(life.decider.decide(life.line, [day]), formatDay(day)).toEqual([every[i]])
    })
    // The life has something to skip over: every status, and each rule at some time.
    expect(new Set(every.map(({ status }) => status))).toEqual(new Set(['active', 'watch', 'suspended', 'probation']))
    const fired = new Set(every.flatMap(({ reasons }) => reasons.map(({ code }) => code)))
    expect(RULES.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual([])
  })

  it('[P17] finds by itself each day on which status, limit or reasons change', () => {
    const to = days.at(-1)!
    const story = life.decider.history(life.line, to)
    expect(story).toEqual(life.decider.history(life.line, to, { everyDay: true }))
    expect(story.length).toBeGreaterThan(20)
  })

  it('[P17] visits far fewer days than there are', () => {
    const rulebook = compileRulebook(policyOf(), scorecardOf())
    const book = openBook(logOf([opened('2020-01-01')]))
    let visited = 0
    const ledgerOf = (line: (typeof book.lines)[number]) =>
      buildLedger(line, { graceDays: 3, toleranceThousandths: 10 })
    replayLine({ book, rulebook, ledgerOf }, book.lines[0]!, dayAt('2029-12-31'), () => visited++)
    // The first and last days of 120 months.
    expect(visited).toBeLessThan(300)
  })

  it('[P17] does not depend on what happens after the day', () => {
    for (const day of ['2026-04-20', '2026-06-30', '2026-10-10', '2027-02-02']) {
      const cut = lifeOf(partOf(LOG, ({ on }) => on <= day), { policy: POLICY, scorecard: SCORECARD })
      expect(cut.on(day), day).toEqual(life.on(day))
    }
  })
})
