/** `tideline samples`: the books that ship, each decided on the day it was made for. */
import { BOOKS, bookText, type BookId } from '@tideline/content'
import { parseDay } from '@tideline/journal'
import { count } from '../failure.ts'
import { readSampleBook } from '../input/sample-book.ts'
import { summaryOf } from '../output/summary.ts'
import { writeOut } from '../output/write.ts'
import { openLines } from './open-lines.ts'

export async function samples(): Promise<void> {
  for (const id of Object.keys(BOOKS) as BookId[]) {
    const began = performance.now()
    const log = await readSampleBook(id)
    const { lines, deciderOf } = await openLines(log, {})
    const { asOf } = BOOKS[id]
    const decisions = lines.flatMap((line) => deciderOf(line).decide(line, [parseDay(asOf)!]))
    const title = `${id}: ${bookText(id, 'en').label} (${count(log.events.length, 'event')}), on ${asOf}`
    await writeOut([title, ...summaryOf(decisions, performance.now() - began).map((text) => `  ${text}`), ''].map((text) => `${text}\n`))
  }
}
