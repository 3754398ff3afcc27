/** A comparison as a person reads it on a terminal: one table after the other, A and B side by side. */
import { statusText, type Language } from '@tideline/content'
import { STATUSES, type BookComparison, type SideRulebook, type Spread, type Status, type StatusExposure } from '@tideline/engine'
import { addMinor } from '@tideline/journal'
import { paint } from '../output/paint.ts'
import { table, type Column } from '../output/table.ts'
import { amountOr } from './amount-or.ts'
import { suspendedSection } from './suspended-section.ts'
import { sayCompared, type CompareWord } from './words.ts'

const SIDES = ['a', 'b'] as const

/** The lines of the page, sections apart by an empty one. */
export function comparisonPage(comparison: BookComparison, language: Language): string[] {
  const { from, to, lines, borrowers } = comparison
  const title = from === null ? sayCompared('nothing', language, { to }) : sayCompared('headline', language, { lines, borrowers, from, to })
  const head = [paint('bold', title), ...rulebookLines(comparison, language), ...leftOutLine(comparison, language)]
  if (from === null) return head
  const sections = [crossing, suspendedSection, exposure, warnings, goodPayers, reopening]
  return [...head, ...sections.flatMap((section) => ['', ...section(comparison, language)])]
}

function rulebookLines({ rulebooks }: BookComparison, language: Language): string[] {
  const say = ({ policy, scorecard, kinds }: SideRulebook): string =>
    sayCompared('side', language, {
      policy: `${policy.id} (${policy.sha256.slice(0, 8)})`,
      scorecard: `${scorecard.id} (${scorecard.sha256.slice(0, 8)})`,
      kinds: kinds.map((kind) => sayCompared(kind, language)).join(', '),
    })
  return SIDES.flatMap((side) => rulebooks[side].map((rulebook) => `${side.toUpperCase()}  ${say(rulebook)}`))
}

function leftOutLine({ leftOut }: BookComparison, language: Language): string[] {
  if (leftOut.length === 0) return []
  const later = leftOut.filter(({ why }) => why === 'opens-later').length
  return [sayCompared('leftOut', language, { n: leftOut.length, later, undecided: leftOut.length - later })]
}

function crossing({ crossing: cells, to }: BookComparison, language: Language): string[] {
  const met = STATUSES.filter((status) => cells.some(({ a, b }) => a === status || b === status))
  const count = (holds: (cell: (typeof cells)[number]) => boolean): string =>
    String(cells.filter(holds).reduce((sum, cell) => sum + cell.lines.length, 0))
  const all = sayCompared('sum', language)
  const columns = [{ title: 'A \\ B' }, ...met.map((status) => right(statusWord(status, language))), right(all)]
  const rows = met.map((a) => [
    statusWord(a, language),
    ...met.map((b) => count((cell) => cell.a === a && cell.b === b)),
    count((cell) => cell.a === a),
  ])
  const sums = [all, ...met.map((b) => count((cell) => cell.b === b)), count(() => true)]
  return titled(sayCompared('crossing', language, { to }), columns, [...rows, sums])
}

const AMOUNTS = ['approved', 'limit', 'available', 'drawn'] as const
type Exposed = Pick<StatusExposure, 'lines' | (typeof AMOUNTS)[number]>
const NOTHING: Exposed = { lines: 0, approved: 0, limit: 0, available: 0, drawn: 0 }

function exposure({ exposure: currencies, to }: BookComparison, language: Language): string[] {
  const columns: Column[] = [...names(['currency', 'status'], language), ...bySide(['lines', ...AMOUNTS], language)]
  const rows = currencies.flatMap(({ currency, a, b }) => {
    const row = (title: string, sides: readonly [Exposed, Exposed]): string[] => [
      currency,
      title,
      ...sides.map(({ lines }) => String(lines)),
      ...AMOUNTS.flatMap((name) => sides.map((exposed) => amountOr(exposed[name], currency))),
    ]
    const met = STATUSES.filter((status) => [...a, ...b].some((exposed) => exposed.status === status))
    const of = (side: readonly StatusExposure[], status: Status): Exposed => side.find((exposed) => exposed.status === status) ?? NOTHING
    return [
      ...met.map((status) => row(statusWord(status, language), [of(a, status), of(b, status)])),
      row(sayCompared('sum', language), [a.reduce(addExposed, NOTHING), b.reduce(addExposed, NOTHING)]),
    ]
  })
  return titled(sayCompared('exposure', language, { to }), columns, rows)
}

