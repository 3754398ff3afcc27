import type { KnownEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { withEvents } from '../book/hypothetical.ts'
import { createDecider } from '../decision/decider.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import { drawn, due, opened } from '../testing/entries.ts'
import { dayAt, lifeOf, rulebookOf } from '../testing/life-of.ts'
import { findPaths } from './find-paths.ts'
import type { Path, PathStep } from './path.ts'
import { promiseOf } from './promise-of.ts'

const ARREARS = rule('ARREARS', is('days_past_due', 'gte', 10), { until: is('days_past_due', 'eq', 0), effect: { status: 'suspended' } })
const reopening = [
  {
    id: 'standard',
    coolingOffDays: 30,
    when: { all: [is('days_past_due', 'eq', 0), is('on_time_since_suspension', 'gte', 1)] },
    ladder: [{ limitFactor: 0.5, when: is('days_since_step', 'gte', 20) }],
  },
]
const POLICY = policyOf({ rules: [ARREARS], reopening })
const ENTRIES = [opened('2026-01-01'), drawn('2026-01-02', 10_000), due('2026-02-20', '2026-03-05', 1_000)]
const DAY = '2026-04-10'
const AS_USUAL = { graceDays: 3, reportedMode: false }

const life = lifeOf(ENTRIES, { policy: POLICY })
const found = findPaths(life.decider, life.line, dayAt(DAY))!
const path = found.paths[0]!

describe('a path as a promise', () => {
  it('[R15] asks for each payment by the end of grace, and expires a month after its day', () => {
    expect(promiseOf(found, path, AS_USUAL)).toEqual({
      policy: found.policy,
      scorecard: found.scorecard,
      status: 'probation',
      reopensOn: '2026-05-08',
      limit: 50_000,
      steps: [
        { kind: 'payment', amount: 1_000, by: '2026-04-13' },
        { kind: 'payment', amount: 1_000, by: '2026-05-08' },
      ],
      expires: '2026-06-07',
    })
  })

  it('[R15] never asks for anything after the day it promises', () => {
    const soon: Path = { ...path, reopensOn: '2026-04-11' }
    expect(promiseOf(found, soon, { graceDays: 30, reportedMode: false }).steps.map(({ by }) => by)).toEqual(['2026-04-11', '2026-04-11'])
  })

  it('[R15] asks for metrics where no payment on the line can be counted', () => {
    const steps: PathStep[] = [
      { kind: 'pay-down', amount: 500, balance: 70, on: DAY, event: 'a' },
      { kind: 'pay-other-line', line: 'L2', amount: 500, on: DAY, event: 'b' },
      { kind: 'keep-current', on: '2026-04-30', event: 'c' },
      { kind: 'show-income', month: '2026-03', amount: 900, on: DAY, event: 'd' },
      { kind: 'good-account', goodAccounts: 3, on: '2026-05-01', event: 'e' },
      { kind: 'clear-elsewhere', delinquentAccounts: 1, on: '2026-05-01', event: 'e' },
      { kind: 'reach-covenant', figures: { dscr_historic: 1.15, progress_gap: 0.05 }, report: 1, on: '2026-05-02', event: 'f' },
      { kind: 'reach-covenant', figures: {}, report: 2, on: '2026-05-03', event: 'g' },
    ]
    expect(promiseOf(found, { ...path, steps }, { graceDays: 3, reportedMode: true }).steps).toEqual([
      { kind: 'metric', metric: 'balance', op: 'lte', value: 70, by: '2026-04-13' },
      { kind: 'metric', metric: 'days_past_due_elsewhere', op: 'lte', value: 0, by: '2026-04-13' },
      { kind: 'metric', metric: 'days_past_due', op: 'lte', value: 0, by: '2026-04-30' },
      { kind: 'income', month: '2026-03', amount: 900, by: DAY },
      { kind: 'metric', metric: 'bureau_good_accounts', op: 'gte', value: 3, by: '2026-05-01' },
      { kind: 'metric', metric: 'bureau_delinquent_accounts', op: 'lte', value: 1, by: '2026-05-01' },
      { kind: 'metric', metric: 'dscr_historic', op: 'gte', value: 1.15, by: '2026-05-02' },
      { kind: 'metric', metric: 'progress_gap', op: 'lte', value: 0.05, by: '2026-05-02' },
      { kind: 'metric', metric: 'covenants_reported_since_suspension', op: 'gte', value: 2, by: '2026-05-03' },
    ])
  })

  it('[R15, Q4] issued and kept, brings the line back on its day, also under a policy that would not', () => {
    const issue = { id: 'told', type: 'path.issued', borrower: 'B1', line: 'L1', on: DAY, at: `${DAY}T20:00:00Z`, by: 'officer', data: promiseOf(found, path, AS_USUAL) }
    const book = withEvents(life.decider.book, 'B1', [issue as KnownEvent, ...path.events])
    const under = (policy: typeof POLICY) => createDecider(book, rulebookOf(policy)).decide(book.line('L1')!, [dayAt(path.reopensOn)])[0]!
    expect(under(POLICY)).toMatchObject({ status: 'probation', limit: 50_000, promise: { state: 'kept' } })
    const hard = policyOf({ rules: [ARREARS], reopening: [{ ...reopening[0]!, coolingOffDays: 365, ladder: [{ limitFactor: 0.1, when: is('days_since_step', 'gte', 20) }] }] })
    expect(under(hard)).toMatchObject({ status: 'probation', limit: 50_000, promise: { state: 'kept', endedOn: path.reopensOn } })
  })
})
