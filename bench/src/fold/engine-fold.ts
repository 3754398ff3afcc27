/** The engine's own metrics stage, read at the end of each month. */
import type { BookLine } from '@tideline/engine'
import { COLUMN, metricStage } from '@tideline/engine/stages'
import { lastDayOf, monthOf, type Day, type Month } from '@tideline/journal'
import { FOLDED, type FoldTerms } from './plain-fold.ts'

const COLUMNS = FOLDED.map((metric) => COLUMN[metric])

/** The folded metrics, a row for each month from the line's opening to `to`, one row after another. */
export function engineFold(line: BookLine, terms: FoldTerms, to: Day): Float64Array {
  const first = monthOf(line.openedOn)
  const last = monthOf(to)
  const metricsOn = metricStage(line, terms, to)
  const rows = new Float64Array((last - first + 1) * COLUMNS.length)
  let at = 0
  for (let month: number = first; month <= last; month++) {
    const values = metricsOn(lastDayOf(month as Month), month as Month)
    for (let i = 0; i < COLUMNS.length; i++) rows[at++] = values[COLUMNS[i]!]!
  }
  return rows
}
