/** The lines that only one side suspended, and what became of them. */
import type { Language } from '@tideline/content'
import type { BookComparison, SuspendedLine, SuspendedUnderOne } from '@tideline/engine'
import { amount } from '../output/amount.ts'
import { paint } from '../output/paint.ts'
import { table, type Column } from '../output/table.ts'
import { amountOr } from './amount-or.ts'
import { sayCompared, type CompareWord } from './words.ts'

/** As many lines as fit a screen. */
const MOST_SHOWN = 20

const COLUMNS: readonly (readonly [CompareWord, ('left' | 'right')?])[] = [
  ['line'],
  ['borrower'],
  ['since'],
  ['days', 'right'],
  ['dueThen', 'right'],
  ['worst', 'right'],
  ['dueNow', 'right'],
  ['past30'],
  ['past90'],
  ['currency'],
  ['balanceThen', 'right'],
  ['balance', 'right'],
  ['repaid', 'right'],
  ['closed'],
]

export function suspendedSection({ suspended }: BookComparison, language: Language): string[] {
  const { lines, sameDay, firstUnderA, firstUnderB } = suspended.both
  return [
    ...underOne('onlyA', suspended.onlyA, language),
    '',
    ...underOne('onlyB', suspended.onlyB, language),
    '',
    sayCompared('both', language, { n: lines, same: sameDay, a: firstUnderA, b: firstUnderB }),
  ]
}

function underOne(title: 'onlyA' | 'onlyB', one: SuspendedUnderOne, language: Language): string[] {
  const { lines, alreadyPast30: already, laterPast30: later, neverPast30: never, past90, writtenOff: written, nothingOwed: nothing } = one
  const head = paint('bold', sayCompared(title, language, { n: lines.length }))
  if (lines.length === 0) return [head]
  const columns = COLUMNS.map(([name, align]): Column => ({ title: sayCompared(name, language), ...(align && { align }) }))
  const rest = lines.length - MOST_SHOWN
  return [
    head,
    sayCompared('became', language, { already, later, never, past90, written, nothing }),
    ...table(columns, lines.slice(0, MOST_SHOWN).map((line) => cells(line, language))),
    ...(rest > 0 ? [sayCompared('more', language, { n: rest })] : []),
  ]
}

function cells(line: SuspendedLine, language: Language): string[] {
  const { currency, closed } = line
  return [
    line.line,
    line.borrower,
    line.suspendedOn,
    String(line.daysSuspended),
    String(line.daysPastDueThen),
    String(line.worstDaysPastDue),
    String(line.daysPastDue),
    line.past30On ?? '',
    line.past90On ?? '',
    currency,
    amount(line.balanceThen, currency),
    amount(line.balance, currency),
    amountOr(line.repaid, currency),
    closed ? `${closed.on} ${sayCompared(closed.reason, language)}` : '',
  ]
}
