/** `tideline cured`: the lines whose causes have ceased and which are still shut (O3), longest first. */
import { renderText, type Language } from '@tideline/content'
import { curedButShut, type BookLine, type CuredLine } from '@tideline/engine'
import { canonicalJson, type Day } from '@tideline/journal'
import { sayCondition } from '../explain/conditions.ts'
import { showDay } from '../explain/show-value.ts'
import { curedWord } from '../cured/words.ts'
import { readBook } from '../input/read-book.ts'
import { writeOut } from '../output/write.ts'
import { lastDayKnown, openLines, refusingOverflow, type RulebookOptions } from './open-lines.ts'

export interface CuredOptions extends RulebookOptions {
  readonly asOf?: Day
  readonly json?: boolean
  readonly lang: Language
}

export async function cured(path: string, options: CuredOptions): Promise<void> {
  const read = await readBook(path)
  const opened = await openLines(read.log, options)
  const day = options.asOf ?? lastDayKnown(read.log, options.knownAt)
  const found = opened.lines
    .flatMap((line) => {
      const cured = refusingOverflow(read, () => curedButShut(opened.deciderOf(line), line, day))
      return cured ? [{ line, cured }] : []
    })
    .sort((a, b) => b.cured.days - a.cured.days)
  if (options.json) return writeOut(found.map(({ cured }) => `${canonicalJson(cured)}\n`))
  const page = found.length === 0 ? [curedWord('none', 1, options.lang)] : found.flatMap(({ line, cured }) => sayCured(cured, line, options.lang))
  await writeOut(page.map((text) => `${text}\n`))
}

/** What still stands in the way is listed under each line. */
function sayCured(cured: CuredLine, line: BookLine, language: Language): string[] {
  const shown = { suspended: showDay(cured.suspendedSince, language), cured: showDay(cured.curedSince, language), days: String(cured.days) }
  const facts = { line: line.id, borrower: line.borrower, ...shown }
  return [
    renderText(curedWord('line', cured.days, language), facts),
    ...cured.unmet.flatMap((condition) => sayCondition(condition, line.currency, language)),
  ]
}
