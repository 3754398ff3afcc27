/** `tideline as-told`: a decision as it was known at an instant, beside what is known of that day now (O2, O5). */
import type { Language } from '@tideline/content'
import { asTold } from '@tideline/engine'
import { canonicalJson, type Day } from '@tideline/journal'
import { asToldPage } from '../as-told/as-told-page.ts'
import { Failure } from '../failure.ts'
import { readBook } from '../input/read-book.ts'
import { writeOut } from '../output/write.ts'
import { lineOf, openLines, refusingOverflow, sayNotYetOpen, type RulebookOptions } from './open-lines.ts'

export interface AsToldOptions extends RulebookOptions {
  readonly line: string
  readonly on: Day
  readonly knownAt: string
  readonly json?: boolean
  readonly lang: Language
}

export async function asToldCommand(path: string, options: AsToldOptions): Promise<void> {
  const read = await readBook(path)
  // The line as it was known: by now its opening may be reversed.
  const opened = await openLines(read.log, options)
  const line = lineOf(opened, options.line)
  const telling = { line: line.id, day: options.on, knownAt: options.knownAt }
  const answer = refusingOverflow(read, () => asTold(read.log, opened.deciderOf(line).rulebook, telling))
  if (!answer) throw new Failure(sayNotYetOpen([line], options.on)!)
  await writeOut(options.json ? [`${canonicalJson(answer)}\n`] : asToldPage(answer, line, options.lang).map((text) => `${text}\n`))
}
