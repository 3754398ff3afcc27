import type { KnownEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { withEvents } from '../book/hypothetical.ts'
import { createDecider } from '../decision/decider.ts'
import type { PolicyDocument, ReopeningVariant } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule } from '../testing/documents.ts'
import {
  bureau,
  drawn,
  due,
  earned,
  entry,
  flagged,
  opened,
  paid,
  phase,
  reported,
  reviewed,
  spent,
  type Entry,
} from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'
import { findPaths } from './find-paths.ts'
import type { LinePaths, Path } from './path.ts'

const ARREARS = rule('ARREARS', is('days_past_due', 'gte', 10), { until: is('days_past_due', 'eq', 0), effect: { status: 'suspended' } })
const reopening = (when: ReopeningVariant['when'], parts: Partial<ReopeningVariant> = {}): ReopeningVariant[] => [
  { id: 'standard', coolingOffDays: 30, when, ladder: [{ limitFactor: 0.5, when: is('days_since_step', 'gte', 20) }], ...parts },
]
const CURRENT = is('days_past_due', 'eq', 0)
const plain = policyOf({ rules: [ARREARS], reopening: reopening(CURRENT) })

/** 10 000 drawn, a due of 1 000 on the 5th of each month, that of March and April unpaid: suspended on 15 March. */
const BEHIND = [
  opened('2026-01-01'),
  drawn('2026-01-02', 10_000),
  due('2026-01-20', '2026-02-05', 1_000),
  paid('2026-02-05', 1_000),
  due('2026-02-20', '2026-03-05', 1_000),
  due('2026-03-20', '2026-04-05', 1_000),
]
const TODAY = '2026-04-10'

interface Asked {
  readonly policy?: PolicyDocument
  readonly day?: string
  readonly line?: string
}

function askedOf(entries: readonly Entry[], { policy = plain, day = TODAY, line = 'L1' }: Asked = {}) {
  const life = lifeOf(entries, { policy, line })
  const found = findPaths(life.decider, life.line, dayAt(day))!
  /** The decision of a day with events put into the log. */
  const after = (events: readonly KnownEvent[], on: string) => {
    const book = withEvents(life.decider.book, life.line.borrower, events)
    return createDecider(book, life.decider.rulebook).decide(book.line(line)!, [dayAt(on)])[0]!
  }
  return { found, after }
}
const pathsOf = (entries: readonly Entry[], asked?: Asked): LinePaths => askedOf(entries, asked).found
const stepsOf = ({ steps }: Path) => steps.map(({ event, ...step }) => step)

