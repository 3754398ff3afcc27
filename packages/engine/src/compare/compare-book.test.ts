import { formatDay, type Log } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { openBook } from '../book/book.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import { approved, closed, drawn, due, entry, flagged, issued, opened, paid, proposed, reported, reviewed, unflagged, type Entry } from '../testing/entries.ts'
import { dayAt, rulebookOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import { compareBook } from './compare-book.ts'
import { compareBorrower } from './compare-borrower.ts'
import type { BookComparison, KindRulebooks } from './comparison.ts'
import { summarize } from './summarize.ts'

const SUSPENDS = { effect: { status: 'suspended' } } as const
/** Suspends from a number of days past due on; back after 30 days, without arrears. */
const suspendingFrom = (days: number, parts: Parameters<typeof policyOf>[0] = {}): Rulebook =>
  rulebookOf(policyOf({ rules: [rule('LATE', is('days_past_due', 'gte', days), SUSPENDS)], ...parts }))
const everyKind = (rulebook: Rulebook): KindRulebooks => ({ revolving: rulebook, instalment: rulebook, project: rulebook })
const STRICT = suspendingFrom(5)
const MILD = suspendingFrom(60)

interface Asked {
  readonly a?: Rulebook
  readonly b?: Rulebook
  readonly from?: string
  readonly to?: string
}

function compared(events: readonly Entry[] | Log, { a = STRICT, b = MILD, from, to = '2026-06-30' }: Asked = {}): BookComparison {
  const book = openBook('events' in events ? events : logOf(events))
  const period = { from: from === undefined ? undefined : dayAt(from), to: dayAt(to) }
  const steps = compareBook(book, { a: everyKind(a), b: everyKind(b) }, period)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Draws and owes from January; the due of 10 February is paid `late` days late, or never. */
const borrowing = (line: string, late: number | null, borrower = 'B1'): Entry[] =>
  [
    opened('2026-01-01'),
    drawn('2026-01-02', 10_000),
    due('2026-01-02', '2026-02-10', 4_000, `due-${line}`),
    ...(late === null ? [] : [paid(formatDay((dayAt('2026-02-10') + late) as ReturnType<typeof dayAt>), 4_000)]),
  ].map((given) => ({ ...given, line, borrower }))

describe('a comparison', () => {
  it('[W2] counts the same whatever the order of lines, and names what decided', () => {
    const events = [...borrowing('L1', 10), ...borrowing('X1', null, 'B2'), ...borrowing('X2', 0, 'B2')]
    const book = openBook(logOf(events))
    const sides = { a: everyKind(STRICT), b: everyKind(MILD) }
    const period = { to: dayAt('2026-06-30') }
    const lines = ['B2', 'B1'].flatMap((borrower) => compareBorrower(book, borrower, sides, period))
    const whole = compared(events)
    expect(summarize(lines, sides, period)).toEqual(whole)
    expect(whole).toMatchObject({ from: '2026-01-01', to: '2026-06-30', engine: 'tideline-engine@1', lines: 3, borrowers: 2, leftOut: [] })
    expect(whole.rulebooks.b).toEqual([{ kinds: ['revolving', 'instalment', 'project'], policy: MILD.policyRef, scorecard: MILD.scorecardRef }])
  })

  it('[W2] goes borrower by borrower, saying how far it is', () => {
    const book = openBook(logOf([...borrowing('L1', 0), ...borrowing('L2', 0), ...borrowing('X1', 0, 'B2')]))
    const steps = compareBook(book, { a: everyKind(STRICT), b: everyKind(MILD) }, { to: dayAt('2026-03-01') })
    expect([steps.next().value, steps.next().value]).toEqual([{ done: 2, of: 3 }, { done: 3, of: 3 }])
    expect(steps.next()).toMatchObject({ done: true, value: { lines: 3 } })
  })

  it('[W2] of one rulebook twice finds no difference', () => {
    const { crossing, suspended, exposure } = compared(borrowing('L1', null), { b: STRICT })
    expect(crossing).toEqual([{ a: 'suspended', b: 'suspended', lines: ['L1'] }])
    expect(suspended).toMatchObject({ onlyA: { lines: [] }, onlyB: { lines: [] }, both: { lines: 1, sameDay: 1 } })
    expect(exposure[0]!.a).toEqual(exposure[0]!.b)
  })

  it('[W3] leaves out what not both decide and what opens later, by name', () => {
    const project = [opened('2026-01-01', { kind: 'project' }, { line: 'P1', borrower: 'B9' })]
    const late = [opened('2026-08-01', {}, { line: 'Z1', borrower: 'B8' })]
    const book = openBook(logOf([...borrowing('L1', 0), ...project, ...late]))
    const sides = { a: { revolving: STRICT }, b: { revolving: MILD, project: MILD } }
    const period = { to: dayAt('2026-06-30') }
    const all = ['B1', 'B8', 'B9'].flatMap((borrower) => compareBorrower(book, borrower, sides, period))
    const found = summarize(all, sides, period)
    expect(found.lines).toBe(1)
    expect(found.leftOut).toEqual([
      { line: 'P1', kind: 'project', why: 'not-decided-by-both' },
      { line: 'Z1', kind: 'revolving', why: 'opens-later' },
    ])
    expect(found.rulebooks.a.map(({ kinds }) => kinds)).toEqual([['revolving']])
  })

  it('[W3] lets lines that are left out count among a borrower’s others', () => {
    const elsewhere = rulebookOf(policyOf({ rules: [rule('ELSEWHERE', is('days_past_due_elsewhere', 'gte', 5), SUSPENDS)] }))
    const other = borrowing('P1', null).map((given) => (given.type === 'line.opened' ? opened('2026-01-01', { kind: 'project' }, { line: 'P1' }) : given))
    const book = openBook(logOf([...borrowing('L1', 0), ...other]))
    const sides = { a: { revolving: elsewhere }, b: { revolving: MILD } }
    const found = summarize(compareBorrower(book, 'B1', sides, { to: dayAt('2026-03-01') }), sides, { to: dayAt('2026-03-01') })
    expect(found.crossing).toEqual([{ a: 'suspended', b: 'active', lines: ['L1'] }])
  })

  it('[W4] counts the days of the period and replays those before', () => {
    const events = borrowing('L1', null)
    const whole = compared(events, { to: '2026-03-31' })
    expect(whole.suspended.onlyA.lines[0]).toMatchObject({ suspendedOn: '2026-02-15', daysSuspended: 45 })
    const march = compared(events, { from: '2026-03-01', to: '2026-03-31' })
    expect(march.from).toBe('2026-03-01')
    expect(march.suspended.onlyA.lines[0]).toMatchObject({ suspendedOn: '2026-02-15', daysSuspended: 31 })
    expect(compared(borrowing('L1', 10), { from: '2026-05-01' }).suspended.onlyA.lines).toEqual([])
  })

  it('[W4] has no period without a line', () => {
    expect(compared([opened('2026-08-01')])).toMatchObject({ from: null, lines: 0, borrowers: 0, crossing: [], exposure: [], warnings: [] })
  })

  it('[W5] crosses the statuses at the end of the last day', () => {
    const events = [...borrowing('L1', null), ...borrowing('X1', 0, 'B2'), ...borrowing('X2', 0, 'B3')]
    expect(compared(events, { to: '2026-03-01' }).crossing).toEqual([
      { a: 'active', b: 'active', lines: ['X1', 'X2'] },
      { a: 'suspended', b: 'active', lines: ['L1'] },
    ])
    expect(compared(events).crossing.map(({ a, b, lines }) => [a, b, lines.length])).toEqual([['active', 'active', 2], ['suspended', 'suspended', 1]])
  })
})

describe('lines suspended under one only', () => {
  it('[W6] tell what became of them, paid or not', () => {
    const events = [
      ...borrowing('L1', 10),
      ...borrowing('X1', 70, 'B2'),
      ...borrowing('X2', null, 'B3'),
      { ...closed('2026-05-20'), line: 'X2', borrower: 'B3' },
    ]
    const { onlyA, onlyB, both } = compared(events, { b: suspendingFrom(500) }).suspended
    expect(onlyB.lines).toEqual([])
    expect(both.lines).toBe(0)
    const { lines, ...counts } = onlyA
    expect(lines.map(({ line }) => line)).toEqual(['L1', 'X1', 'X2'])
    expect(lines[0]).toEqual({
      line: 'L1',
      borrower: 'B1',
      currency: 'CNY',
      suspendedOn: '2026-02-15',
      daysSuspended: 30,
      status: { a: 'active', b: 'active' },
      daysPastDueThen: 5,
      daysPastDue: 0,
      worstDaysPastDue: 9,
      past30On: null,
      past90On: null,
      balanceThen: 10_000,
      balance: 6_000,
      repaid: 4_000,
      closed: null,
    })
    expect(lines[1]).toMatchObject({ past30On: '2026-03-13', past90On: null, worstDaysPastDue: 69, repaid: 4_000 })
    expect(lines[2]).toMatchObject({
      past30On: '2026-03-13',
      past90On: '2026-05-12',
      daysPastDue: 99,
      repaid: 0,
      status: { a: 'closed', b: 'closed' },
      closed: { on: '2026-05-20', reason: 'expired' },
    })
    expect(counts).toEqual({ alreadyPast30: 0, laterPast30: 2, neverPast30: 1, past90: 1, writtenOff: 0, nothingOwed: 0 })
  })

  it('[W6] count as past 30 already, and as written off', () => {
    const writtenOff = entry('line.closed', '2026-05-01', { reason: 'written-off' })
    const { onlyB } = compared([...borrowing('L1', null), writtenOff], { a: suspendingFrom(500), b: suspendingFrom(31) }).suspended
    expect(onlyB).toMatchObject({ alreadyPast30: 1, laterPast30: 0, neverPast30: 0, writtenOff: 1 })
    expect(onlyB.lines[0]).toMatchObject({ past30On: '2026-03-13', suspendedOn: '2026-03-13', closed: { reason: 'written-off' } })
  })

  it('[W6] of lines whose reports say what is paid, by the reports', () => {
    const events = [opened('2026-01-01'), reported('2026-01-31', 9_000, 0, 0), reported('2026-02-28', 9_000, 0, 12), reported('2026-03-31', 5_000, 4_000, 0)]
    const { onlyA } = compared([...events, paid('2026-04-05', 5_000)]).suspended
    expect(onlyA.lines[0]).toMatchObject({ suspendedOn: '2026-02-28', repaid: 4_000, balance: 0, daysPastDueThen: 12 })
    expect(onlyA.nothingOwed).toBe(1)
  })

  it('[W6, W8] a sum that money can’t hold is unknown', () => {
    const most = Number.MAX_SAFE_INTEGER
    const much = most - 20_000
    const round = (day: string): Entry[] => [drawn(day, much), due(day, '2026-06-01', much), paid(day, much)]
    const huge = opened('2026-01-01', { limit: most }, { line: 'X1', borrower: 'B2' })
    const { suspended, exposure } = compared([...borrowing('L1', 30), ...round('2026-05-01'), ...round('2026-05-02'), huge])
    expect(suspended.onlyA.lines[0]!.repaid).toBeNull()
    expect(exposure[0]!.b).toMatchObject([{ status: 'active', lines: 2, approved: null, limit: null, drawn: 6_000 }])
  })

  it('[W6] say of those suspended under both under which first', () => {
    const { both } = compared([...borrowing('L1', null), ...borrowing('X1', 10, 'B2')]).suspended
    expect(both).toEqual({ lines: 1, sameDay: 0, firstUnderA: 1, firstUnderB: 0 })
    expect(compared(borrowing('L1', null), { a: MILD, b: STRICT }).suspended.both).toMatchObject({ firstUnderA: 0, firstUnderB: 1 })
  })

  it('[W7] take the arrears of the rulebook that forgives less, up to the closing', () => {
    const short = borrowing('L1', 0).map((given) => (given.type === 'payment.received' ? paid('2026-02-10', 3_980) : given))
    const a = rulebookOf(policyOf({ dueTolerance: 0.01, rules: [rule('WATCHED', is('balance', 'gte', 10_000), SUSPENDS)] }))
    const strict = rulebookOf(policyOf({ dueTolerance: 0 }))
    const { onlyA } = compared([...short, closed('2026-04-01')], { a, b: strict }).suspended
    expect(onlyA.lines[0]).toMatchObject({ past30On: '2026-03-13', worstDaysPastDue: 50, daysPastDue: 50, daysPastDueThen: 0 })
    expect(compared(short, { a, b: a }).neverPast30.borrowers).toBe(1)
    expect(compared(short, { a, b: strict }).neverPast30.borrowers).toBe(0)
  })
})

describe('exposure', () => {
  it('[W8] is given by currency, side and status, and never added up across currencies', () => {
    const yen = [opened('2026-01-01', { currency: 'JPY', limit: 50 }, { line: 'Y1', borrower: 'B5' })]
    const { exposure } = compared([...borrowing('L1', null), ...borrowing('X1', 0, 'B2'), ...yen], { to: '2026-03-01' })
    expect(exposure.map(({ currency }) => currency)).toEqual(['CNY', 'JPY'])
    expect(exposure[0]).toEqual({
      currency: 'CNY',
      a: [
        { status: 'active', lines: 1, approved: 100_000, limit: 100_000, available: 94_000, drawn: 6_000 },
        { status: 'suspended', lines: 1, approved: 100_000, limit: 100_000, available: 0, drawn: 10_000 },
      ],
      b: [{ status: 'active', lines: 2, approved: 200_000, limit: 200_000, available: 184_000, drawn: 16_000 }],
    })
    expect(exposure[1]!.b).toEqual([{ status: 'active', lines: 1, approved: 50, limit: 50, available: 50, drawn: 0 }])
  })

  it('[W8] counts of a closed line what it still owes, and of a credit nothing', () => {
    const { exposure } = compared([...borrowing('L1', 0), closed('2026-03-01'), paid('2026-03-05', 2_000), ...borrowing('X1', 0, 'B2'), { ...paid('2026-03-01', 9_000), line: 'X1', borrower: 'B2' }])
    expect(exposure[0]!.a).toMatchObject([
      { status: 'active', drawn: 0, available: 100_000 },
      { status: 'closed', drawn: 4_000, available: 0 },
    ])
  })
})

describe('warnings', () => {
  const calling = (repeatDays: number): Rulebook =>
    rulebookOf(policyOf({ warnings: [{ id: 'w', kind: 'call', dueInDays: 3, repeatDays, when: is('days_past_due', 'gte', 1) }] }))
  const registered = (on: string, officer?: string, borrower = 'B1'): Entry =>
    entry('borrower.registered', on, { name: 'Lin', branch: 'East', ...(officer !== undefined && { officer }) }, { borrower })

  it('[W9] count for the officer of the day, in the week from Monday', () => {
    // The 10th of February 2026 is a Tuesday; the review of the 15th, a Sunday, closes the task of the 11th.
    const events = [
      registered('2025-12-01', 'wu'),
      ...borrowing('L1', null),
      reviewed('2026-02-15'),
      registered('2026-02-20', 'li'),
      ...borrowing('X1', 3, 'B2'),
      ...borrowing('X2', 3, 'B3'),
      registered('2026-01-01', undefined, 'B3'),
    ]
    const { warnings } = compared(events, { a: calling(10), b: calling(2), from: '2026-02-10', to: '2026-03-01' })
    expect(warnings).toEqual([
      { officer: 'li', a: { opened: 1, perWeek: 0.35, most: 1 }, b: { opened: 0, perWeek: 0, most: 0 }, weeks: [{ week: '2026-02-23', a: 1, b: 0 }] },
      {
        officer: 'wu',
        a: { opened: 1, perWeek: 0.35, most: 1 },
        b: { opened: 2, perWeek: 0.7, most: 1 },
        weeks: [{ week: '2026-02-09', a: 1, b: 1 }, { week: '2026-02-16', a: 0, b: 1 }],
      },
      { officer: null, a: { opened: 2, perWeek: 0.7, most: 2 }, b: { opened: 2, perWeek: 0.7, most: 2 }, weeks: [{ week: '2026-02-09', a: 2, b: 2 }] },
    ])
  })

  it('[W9] that are closed on the day they open, or opened before the period, reach nobody', () => {
    const events = [...borrowing('L1', null), reviewed('2026-02-11')]
    expect(compared(events, { a: calling(60), b: calling(10), to: '2026-03-01' }).warnings).toMatchObject([{ a: { opened: 0 }, b: { opened: 1 } }])
    expect(compared(borrowing('L1', null), { a: calling(60), b: calling(10), from: '2026-02-12' }).warnings).toEqual([])
  })
})

describe('days in suspension of borrowers who never went past 30 days', () => {
  it('[W10] are counted by line, none of a borrower with a line that did', () => {
    const events = [
      ...borrowing('L1', 10),
      ...borrowing('X1', 6, 'B2'),
      ...borrowing('X2', 0, 'B2'),
      ...borrowing('Y1', 31, 'B3'),
      ...borrowing('Y2', 10, 'B3'),
      ...borrowing('Z1', 32, 'B4'),
      ...borrowing('Z2', 10, 'B4'),
    ]
    const found = compared(events, { to: '2026-02-28' }).neverPast30
    expect(found.borrowers).toBe(4)
    const { neverPast30 } = compared(events)
    expect(neverPast30).toMatchObject({ borrowers: 3, a: { borrowers: 3 }, b: { borrowers: 0, days: { count: 0, total: 0, mean: null, median: null, most: null } } })
    // Suspended on the 15th of February, back after 30 days at the earliest, and not before the arrears are paid.
    expect(neverPast30.a.days).toEqual({ count: 4, total: 120, mean: 30, median: 30, most: 30 })
  })

  it('[W10] leaves out who was past 30 days before the period', () => {
    const events = [...borrowing('L1', 40)]
    expect(compared(events, { from: '2026-03-23' }).neverPast30).toMatchObject({ borrowers: 0, a: { borrowers: 0 } })
  })
})

describe('days from cured to reopened', () => {
  it('[W11] begin with the first day the verdict falls while it stays suspended', () => {
    const { reopening } = compared([...borrowing('L1', 10), ...borrowing('X1', 40, 'B2'), ...borrowing('Y1', 70, 'B3')])
    // Cured on the 20th of February, reopened on the 17th of March; and cured when the 30 days were over already.
    expect(reopening.a).toEqual({ waited: { count: 3, total: 25, mean: 8.333333333, median: 0, most: 25 }, shutAgain: 0, closed: 0, open: [] })
    expect(reopening.b.waited).toMatchObject({ count: 1, total: 20 })
  })

  it('[W11] list what is still shut, and begin anew when the cause comes back', () => {
    const events = [...borrowing('L1', 10), flagged('2026-02-25', 'dispute'), unflagged('2026-03-05', 'dispute')]
    const disputes = suspendingFrom(5, { rules: [rule('LATE', is('days_past_due', 'gte', 5), SUSPENDS), rule('DISPUTE', is('flag_dispute', 'eq', 1), SUSPENDS)] })
    expect(compared(events, { a: disputes, to: '2026-03-10' }).reopening.a).toMatchObject({
      waited: { count: 0 },
      shutAgain: 1,
      open: [{ line: 'L1', borrower: 'B1', curedOn: '2026-03-05', days: 5 }],
    })
    expect(compared(events, { a: disputes }).reopening.a).toMatchObject({ waited: { count: 1, total: 12 }, shutAgain: 1, open: [] })
    expect(compared(events, { a: disputes, from: '2026-03-01' }).reopening.a).toMatchObject({ waited: { count: 1, total: 12 }, shutAgain: 0 })
  })

  it('[W11] end without a wait when the line is closed first', () => {
    expect(compared([...borrowing('L1', 10), closed('2026-03-01')]).reopening.a).toMatchObject({ waited: { count: 0 }, closed: 1, open: [] })
  })

  it('[W11] have none where a promise opens it against its cause', () => {
    const promised = compared([...borrowing('L1', 50), issued('2026-02-18', '2026-02-25')], { to: '2026-03-10' })
    expect(promised).toMatchObject({ crossing: [{ a: 'probation' }], reopening: { a: { waited: { count: 0 }, shutAgain: 0, open: [] } } })
    const cured = compared([...borrowing('L1', 10), issued('2026-02-18', '2026-02-25')], { to: '2026-03-10' })
    expect(cured.reopening.a.waited).toMatchObject({ count: 1, total: 5 })
  })

  it('[W11] have none where two people reopen it against its cause, or keep it shut', () => {
    const against = [...borrowing('L1', 50), proposed('2026-02-20', 'p', { status: 'probation', until: '2026-03-10' }), approved('2026-02-20', 'p')]
    expect(compared(against, { to: '2026-03-05' }).reopening.a).toMatchObject({ waited: { count: 0 }, shutAgain: 0, open: [] })
    const kept = [...borrowing('L1', 10), proposed('2026-02-25', 'p', { status: 'suspended', until: '2026-03-05' }), approved('2026-02-25', 'p')]
    expect(compared(kept, { to: '2026-03-03' }).reopening.a).toMatchObject({ shutAgain: 1, open: [] })
    expect(compared(kept, { to: '2026-03-08' }).reopening.a).toMatchObject({ shutAgain: 1, open: [{ curedOn: '2026-03-06', days: 2 }] })
  })
})
