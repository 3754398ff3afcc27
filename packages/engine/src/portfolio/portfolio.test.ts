import { addDays, formatDay } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { openBook } from '../book/book.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import { closed, drawn, due, entry, flagged, limited, opened, paid, unflagged, type Entry } from '../testing/entries.ts'
import { dayAt, lifeOf, rulebookOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import { cellNamed, nameOfCell } from './cell-name.ts'
import { linesBehind, type BookSurvey, type PortfolioCell } from './cell.ts'
import { surveyBorrower } from './line-survey.ts'
import { bucketOf, isPastDue, RISK_DAYS } from './past-due.ts'
import { portfolioOf } from './portfolio.ts'
import { surveyDays } from './survey-days.ts'

const FRAUD = rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } })
const POLICY = policyOf({
  rules: [FRAUD],
  segments: [
    { id: 'big', when: is('balance', 'gte', 50_000) },
    { id: 'small', when: { always: true } },
  ],
  reviewDays: { big: 90, small: 90 },
})
const AS_OF = '2026-06-15'

/** Each line of a borrower of its own. */
function surveyOf(lines: Readonly<Record<string, readonly Entry[]>>, asOf = AS_OF): BookSurvey {
  const entries = Object.entries(lines).flatMap(([line, its]) =>
    its.map((one) => ({ ...one, id: `${line}-${one.id ?? its.indexOf(one)}`, borrower: `B-${line}`, ...(one.line !== null && { line }) })),
  )
  const book = openBook(logOf(entries))
  const rulebook = rulebookOf(POLICY)
  const days = surveyDays(dayAt(asOf))
  const surveyed = Object.keys(lines).flatMap((line) => surveyBorrower(book, `B-${line}`, { revolving: rulebook }, days))
  return { days: days.map((day) => formatDay(day)), lines: surveyed }
}

const OPENED = opened('2025-01-10')
/** A due of 1,000 on a day, drawn the month before. */
const owing = (dueOn: string, amount = 10_000): Entry[] => [OPENED, drawn('2025-02-01', amount), due('2025-02-01', dueOn, 1_000)]
const ago = (days: number): string => formatDay(addDays(dayAt(AS_OF), -days))
const behind = (survey: BookSurvey, cell: PortfolioCell): string[] => linesBehind(survey, cell).map(({ line }) => line)

describe('a survey', () => {
  it('[B1] looks at the ends of twelve months and at the day, and leaves out what opens later', () => {
    expect(surveyDays(dayAt('2026-03-31')).map((day) => formatDay(day))).toEqual([
      '2025-03-31', '2025-04-30', '2025-05-31', '2025-06-30', '2025-07-31', '2025-08-31', '2025-09-30',
      '2025-10-31', '2025-11-30', '2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31',
    ])
    expect(surveyOf({ later: [opened('2026-06-16')] }).lines).toEqual([])
  })

  it('[B1] says of each day what the decision of that day and its metrics say', () => {
    const entries = [...owing('2026-02-10'), flagged('2026-04-02', 'fraud'), paid('2026-05-04', 1_000), unflagged('2026-05-20', 'fraud'), limited('2026-06-01', 80_000)]
    const life = lifeOf(entries, { policy: POLICY })
    const { days, lines } = surveyOf({ L1: entries })
    const [line] = lines
    days.forEach((day, i) => {
      const { status, balance } = life.on(day)
      expect(line!.points[i], day).toEqual({ status, daysPastDue: life.metric('days_past_due', day), owed: Math.max(0, balance), restructured: false })
    })
    const { segment, limit, available } = life.on(AS_OF)
    expect(line).toMatchObject({ segment, limit, available, policy: 'least', currency: 'CNY' })
  })

  it('[B1] counts a restructuring as restructurings_12m does, and nothing before the opening', () => {
    const entries = [opened('2025-08-20'), entry('line.restructured', '2025-09-30', { note: 'flood' })]
    const life = lifeOf(entries, { policy: POLICY })
    const { days, lines } = surveyOf({ L1: entries }, '2026-09-15')
    expect(lines[0]!.points.map((point) => point?.restructured ?? null)).toEqual(days.map((day) => (life.metric('restructurings_12m', day) ?? 0) > 0))
    expect(surveyOf({ L1: [opened('2026-06-01')] }).lines[0]!.points.slice(-2)).toEqual([null, { status: 'active', daysPastDue: 0, owed: 0, restructured: false }])
  })
})

