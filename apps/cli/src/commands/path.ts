/** `tideline path`: the way back of one line, proved by the engine that decides. */
import type { Language } from '@tideline/content'
import { findPaths } from '@tideline/engine'
import { canonicalJson, type Day } from '@tideline/journal'
import { Failure } from '../failure.ts'
import { readBook } from '../input/read-book.ts'
import { writeOut } from '../output/write.ts'
import { pathPage } from '../path/path-page.ts'
import { lastDayKnown, lineOf, openLines, refusingOverflow, sayNotYetOpen, type RulebookOptions } from './open-lines.ts'

export interface PathOptions extends RulebookOptions {
  readonly line: string
  readonly asOf?: Day
  readonly json?: boolean
  readonly lang: Language
}

export async function path(book: string, options: PathOptions): Promise<void> {
  const read = await readBook(book)
  const opened = await openLines(read.log, options)
  const line = lineOf(opened, options.line)
  const day = options.asOf ?? lastDayKnown(read.log, options.knownAt)
  const paths = refusingOverflow(read, () => findPaths(opened.deciderOf(line), line, day))
  if (!paths) throw new Failure(sayNotYetOpen([line], day)!)
  await writeOut(options.json ? [`${canonicalJson(paths)}\n`] : pathPage(paths, line, options.lang).map((text) => `${text}\n`))
}
