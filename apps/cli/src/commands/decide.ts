/** `tideline decide`: what is decided for every line of a book, for machines or for people. */
import type { BookLine, Decision } from '@tideline/engine'
import { canonicalJson, type Day } from '@tideline/journal'
import { readBook } from '../input/read-book.ts'
import { decisionTable } from '../output/decision-table.ts'
import { summaryOf } from '../output/summary.ts'
import { writeOut } from '../output/write.ts'
import { lastDayKnown, lineOf, openLines, refusingOverflow, sayNotYetOpen, type RulebookOptions } from './open-lines.ts'

export interface DecideOptions extends RulebookOptions {
  readonly asOf?: readonly Day[]
  readonly line?: string
  readonly history?: boolean
  readonly json?: boolean
  readonly table?: boolean
}

/** Decides everything before a byte is written. */
export async function decide(path: string, options: DecideOptions): Promise<void> {
  const began = performance.now()
  const read = await readBook(path)
  const { log } = read
  const opened = await openLines(log, options)
  const days = risingDays(options.asOf ?? [lastDayKnown(log, options.knownAt)])
  const lines = options.line === undefined ? opened.lines : [lineOf(opened, options.line)]
  const last = days.at(-1)!
  const decided = (line: BookLine): Decision[] => {
    const decider = opened.deciderOf(line)
    return refusingOverflow(read, () => (options.history ? decider.history(line, last) : decider.decide(line, days)))
  }
  const notOpen = sayNotYetOpen(lines, last)

  if (options.table ?? (!options.json && process.stdout.isTTY)) {
    const rows = lines.flatMap((line) => {
      const { policy } = opened.deciderOf(line).rulebook
      return decided(line).map((decision) => ({ line, policy, decision }))
    })
    const took = performance.now() - began
    await writeOut([...decisionTable(rows), '', ...summaryOf(rows.map((row) => row.decision), took)].map((text) => `${text}\n`))
  } else {
    const bytes = lines.flatMap((line) => decided(line).map((decision) => `${canonicalJson(decision)}\n`))
    await writeOut(bytes)
  }
  if (notOpen !== null) console.error(notOpen)
}

function risingDays(days: readonly Day[]): readonly Day[] {
  return [...new Set(days)].sort((a, b) => a - b)
}
