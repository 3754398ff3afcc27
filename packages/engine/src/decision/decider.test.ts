import { formatDay } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { STATUSES } from '../policy/policy.ts'
import { is, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import { closed, drawn, due, flagged, limited, opened, paid, unflagged } from '../testing/entries.ts'
import { dayAt, daysBetween, lifeOf } from '../testing/life-of.ts'

const policy = policyOf({
  rules: [
    rule('LATE', is('days_past_due', 'gte', 5), { effect: { status: 'watch' } }),
    rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended', limitFactor: 0.5 } }),
  ],
})
const scorecard = scorecardOf({
  characteristics: [
    { id: 'arrears', metric: 'days_past_due', missing: 0, bins: [{ below: 3, points: 0 }, { points: -20 }] },
  ],
})
const ENTRIES = [
  opened('2026-01-01'),
  drawn('2026-01-03', 5_000),
  due('2026-01-03', '2026-01-10', 1_000),
  paid('2026-01-18', 1_000),
  limited('2026-02-01', 80_000),
  flagged('2026-02-10', 'fraud'),
  unflagged('2026-02-20', 'fraud'),
]
const life = lifeOf(ENTRIES, { policy, scorecard })

describe('a decider', () => {
  it('[D6] gives the days on which status, limit or the set of reasons changed', () => {
    expect(
      life.decider
        .history(life.line, dayAt('2026-04-30'))
        .map(({ asOf, status, limit, reasons }) => [asOf, status, limit, reasons.map(({ code }) => code).join()]),
    ).toEqual([
      ['2026-01-01', 'active', 100_000, ''],
      ['2026-01-15', 'watch', 100_000, 'LATE'],
      ['2026-01-18', 'watch', 100_000, 'WATCH_CLEARING'],
      ['2026-01-27', 'active', 100_000, ''],
      ['2026-02-01', 'active', 80_000, ''],
      ['2026-02-10', 'suspended', 40_000, 'FRAUD'],
      ['2026-02-20', 'suspended', 80_000, 'AWAITING_REOPENING'],
      ['2026-03-12', 'probation', 40_000, 'PROBATION'],
      ['2026-04-01', 'active', 80_000, ''],
    ])
  })

  it('[D6] gives the decisions that are given for those days', () => {
    for (const decision of life.decider.history(life.line, dayAt('2026-04-30')))
      expect(decision).toEqual(life.on(decision.asOf))
  })

  it('traces every day as it is decided', () => {
    const days = daysBetween('2026-01-01', '2026-04-10')
    const trace = life.decider.trace(life.line, days.at(-1)!)
    const decisions = life.decider.decide(life.line, days)
    expect(trace.from).toBe('2026-01-01')
    expect([...trace.score]).toEqual(decisions.map(({ score }) => score))
    expect([...trace.limit]).toEqual(decisions.map(({ limit }) => limit))
    expect([...trace.balance]).toEqual(decisions.map(({ balance }) => balance))
    expect([...trace.status].map((status) => STATUSES[status])).toEqual(decisions.map(({ status }) => status))
    expect([...trace.daysPastDue]).toEqual(days.map((day) => life.metric('days_past_due', formatDay(day))))
  })

  it('lists open dues by dueOn, with what is unpaid by the day', () => {
    expect(
      ['2026-01-02', '2026-01-03', '2026-01-17', '2026-01-18'].map((day) =>
        life.decider.openDues(life.line, dayAt(day)).map(({ unpaid }) => unpaid),
      ),
    ).toEqual([[], [1_000], [1_000], []])
  })

  it('explains a day by its decision, its metrics and the score taken apart', () => {
    const explanation = life.decider.explain(life.line, dayAt('2026-01-15'))
    expect(explanation).toMatchObject({
      decision: life.on('2026-01-15'),
      approvedLimit: 100_000,
      scoreParts: [{ characteristic: 'arrears', points: -20, shortfall: 20 }],
      ladderSteps: 0,
    })
    expect(explanation!.metrics).toEqual(life.decider.metrics(life.line, dayAt('2026-01-15')))
    expect(explanation!.metrics).toMatchObject({ days_past_due: 5, balance: 5_000, bureau_score: null })
    expect(life.decider.explain(life.line, dayAt('2026-03-12'))).toMatchObject({ approvedLimit: 80_000, ladderSteps: 1 })
    expect(life.decider.explain(life.line, dayAt('2025-12-31'))).toBe(null)
  })

  it('[P17] gives for many days at once what it gives for each', () => {
    const days = daysBetween('2026-01-01', '2026-04-10')
    expect(life.decider.decide(life.line, days)).toEqual(days.map((day) => life.on(formatDay(day))))
  })

  it('[P6] ends history and status at the closing, not the balance', () => {
    const ended = lifeOf([...ENTRIES, closed('2026-02-15'), paid('2026-02-20', 500)], { policy, scorecard })
    expect(ended.decider.history(ended.line, dayAt('2026-04-30')).at(-1)).toMatchObject({
      asOf: '2026-02-15',
      status: 'closed',
    })
    const trace = ended.decider.trace(ended.line, dayAt('2026-02-25'))
    expect([trace.status.at(-1), trace.balance.at(-1)]).toEqual([STATUSES.indexOf('closed'), 3_500])
  })
})
