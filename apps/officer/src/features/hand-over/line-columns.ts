/** The lines of the book as columns of a spreadsheet: figures as figures, in whole units of the currency. */
import { currencyExponent } from '@tideline/journal'
import type { LineSummary } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import type { ListColumn } from '../../shell/list-file.ts'
import type { Words } from '../../words/words.ts'

export function lineColumns(words: Pick<Words, 'status' | 'reasonTitle'>): readonly ListColumn<LineSummary>[] {
  const units = (minor: number, { currency }: LineSummary): number => minor / 10 ** currencyExponent(currency)
  return [
    { title: m.lines_name(), of: ({ name }) => name },
    { title: m.lines_borrower(), of: ({ borrower }) => borrower },
    { title: m.lines_line(), of: ({ line }) => line },
    { title: m.lines_branch(), of: ({ branch }) => branch },
    { title: m.lines_status(), of: (line) => words.status(line) },
    { title: m.lines_since(), of: ({ since }) => since },
    { title: m.lines_reason(), of: ({ reason }) => (reason === null ? '' : words.reasonTitle(reason)) },
    { title: m.lines_currency(), of: ({ currency }) => currency },
    { title: m.lines_limit(), of: (line) => units(line.limit, line) },
    { title: m.lines_balance(), of: (line) => units(line.balance, line) },
    { title: m.lines_available(), of: (line) => units(line.available, line) },
    { title: m.lines_overdue(), of: ({ daysPastDue }) => daysPastDue ?? '' },
  ]
}
