import type { KnownEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { withEvents } from '../book/hypothetical.ts'
import { createDecider } from '../decision/decider.ts'
import type { PolicyDocument } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule } from '../testing/documents.ts'
import { drawn, due, entry, flagged, opened, reported, unflagged, type Entry } from '../testing/entries.ts'
import { dayAt, lifeOf, rulebookOf } from '../testing/life-of.ts'
import { findPaths } from './find-paths.ts'
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

const life = lifeOf(ENTRIES, { policy: POLICY })
const found = findPaths(life.decider, life.line, dayAt(DAY))!
const path = found.paths[0]!

describe('a path as a promise', () => {
  it('[R15] asks for each payment by the end of grace, and expires a month after its day', () => {
    expect(promiseOf(life.decider, life.line, found, path)).toEqual({
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
    const quick = policyOf({ rules: [ARREARS], reopening: [{ ...reopening[0]!, when: is('days_past_due', 'eq', 0) }], graceDays: 30 })
    const { decider, line } = lifeOf(ENTRIES, { policy: quick })
    const ways = findPaths(decider, line, dayAt(DAY))!
    expect(promiseOf(decider, line, ways, ways.paths[0]!)).toMatchObject({ reopensOn: '2026-04-14', steps: [{ kind: 'payment', by: '2026-04-14' }] })
  })

  it('[R15] asks for what metrics come to on the path where no payment on the line can be counted', () => {
    const promisedFor = (entries: readonly Entry[], policy: PolicyDocument, day = DAY) => {
      const { decider, line } = lifeOf(entries, { policy })
      const ways = findPaths(decider, line, dayAt(day))!
      return promiseOf(decider, line, ways, ways.paths[0]!).steps
    }
    const card = [opened('2026-01-01'), reported('2026-02-28', 10_000, 0, 0), reported('2026-03-31', 10_000, 0, 20)]
    const soon = [{ ...reopening[0]!, when: is('days_past_due', 'eq', 0) }]
    expect(promisedFor(card, policyOf({ rules: [ARREARS], reopening: soon }))).toEqual([
      { kind: 'metric', metric: 'days_past_due', op: 'lte', value: 0, by: '2026-04-30' },
    ])
    expect(promisedFor(card, policyOf({ rules: [ARREARS], reopening: [{ ...soon[0]!, coolingOffDays: 12 }] }))).toEqual([
      { kind: 'metric', metric: 'balance', op: 'lte', value: 0, by: '2026-04-12' },
    ])
    const other = [
      opened('2026-01-01', {}, { line: 'L2' }),
      entry('due.raised', '2026-02-01', { dueOn: '2026-03-01', amount: 500 }, { line: 'L2' }),
      opened('2026-01-01', {}, { line: 'L3' }),
      entry('due.raised', '2026-02-01', { dueOn: '2026-04-09', amount: 500 }, { line: 'L3' }),
    ]
    // The path pays on L2 only; what is past due on L3 by then is no breach.
    const elsewhere = rule('ELSEWHERE', is('days_past_due_elsewhere', 'gte', 30), { effect: { status: 'suspended' } })
    const open = policyOf({ rules: [elsewhere], reopening: [{ ...soon[0]!, when: ALWAYS }] })
    for (const step of promisedFor([opened('2026-01-01'), ...other], open)) expect(step).toMatchObject({ kind: 'metric', metric: 'days_past_due_elsewhere', op: 'lte' })
    const project = [opened('2025-01-01', { kind: 'project' }), entry('covenant.reported', '2026-03-31', { dscrHistoric: 1 })]
    const dscr = rule('DSCR', is('dscr_historic', 'lt', 1.05), { effect: { status: 'suspended' } })
    expect(promisedFor(project, policyOf({ rules: [dscr], reopening: [{ ...soon[0]!, when: ALWAYS }] }))).toEqual([
      { kind: 'metric', metric: 'dscr_historic', op: 'gte', value: 1.05, by: '2026-06-30' },
    ])
    const stopped = [...project, flagged('2026-04-01', 'dispute'), unflagged('2026-04-02', 'dispute')]
    const dispute = rule('DISPUTE', is('flag_dispute', 'eq', 1), { effect: { status: 'suspended' } })
    const report = policyOf({ rules: [dispute], reopening: [{ ...soon[0]!, when: is('covenants_reported_since_suspension', 'gte', 1) }] })
    expect(promisedFor(stopped, report)).toEqual([{ kind: 'metric', metric: 'days_since_last_record', op: 'lte', value: 0, by: '2026-06-30' }])
  })

  it('[R15, Q4] issued and kept, brings the line back on its day, also under a policy that would not', () => {
    const issue = { id: 'told', type: 'path.issued', borrower: 'B1', line: 'L1', on: DAY, at: `${DAY}T20:00:00Z`, by: 'officer', data: promiseOf(life.decider, life.line, found, path) }
    const book = withEvents(life.decider.book, 'B1', [issue as KnownEvent, ...path.events])
    const under = (policy: typeof POLICY) => createDecider(book, rulebookOf(policy)).decide(book.line('L1')!, [dayAt(path.reopensOn)])[0]!
    expect(under(POLICY)).toMatchObject({ status: 'probation', limit: 50_000, promise: { state: 'kept' } })
    const hard = policyOf({ rules: [ARREARS], reopening: [{ ...reopening[0]!, coolingOffDays: 365, ladder: [{ limitFactor: 0.1, when: is('days_since_step', 'gte', 20) }] }] })
    expect(under(hard)).toMatchObject({ status: 'probation', limit: 50_000, promise: { state: 'kept', endedOn: path.reopensOn } })
  })
})
