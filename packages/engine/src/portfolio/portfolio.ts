/** The officer's book in numbers, each of which names the lines behind it. */
import { addMinor, parseDay, roundRatio } from '@tideline/journal'
import { spreadOf, type Spread } from '../compare/spread.ts'
import { STATUSES, type Status } from '../policy/policy.ts'
import { linesBehind, owedIn, reopenings, type BookSurvey, type PortfolioCell } from './cell.ts'
import { nameOfCell } from './cell-name.ts'
import type { LineSurvey } from './line-survey.ts'
import { BUCKETS, RISK_DAYS, type Bucket, type RiskDays } from './past-due.ts'

/** Minor units; `null` for a sum that money can't hold. */
export interface Figure {
  /** The name of the cell, by which its lines are found. */
  readonly cell: string
  readonly lines: number
  readonly owed: number | null
}

/** A part of a whole by what is owed, of a roll by lines; `null` where there is no whole. */
export interface Share extends Figure {
  readonly share: number | null
}

export interface Exposure extends Figure {
  readonly limit: number | null
  readonly available: number | null
}

export interface MonthOfBook {
  readonly on: string
  readonly book: Figure
  readonly statuses: readonly ({ readonly status: Status } & Figure)[]
  readonly risk: readonly ({ readonly over: RiskDays } & Share)[]
}

export interface MonthOfRolls {
  /** Ends of two months, one after the other. */
  readonly before: string
  readonly on: string
  readonly rows: readonly {
    readonly from: Bucket
    readonly all: Figure
    readonly to: readonly ({ readonly to: Bucket | 'closed' } & Share)[]
  }[]
}

export interface CurrencyPortfolio {
  readonly currency: string
  readonly statuses: readonly ({ readonly status: Status } & Exposure)[]
  readonly restructured: Figure
  /** By the policy that decides, then the segment; the share is that at risk by more than 30 days. */
  readonly segments: readonly ({ readonly policy: string; readonly segment: string; readonly atRisk: number | null } & Exposure)[]
  /** Newest last, the day asked about at the end. */
  readonly months: readonly MonthOfBook[]
  readonly rolls: readonly MonthOfRolls[]
  /** Days from cured to reopened of the reopenings in the period, and of the lines that still wait. */
  readonly reopened: Figure & { readonly days: Spread }
  readonly cured: Figure & { readonly days: Spread }
}

export interface Portfolio {
  readonly asOf: string
  readonly from: string
  /** By currency, that of most lines first. */
  readonly currencies: readonly CurrencyPortfolio[]
}

export function portfolioOf(survey: BookSurvey): Portfolio {
  const currencies = [...new Set(survey.lines.map(({ currency }) => currency))]
  const count = (currency: string): number => survey.lines.filter((line) => line.currency === currency).length
  return {
    asOf: survey.days.at(-1)!,
    from: survey.days[0]!,
    currencies: currencies.sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1)).map((currency) => portfolioIn(survey, currency)),
  }
}

function portfolioIn(survey: BookSurvey, currency: string): CurrencyPortfolio {
  const { days } = survey
  const on = days.at(-1)!
  const cured = linesBehind(survey, { of: 'cured', currency })
  const reopened = linesBehind(survey, { of: 'reopened', currency })
  return {
    currency,
    statuses: STATUSES.map((status) => ({ status, ...exposure(survey, { of: 'status', currency, on, status }) })),
    restructured: figure(survey, { of: 'restructured', currency, on }),
    segments: segmentsIn(survey, currency),
    months: days.map((day) => monthOfBook(survey, currency, day)),
    rolls: days.slice(1).map((day, i) => monthOfRolls(survey, currency, days[i]!, day)),
    reopened: { ...figure(survey, { of: 'reopened', currency }), days: spreadOf(reopened.flatMap((line) => reopenings(line, days[0]!))) },
    cured: { ...figure(survey, { of: 'cured', currency }), days: spreadOf(cured.map(({ curedSince }) => parseDay(on)! - curedSince!)) },
  }
}

function monthOfBook(survey: BookSurvey, currency: string, on: string): MonthOfBook {
  const book = figure(survey, { of: 'book', currency, on })
  return {
    on,
    book,
    statuses: STATUSES.map((status) => ({ status, ...figure(survey, { of: 'status', currency, on, status }) })),
    risk: RISK_DAYS.map((over) => {
      const risk = figure(survey, { of: 'risk', currency, on, over })
      return { over, ...risk, share: ratio(risk.owed, book.owed) }
    }),
  }
}

function monthOfRolls(survey: BookSurvey, currency: string, before: string, on: string): MonthOfRolls {
  return {
    before,
    on,
    rows: BUCKETS.map((from) => {
      const all = figure(survey, { of: 'roll', currency, on, from, to: 'any' })
      const to = ([...BUCKETS, 'closed'] as const).map((bucket) => {
        const part = figure(survey, { of: 'roll', currency, on, from, to: bucket })
        return { to: bucket, ...part, share: ratio(part.lines, all.lines) }
      })
      return { from, all, to }
    }),
  }
}

function segmentsIn(survey: BookSurvey, currency: string): CurrencyPortfolio['segments'] {
  const on = survey.days.at(-1)!
  const atRisk = new Set(linesBehind(survey, { of: 'risk', currency, on, over: 30 }))
  const open = linesBehind(survey, { of: 'book', currency, on })
  const named = new Map(open.map(({ policy, segment }) => [`${policy} ${segment}`, { policy, segment }]))
  return [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { policy, segment }]) => {
      const cell = { of: 'segment', currency, policy, segment } as const
      const whole = exposure(survey, cell)
      const part = sum(linesBehind(survey, cell).filter((line) => atRisk.has(line)).map((line) => owedIn(survey, cell, line)))
      return { policy, segment, ...whole, atRisk: ratio(part, whole.owed) }
    })
}

function figure(survey: BookSurvey, cell: PortfolioCell, lines = linesBehind(survey, cell)): Figure {
  return { cell: nameOfCell(cell), lines: lines.length, owed: sum(lines.map((line) => owedIn(survey, cell, line))) }
}

function exposure(survey: BookSurvey, cell: PortfolioCell): Exposure {
  const lines = linesBehind(survey, cell)
  const total = (of: (line: LineSurvey) => number): number | null => sum(lines.map(of))
  return { ...figure(survey, cell, lines), limit: total(({ limit }) => limit), available: total(({ available }) => available) }
}

function sum(amounts: readonly number[]): number | null {
  return amounts.reduce<number | null>((total, amount) => (total === null ? null : addMinor(total, amount)), 0)
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : roundRatio(part / whole)
}