describe('a path', () => {
  it('[R1] is a dated list of what to do, the day it brings the line back and the limit then', () => {
    const { paths, goal, none } = pathsOf(BEHIND)
    expect({ goal, none }).toEqual({ goal: 'probation', none: null })
    expect(paths).toHaveLength(1)
    // Suspended on 15 March, so cooled off on 14 April.
    expect(paths[0]).toMatchObject({ kinds: ['soonest', 'cheapest'], reopensOn: '2026-04-14', status: 'probation', limit: 50_000, available: 43_000, cost: 2_000 })
    expect(stepsOf(paths[0]!)).toEqual([{ on: TODAY, kind: 'pay-arrears', amount: 2_000 }])
  })

  it('[R2] is proved by its events, on that day and not before', () => {
    const { found, after } = askedOf(BEHIND)
    const path = found.paths[0]!
    expect(after(path.events, '2026-04-13').status).toBe('suspended')
    expect(after(path.events, path.reopensOn)).toMatchObject({ status: path.status, limit: path.limit, available: path.available, since: path.reopensOn })
  })

  it('[R2] of a line suspended this very day may be that it need not be', () => {
    const watched = rule('LATE', is('max_days_past_due_3m', 'gte', 5), { effect: { status: 'watch' } })
    const { found, after } = askedOf(BEHIND, { policy: policyOf({ rules: [ARREARS, watched] }), day: '2026-03-15' })
    expect(found.paths[0]).toMatchObject({ reopensOn: '2026-03-15', status: 'watch', limit: 100_000 })
    expect(after(found.paths[0]!.events, '2026-03-15').status).toBe('watch')
  })

  it('[R3] has no step without which the line would be back as soon', () => {
    const twice = reopening({ all: [CURRENT, is('on_time_since_suspension', 'gte', 1)] })
    const { found, after } = askedOf(BEHIND, { policy: policyOf({ rules: [ARREARS], reopening: twice }) })
    const path = found.paths[0]!
    expect(stepsOf(path).map(({ kind }) => kind)).toEqual(['pay-arrears', 'pay-due'])
    for (const { event } of path.steps) {
      const without = path.events.filter(({ id }) => id !== event)
      expect(after(without, path.reopensOn).status).toBe('suspended')
    }
  })

  it('[R4] says that waiting is all, where it is', () => {
    const { paths } = pathsOf([...BEHIND, paid('2026-04-08', 2_000)])
    expect(paths[0]).toMatchObject({ steps: [], cost: 0, reopensOn: '2026-04-14' })
  })

  it('[R4] says what stands in the way and who decides, where nothing helps within twelve months', () => {
    const far = reopening({ all: [CURRENT, is('months_on_book', 'gte', 40)] })
    const { paths, none } = pathsOf(BEHIND, { policy: policyOf({ rules: [ARREARS], reopening: far }) })
    expect(paths).toEqual([])
    expect(none).toMatchObject({
      why: 'beyond-horizon',
      until: '2027-04-10',
      decides: 'override',
      obstacle: { kind: 'condition', condition: { metric: 'months_on_book', value: 40 }, cures: ['time'], clearsOn: null },
    })
    const disputed = rule('DISPUTE', is('flag_dispute', 'eq', 1), { effect: { status: 'suspended' } })
    const hard = pathsOf([...BEHIND, flagged('2026-04-01', 'dispute')], { policy: policyOf({ hardRules: [disputed], reopening: reopening(CURRENT) }) })
    expect(hard.none).toMatchObject({ decides: 'lender', obstacle: { kind: 'rule', rule: 'DISPUTE', cures: ['lender'] } })
  })

  it('[R5] for fraud, insolvency and death there is none, and no rule is named', () => {
    for (const flag of ['fraud', 'insolvency', 'deceased'] as const) {
      const stop = rule('SECURITY', is(`flag_${flag}`, 'eq', 1), { effect: { status: 'suspended' } })
      const found = pathsOf([...BEHIND, flagged('2026-04-01', flag)], { policy: policyOf({ rules: [ARREARS], hardRules: [stop] }) })
      expect(found).toMatchObject({ causes: [], paths: [], none: { why: 'talk-to-lender', obstacle: null, decides: 'lender' } })
      expect(JSON.stringify(found)).not.toContain('SECURITY')
    }
  })

  it('[R5] a flag that no firing rule reads is no reason to be silent', () => {
    expect(pathsOf([...BEHIND, flagged('2026-04-01', 'fraud')]).paths).toHaveLength(1)
  })

  it('[R6] shows the soonest and the cheapest side by side', () => {
    const either = reopening({ all: [CURRENT, { any: [is('balance', 'lte', 0), is('on_time_since_suspension', 'gte', 2)] }] })
    const { paths } = pathsOf(BEHIND, { policy: policyOf({ rules: [ARREARS], reopening: either }) })
    expect(paths.map(({ kinds, reopensOn, cost }) => [kinds, reopensOn, cost])).toEqual([
      [['soonest'], '2026-04-14', 9_000],
      [['cheapest'], '2026-06-08', 4_000],
    ])
    expect(stepsOf(paths[0]!)).toEqual([
      { on: TODAY, kind: 'pay-arrears', amount: 2_000 },
      { on: TODAY, kind: 'pay-down', amount: 7_000, balance: 0 },
    ])
    expect(stepsOf(paths[1]!).map(({ kind, on }) => [kind, on])).toEqual([
      ['pay-arrears', TODAY],
      ['pay-due', '2026-05-05'],
      ['pay-due', '2026-06-05'],
    ])
  })

  it('[R7] says what one slip does', () => {
    const twice = reopening({ all: [CURRENT, is('on_time_since_suspension', 'gte', 2)] })
    const { paths } = pathsOf(BEHIND, { policy: policyOf({ rules: [ARREARS], reopening: twice }) })
    expect(paths[0]).toMatchObject({ reopensOn: '2026-06-08', slip: { dueOn: '2026-05-05', paidOn: '2026-05-13', reopensOn: '2026-07-08', limit: 50_000 } })
    expect(pathsOf(BEHIND).paths[0]!.slip).toBe(null)
  })

  it('[R8] says who can end each cause, and when the lender looks again', () => {
    const rules = [
      ARREARS,
      rule('WORST', is('max_days_past_due_12m', 'gte', 10)),
      rule('HARDSHIP', { all: [is('flag_hardship', 'eq', 1), is('balance', 'gt', 0)] }),
      rule('TIGHT', ALWAYS),
      rule('PHASE', is('balance', 'gt', 0), { phases: ['tighten'] }),
      rule('SHIFTED', is('adjusted_score', 'lt', 600)),
      rule('SCORE', is('adjusted_score', 'lt', 700)),
    ]
    const phases = { growth: { scoreShift: {} }, steady: { scoreShift: {} }, tighten: { scoreShift: { everyone: -20 } } }
    const policy = policyOf({ rules, reopening: reopening(CURRENT), phases })
    const { causes } = pathsOf([...BEHIND, flagged('2026-04-01', 'hardship'), phase('2026-04-01', 'tighten'), reviewed('2026-04-02')], { policy })
    expect(causes.map(({ rule: id, cures, reviewOn }) => [id, cures.join(' '), reviewOn])).toEqual([
      ['ARREARS', 'borrower', undefined],
      ['WORST', 'time', undefined],
      ['HARDSHIP', 'borrower lender', undefined],
      ['TIGHT', 'lender', '2026-07-01'],
      ['PHASE', 'lender', '2026-07-01'],
      ['SHIFTED', 'lender', '2026-07-01'],
      ['SCORE', 'borrower', undefined],
    ])
  })

  it('[R9] lists what it takes for granted, and lives by it', () => {
    const lives = [
      ...BEHIND,
      earned('2026-02-28', '2026-02', 1_000),
      earned('2026-03-31', '2026-03', 1_001),
      spent('2026-03-31', '2026-03', 'essential', 300),
    ]
    const twice = policyOf({ rules: [ARREARS], reopening: reopening({ all: [CURRENT, is('on_time_since_suspension', 'gte', 2)] }) })
    const { assumptions, paths } = pathsOf(lives, { policy: twice })
    expect(assumptions).toEqual([
      { kind: 'no-new-draws' },
      { kind: 'no-new-charges' },
      { kind: 'dues', amount: 1_000, dayOfMonth: 5 },
      { kind: 'income', monthly: 1_001 },
      { kind: 'spending', category: 'essential', monthly: 300 },
    ])
    const assumed = paths[0]!.events.filter(({ id }) => !paths[0]!.steps.some(({ event }) => event === id))
    expect(assumed.map(({ type, on }) => `${on} ${type}`)).toEqual([
      '2026-04-30 income.observed',
      '2026-04-30 spending.observed',
      '2026-05-05 due.raised',
      '2026-05-31 income.observed',
      '2026-05-31 spending.observed',
      '2026-06-05 due.raised',
    ])
  })

  it('[R9] assumes no due beyond what is still owed', () => {
    const small = [opened('2026-01-01'), drawn('2026-01-02', 2_300), due('2026-02-20', '2026-03-05', 1_000)]
    const twice = policyOf({ rules: [ARREARS], reopening: reopening({ all: [CURRENT, is('on_time_since_suspension', 'gte', 2)] }) })
    expect(stepsOf(pathsOf(small, { policy: twice }).paths[0]!)).toMatchObject([
      { kind: 'pay-arrears', amount: 1_000 },
      { kind: 'pay-due', amount: 1_000, on: '2026-05-05' },
      { kind: 'pay-due', amount: 300, on: '2026-06-05' },
    ])
  })

  it('[R10] in reported mode each report to come must show nothing past due', () => {
    const card = [opened('2026-01-01'), reported('2026-02-28', 10_000, 0, 0), reported('2026-03-31', 10_000, 0, 20)]
    const { paths, assumptions } = pathsOf(card)
    expect(assumptions).toContainEqual({ kind: 'reports', dayOfMonth: 31 })
    expect(paths[0]).toMatchObject({ reopensOn: '2026-04-30', steps: [{ kind: 'keep-current', on: '2026-04-30' }] })
    expect(paths[0]!.slip).toMatchObject({ dueOn: '2026-04-30', reopensOn: '2026-05-31' })
    // Nothing is past due where nothing is owed: paying it all off is sooner.
    const bought = reopening(CURRENT, { coolingOffDays: 12 })
    expect(pathsOf(card, { policy: policyOf({ rules: [ARREARS], reopening: bought }) }).paths[0]).toMatchObject({
      reopensOn: '2026-04-12',
      steps: [{ kind: 'pay-down', amount: 10_000, balance: 0 }],
    })
  })

  it('[R10] an account elsewhere is reported a month from now', () => {
    const account = reopening({ all: [CURRENT, is('good_accounts_since_suspension', 'gte', 1)] })
    const lives = [...BEHIND, bureau('2026-02-01', { goodAccounts: 2 })]
    expect(stepsOf(pathsOf(lives, { policy: policyOf({ rules: [ARREARS], reopening: account }) }).paths[0]!)).toEqual([
      { on: TODAY, kind: 'pay-arrears', amount: 2_000 },
      { on: '2026-05-05', kind: 'pay-due', amount: 1_000, dueOn: '2026-05-05' },
      { on: '2026-05-10', kind: 'good-account', goodAccounts: 3 },
    ])
    const elsewhere = rule('ELSEWHERE', is('bureau_delinquent_accounts', 'gte', 2), { effect: { status: 'suspended' } })
    const cleared = pathsOf([opened('2026-01-01'), bureau('2026-04-01', { delinquentAccounts: 3 })], { policy: policyOf({ rules: [elsewhere], reopening: reopening(ALWAYS) }) })
    expect(stepsOf(cleared.paths[0]!)).toEqual([{ on: '2026-05-10', kind: 'clear-elsewhere', delinquentAccounts: 1 }])
  })

  it('[R11] gives way to one that lasts', () => {
    // Whoever owes nothing has no record of payments, and is suspended for it some days after the reopening.
    const unproven = rule('UNPROVEN', { all: [is('dues_counted_3m', 'lt', 2), is('balance', 'lte', 0), is('months_on_book', 'gte', 5)] }, { effect: { status: 'suspended' } })
    const either = reopening({ all: [CURRENT, { any: [is('balance', 'lte', 0), is('on_time_since_suspension', 'gte', 2)] }] }, {
      ladder: [{ limitFactor: 0.5, when: is('days_since_step', 'gte', 120) }],
    })
    const { paths } = pathsOf(BEHIND, { policy: policyOf({ rules: [ARREARS, unproven], reopening: either }) })
    expect(paths.map(({ kinds, cost }) => [kinds, cost])).toEqual([[['soonest', 'cheapest'], 4_000]])
    const only = reopening({ all: [CURRENT, is('balance', 'lte', 0)] }, { ladder: either[0]!.ladder })
    const forced = pathsOf(BEHIND, { policy: policyOf({ rules: [ARREARS, unproven], reopening: only }) }).paths[0]!
    expect(forced).toMatchObject({ reopensOn: '2026-04-14', rungs: [{ status: 'probation' }, { status: 'suspended' }] })
  })

  it('[R12] pays as little as the policy lets it', () => {
    const used = policyOf({ rules: [rule('USED', is('utilisation', 'gte', 0.9), { effect: { status: 'suspended' } })], reopening: reopening(is('utilisation', 'lte', 0.6)) })
    expect(stepsOf(pathsOf([opened('2026-01-01'), drawn('2026-03-30', 95_000)], { policy: used }).paths[0]!)).toEqual([
      { on: TODAY, kind: 'pay-down', amount: 35_000, balance: 60_000 },
    ])
  })

  it('[R12] shows as little income as will do', () => {
    const low = rule('LOW', is('income_mean_6m', 'lt', 900), { effect: { status: 'suspended' } })
    const months = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03']
    const lives = [opened('2025-09-01'), ...months.map((month, i) => earned(`${month}-28`, month, i === 0 ? 950 : 500))]
    const { paths } = pathsOf(lives, { policy: policyOf({ rules: [low], reopening: reopening(ALWAYS) }), day: '2026-04-01' })
    // Nobody is asked to earn more than in their best month.
    const never = policyOf({ rules: [rule('LOW', is('income_mean_6m', 'lt', 951), { effect: { status: 'suspended' } })], reopening: reopening(ALWAYS) })
    expect(pathsOf(lives, { policy: never, day: '2026-04-01' })).toMatchObject({ paths: [], none: { obstacle: { rule: 'LOW' } } })
    // Six months at 900 are as good as fewer at more: what is asked is the least income, for as long as it takes.
    expect(paths[0]).toMatchObject({ reopensOn: '2026-10-01', cost: 0 })
    expect(stepsOf(paths[0]!).map((step) => (step.kind === 'show-income' ? [step.month, step.amount] : step))).toEqual(
      ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'].map((month) => [month, 900]),
    )
  })

  it('[R11, R12] pays more than would do for the day, where less would not last', () => {
    const part = policyOf({ rules: [rule('ARREARS', is('days_past_due', 'gte', 10), { effect: { status: 'suspended' } })], reopening: reopening(is('days_past_due', 'lt', 10)) })
    // Paying the older due alone opens the line on the 14th, and the younger one shuts it on the 15th.
    expect(pathsOf(BEHIND, { policy: part }).paths[0]).toMatchObject({ reopensOn: '2026-04-14', cost: 2_000 })
  })

  it('[R14] takes it that dues which a path does without are paid all the same', () => {
    const once = reopening(is('on_time_since_suspension', 'gte', 1))
    const lazy = policyOf({ rules: [rule('ARREARS', is('days_past_due', 'gte', 40), { effect: { status: 'suspended' } })], reopening: once })
    const { paths } = pathsOf(BEHIND, { policy: lazy, day: '2026-04-20' })
    expect(paths[0]!.rungs.map(({ status }) => status)).toEqual(['probation', 'active'])
  })

  it('[R10] a first report that shows no arrears elsewhere may be what is missing', () => {
    const scored = { id: 'card', version: 1, base: 500, min: 300, max: 900, characteristics: [{ id: 'elsewhere', metric: 'bureau_delinquent_accounts' as const, missing: 0, bins: [{ below: 1, points: 50 }, { points: -50 }] }] }
    const low = rule('LOW', is('score', 'lt', 540), { effect: { status: 'suspended' } })
    const life = lifeOf([opened('2026-01-01')], { policy: policyOf({ rules: [low], reopening: reopening(ALWAYS) }), scorecard: scored })
    expect(stepsOf(findPaths(life.decider, life.line, dayAt(TODAY))!.paths[0]!)).toEqual([{ on: '2026-05-10', kind: 'clear-elsewhere', delinquentAccounts: 0 }])
  })

  it('[R13] lists the obstacles in the order in which they give way', () => {
    const twice = reopening({ all: [CURRENT, is('on_time_since_suspension', 'gte', 2)] }, { coolingOffDays: 40 })
    const { paths } = pathsOf(BEHIND, { policy: policyOf({ rules: [ARREARS], reopening: twice }) })
    expect(paths[0]!.obstacles.map((o) => [o.kind === 'rule' ? o.rule : o.condition, o.clearsOn, o.cures.join(' ')])).toEqual([
      ['ARREARS', TODAY, 'borrower'],
      [{ metric: 'days_past_due', op: 'eq', value: 0, actual: 36 }, TODAY, 'borrower'],
      [{ metric: 'days_suspended', op: 'gte', value: 40, actual: 26 }, '2026-04-24', 'time'],
      [{ metric: 'on_time_since_suspension', op: 'gte', value: 2, actual: 0 }, '2026-06-08', 'borrower'],
    ])
  })

  it('[R14] says what follows, rung by rung', () => {
    const ladder = [
      { limitFactor: 0.2, when: is('on_time_since_step', 'gte', 1) },
      { limitFactor: 0.6, when: is('days_since_step', 'gte', 20) },
    ]
    const { paths } = pathsOf(BEHIND, { policy: policyOf({ rules: [ARREARS], reopening: reopening(CURRENT, { ladder }) }) })
    expect(paths[0]!.rungs).toEqual([
      { on: '2026-04-14', status: 'probation', step: 0, limit: 20_000 },
      { on: '2026-05-08', status: 'probation', step: 1, limit: 60_000 },
      { on: '2026-05-28', status: 'active', limit: 100_000 },
    ])
  })

  it('[R1] on probation leads to the full limit', () => {
    const ladder = [{ limitFactor: 0.2, when: { all: [is('days_since_step', 'gte', 60), is('on_time_since_step', 'gte', 2)] } }]
    const policy = policyOf({ rules: [ARREARS], reopening: reopening(CURRENT, { ladder }) })
    const { goal, paths } = pathsOf([...BEHIND, paid('2026-04-08', 2_000)], { policy, day: '2026-04-20' })
    expect(goal).toBe('active')
    expect(paths[0]).toMatchObject({ reopensOn: '2026-06-13', status: 'active', limit: 100_000, steps: [{ kind: 'pay-due' }, { kind: 'pay-due' }] })
  })

  it('[R1] another line of the borrower may be what has to be paid', () => {
    const other = [opened('2026-01-01', {}, { line: 'L2' }), drawn('2026-01-02', 500, { line: 'L2' }), entry('due.raised', '2026-02-01', { dueOn: '2026-03-01', amount: 500 }, { line: 'L2' })]
    const elsewhere = rule('ELSEWHERE', is('days_past_due_elsewhere', 'gte', 30), { until: is('days_past_due_elsewhere', 'eq', 0), effect: { status: 'suspended' } })
    const { paths } = pathsOf([opened('2026-01-01'), ...other], { policy: policyOf({ rules: [elsewhere], reopening: reopening(ALWAYS) }) })
    expect(stepsOf(paths[0]!)).toEqual([{ on: TODAY, kind: 'pay-other-line', line: 'L2', amount: 500 }])
  })

  it('[R1] on another line in reported mode it is the whole balance', () => {
    const card = [opened('2026-01-01', {}, { line: 'L2' }), entry('statement.reported', '2026-04-01', { balance: 700, paid: 0, daysPastDue: 40 }, { line: 'L2' })]
    const elsewhere = rule('ELSEWHERE', is('days_past_due_elsewhere', 'gte', 30), { effect: { status: 'suspended' } })
    const { paths } = pathsOf([opened('2026-01-01'), ...card], { policy: policyOf({ rules: [elsewhere], reopening: reopening(ALWAYS) }) })
    expect(stepsOf(paths[0]!)).toEqual([{ on: TODAY, kind: 'pay-other-line', line: 'L2', amount: 700 }])
  })

  it('[R1] a project has to report the figure for as many periods as the policy asks', () => {
    const dscr = rule('DSCR', is('dscr_historic', 'lt', 1.05), { until: is('dscr_historic_min_2p', 'gte', 1.15), effect: { status: 'suspended' } })
    const policy = policyOf({ rules: [dscr], reopening: reopening(ALWAYS, { coolingOffDays: 0 }) })
    const covenant = (on: string, dscrHistoric: number) => entry('covenant.reported', on, { dscrHistoric, llcr: 1.4 })
    const project = [opened('2025-01-01', { kind: 'project' }), covenant('2025-12-31', 1.3), covenant('2026-03-31', 1)]
    const { paths } = pathsOf(project, { policy })
    expect(paths[0]).toMatchObject({ reopensOn: '2026-09-30' })
    expect(stepsOf(paths[0]!)).toEqual([
      { on: '2026-06-30', kind: 'reach-covenant', figures: { dscr_historic_min_2p: 1.15 }, report: 1 },
      { on: '2026-09-30', kind: 'reach-covenant', figures: { dscr_historic_min_2p: 1.15 }, report: 2 },
    ])
  })

  it('is not looked for on a line that is neither suspended nor on probation, nor before its opening', () => {
    expect(pathsOf([opened('2026-01-01')])).toMatchObject({ goal: null, paths: [], none: null })
    const life = lifeOf(BEHIND, { policy: plain })
    expect(findPaths(life.decider, life.line, dayAt('2025-12-31'))).toBe(null)
  })
})