describe('a portfolio', () => {
  const survey = surveyOf({
    good: owing('2027-01-01'),
    day: owing(ago(1)),
    thirty: owing(ago(30)),
    older: owing(ago(31)),
    ninety: owing(ago(91)),
    restructured: [...owing('2027-01-01', 60_000), entry('line.restructured', '2026-01-05', { note: 'flood' })],
    gone: [...owing(ago(200)), closed('2026-05-10')],
    dollars: [opened('2025-01-10', { currency: 'USD' }), drawn('2025-02-01', 7)],
  })
  const portfolio = portfolioOf(survey)
  const yuan = portfolio.currencies[0]!
  const today = yuan.months.at(-1)!

  it('[B2] counts one day from the first, thirty, sixty and ninety from the day after', () => {
    expect([0, 1, 30, 31, 60, 61, 90, 91].map((days) => RISK_DAYS.filter((over) => isPastDue(days, over)).length)).toEqual([0, 1, 1, 2, 2, 3, 3, 4])
  })

  it('[B3] has at risk what is past due by so many days and every restructured line, by what is owed', () => {
    expect(today.book).toMatchObject({ lines: 6, owed: 110_000 })
    expect(today.risk.map(({ over, lines, owed, share }) => [over, lines, owed, share])).toEqual([
      [1, 5, 100_000, 0.909090909],
      [30, 3, 80_000, 0.727272727],
      [60, 2, 70_000, 0.636363636],
      [90, 2, 70_000, 0.636363636],
    ])
    expect(yuan.restructured).toMatchObject({ lines: 1, owed: 60_000 })
  })

  it('[B3] keeps currencies apart, that of most lines first', () => {
    expect(portfolio.currencies.map(({ currency, months }) => [currency, months.at(-1)!.book.owed])).toEqual([['CNY', 110_000], ['USD', 7]])
  })

  it('[B1] mixes statuses of open lines and counts the closed beside them', () => {
    expect(yuan.statuses.filter(({ lines }) => lines > 0).map(({ status, lines }) => [status, lines])).toEqual([['active', 6], ['closed', 1]])
    expect(yuan.months.map(({ book }) => book.lines)).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 6, 6])
  })

  it('[B4] rolls every line of a month’s end into one bucket of the next, or into closed', () => {
    expect([0, 1, 30, 31, 60, 61, 90, 91].map(bucketOf)).toEqual(['current', '1-30', '1-30', '31-60', '31-60', '61-90', '61-90', 'over-90'])
    const last = yuan.rolls.at(-1)!
    expect([last.before, last.on]).toEqual(['2026-05-31', AS_OF])
    const moved = last.rows.flatMap(({ from, to }) => to.filter(({ lines }) => lines > 0).map(({ to: bucket, lines, share }) => `${from} → ${bucket}: ${lines}, ${share}`))
    expect(moved).toEqual(['current → current: 2, 0.666666667', 'current → 1-30: 1, 0.333333333', '1-30 → 1-30: 1, 0.5', '1-30 → 31-60: 1, 0.5', '61-90 → over-90: 1, 1'])
    const may = yuan.rolls.at(-2)!
    expect(may.rows.at(-1)!.to.at(-1)).toMatchObject({ to: 'closed', lines: 1, share: 1 })
    for (const { rows } of yuan.rolls) for (const { all, to } of rows) expect(to.reduce((sum, { lines }) => sum + lines, 0)).toBe(all.lines)
  })

  it('[B6] exposes by segment what is owed, may be drawn, and is at risk', () => {
    expect(yuan.segments.map(({ policy, segment, lines, owed, limit, available, atRisk }) => [policy, segment, lines, owed, limit, available, atRisk])).toEqual([
      ['least', 'big', 1, 60_000, 100_000, 40_000, 1],
      ['least', 'small', 5, 50_000, 500_000, 450_000, 0.4],
    ])
  })

  it('[B5] counts the days from cured to reopened, and those of lines that still wait', () => {
    const cured = (on: string, until: string): Entry[] => [OPENED, flagged(on, 'fraud'), unflagged(until, 'fraud')]
    // Reopened 30 days after the suspension; the second before the survey began, the third not yet.
    const waits = surveyOf({ a: cured('2026-03-01', '2026-03-11'), b: cured('2025-03-01', '2025-03-11'), c: cured('2026-06-01', '2026-06-05'), d: cured('2026-02-01', '2026-02-21') })
    const { reopened, cured: waiting } = portfolioOf(waits).currencies[0]!
    expect(reopened).toMatchObject({ lines: 2, days: { count: 2, mean: 15, most: 20 } })
    expect(waiting).toMatchObject({ lines: 1, days: { count: 1, most: 10 } })
    expect(behind(waits, cellNamed(reopened.cell)!)).toEqual(['a', 'd'])
    expect(behind(waits, cellNamed(waiting.cell)!)).toEqual(['c'])
  })

  it('[B7] names with each number the lines it is of', () => {
    const figures = (value: unknown): { readonly cell: string; readonly lines: number }[] => {
      if (typeof value !== 'object' || value === null) return []
      const inner = Object.values(value).flatMap(figures)
      return 'cell' in value ? [value as { cell: string; lines: number }, ...inner] : inner
    }
    const all = figures(portfolio)
    expect(all.length).toBeGreaterThan(500)
    for (const { cell, lines } of all) {
      const named = cellNamed(cell)
      expect(nameOfCell(named!)).toBe(cell)
      expect(linesBehind(survey, named!)).toHaveLength(lines)
    }
    expect(behind(survey, cellNamed(`risk.CNY.${AS_OF}.30`)!)).toEqual(['older', 'ninety', 'restructured'])
    const odd = { of: 'segment', currency: 'CNY', policy: 'a.b', segment: '小.1' } as const
    expect(cellNamed(nameOfCell(odd))).toEqual(odd)
  })

  it('[B7] refuses a name that no cell has', () => {
    for (const name of ['', 'risk', 'risk.CNY.2026-01-31', 'risk.CNY.2026-02-31.30', 'risk.CNY.2026-01-31.31', 'toString.CNY', 'status.CNY.2026-01-31.shut', 'segment.CNY.%E0.x', 'cured.CNY.x']) {
      expect(cellNamed(name), name).toBeNull()
    }
  })
})
