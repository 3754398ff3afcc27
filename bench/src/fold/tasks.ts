/** The metrics stage against the same fold over plain objects, compared figure by figure before it is timed. */
import { openBook, type BookLine } from '@tideline/engine'
import type { Day } from '@tideline/journal'
import { readPieces, unpackAll } from '../book/book-file.ts'
import { logOf } from '../book/deciders.ts'
import { lastDay } from '../book/plan.ts'
import { grouped } from '../figures.ts'
import { heldBytes, timeRuns, type TaskResult } from '../measure.ts'
import type { BookSource } from '../replay/tasks.ts'
import { engineFold } from './engine-fold.ts'
import { FOLDED, plainFold, type FoldTerms, type MonthMetrics } from './plain-fold.ts'

export const ENGINE_FOLD = 'the engine’s ledger and metrics, all of them'
export const PLAIN_FOLD = 'plain objects, these twelve'

const TERMS: FoldTerms = { graceDays: 3, toleranceThousandths: 10 }

export async function measureEngineFold(source: BookSource): Promise<TaskResult> {
  return measureFold(source, ENGINE_FOLD, engineFold)
}

export async function measurePlainFold(source: BookSource): Promise<TaskResult> {
  return measureFold(source, PLAIN_FOLD, plainFold)
}

async function measureFold(
  { path, plan }: BookSource,
  what: string,
  fold: (line: BookLine, terms: FoldTerms, to: Day) => { readonly length: number },
): Promise<TaskResult> {
  const to = lastDay(plan)
  const lines = openBook(logOf(unpackAll(readPieces(path)))).lines.filter(isFoldable)
  const difference = firstFoldDifference(lines, to)
  if (difference !== null) throw new Error(`The two folds differ: ${difference}`)
  const count = lines.reduce((total, { events }) => total + events.length, 0)
  const held = heldBytes()
  const samples = await timeRuns(() => {
    let made = 0
    for (const line of lines) made += fold(line, TERMS, to).length
    return made
  })
  const notes = [`${what}: ${grouped(lines.length)} lines, ${grouped(count)} events.`]
  return { measured: [{ what, samples, units: { count, name: 'event' } }], heldBytes: held, notes }
}

/** Whether a line holds only what the plain fold knows. */
export function isFoldable({ events }: BookLine): boolean {
  return events.every(({ type }) => type !== 'due.cancelled' && type !== 'statement.reported')
}

/** Says where the two folds differ; `null` if nowhere. */
export function firstFoldDifference(lines: readonly BookLine[], to: Day): string | null {
  for (const line of lines) {
    const rows = engineFold(line, TERMS, to)
    const plain = plainFold(line, TERMS, to)
    if (rows.length !== plain.length * FOLDED.length) return `${line.id}: ${rows.length} figures and ${plain.length} months`
    for (const [month, metrics] of plain.entries()) {
      const at = FOLDED.findIndex((metric, i) => !Object.is(rows[month * FOLDED.length + i], figure(metrics, metric)))
      if (at >= 0) return `${line.id}, month ${month}, ${FOLDED[at]}: ${rows[month * FOLDED.length + at]} and ${metrics[FOLDED[at]!]}`
    }
  }
  return null
}

/** Zero has no sign here. */
function figure(metrics: MonthMetrics, metric: keyof MonthMetrics): number {
  return metrics[metric] + 0
}