function addExposed(x: Exposed, y: Exposed): Exposed {
  const sum = (name: (typeof AMOUNTS)[number]): number | null => {
    const [one, other] = [x[name], y[name]]
    return one === null || other === null ? null : addMinor(one, other)
  }
  return { lines: x.lines + y.lines, approved: sum('approved'), limit: sum('limit'), available: sum('available'), drawn: sum('drawn') }
}

function warnings({ warnings: officers }: BookComparison, language: Language): string[] {
  if (officers.length === 0) return [sayCompared('noWarnings', language)]
  const columns = [...names(['officer'], language), ...bySide(['opened', 'perWeek', 'busiest'], language)]
  const rows = officers.map(({ officer, a, b }) => [
    officer ?? sayCompared('noOfficer', language),
    ...[a.opened, b.opened].map(String),
    ...[a.perWeek, b.perWeek].map(oneDecimal),
    ...[a.most, b.most].map(String),
  ])
  return titled(sayCompared('warnings', language), columns, rows)
}

function goodPayers({ neverPast30 }: BookComparison, language: Language): string[] {
  const columns = [{ title: '' }, ...numbers(['suspendedBorrowers', 'lines', 'total', 'mean', 'median', 'most'], language)]
  const rows = SIDES.map((side) => {
    const { borrowers, days } = neverPast30[side]
    return [side.toUpperCase(), String(borrowers), String(days.count), String(days.total), ...spreadCells(days)]
  })
  return titled(sayCompared('goodPayers', language, { n: neverPast30.borrowers }), columns, rows)
}

function reopening({ reopening: sides }: BookComparison, language: Language): string[] {
  const columns = [{ title: '' }, ...numbers(['reopened', 'mean', 'median', 'most', 'shutAgain', 'closedFirst', 'stillShut', 'longestShut'], language)]
  const rows = SIDES.map((side) => {
    const { waited, shutAgain, closed, open } = sides[side]
    const longest = open.length === 0 ? '' : String(open.reduce((most, { days }) => Math.max(most, days), 0))
    return [side.toUpperCase(), String(waited.count), ...spreadCells(waited), String(shutAgain), String(closed), String(open.length), longest]
  })
  return titled(sayCompared('reopening', language), columns, rows)
}

function titled(title: string, columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return [paint('bold', title), ...table(columns, rows)]
}

function names(words: readonly CompareWord[], language: Language): Column[] {
  return words.map((name) => ({ title: sayCompared(name, language) }))
}

function numbers(words: readonly CompareWord[], language: Language): Column[] {
  return words.map((name) => right(sayCompared(name, language)))
}

/** Each word twice: `Limit A`, `Limit B`. */
function bySide(words: readonly CompareWord[], language: Language): Column[] {
  return words.flatMap((name) => SIDES.map((side) => right(`${sayCompared(name, language)} ${side.toUpperCase()}`)))
}

function right(title: string): Column {
  return { title, align: 'right' }
}

function statusWord(status: Status, language: Language): string {
  return statusText(status, 'revolving', language).word
}

function spreadCells({ mean, median, most }: Spread): string[] {
  return [mean === null ? '' : oneDecimal(mean), median === null ? '' : oneDecimal(median), most === null ? '' : String(most)]
}

/** Half up; never below 0. */
function oneDecimal(value: number): string {
  return (Math.floor(value * 10 + 0.5) / 10).toFixed(1)
}
