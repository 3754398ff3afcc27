/** `tideline explain`: a page of text for one line on one day. */
import type { Language } from '@tideline/content'
import type { Day } from '@tideline/journal'
import { Failure } from '../failure.ts'
import { explainPage } from '../explain/explain-page.ts'
import { pageFacts } from '../explain/page-facts.ts'
import { readBook } from '../input/read-book.ts'
import { writeOut } from '../output/write.ts'
import { lastDayKnown, lineOf, openLines, refusingOverflow, sayNotYetOpen, type RulebookOptions } from './open-lines.ts'

export interface ExplainOptions extends RulebookOptions {
  readonly line: string
  readonly asOf?: Day
  readonly lang: Language
}

export async function explain(path: string, options: ExplainOptions): Promise<void> {
  const read = await readBook(path)
  const { log } = read
  const opened = await openLines(log, options)
  const line = lineOf(opened, options.line)
  const day = options.asOf ?? lastDayKnown(log, options.knownAt)
  const decider = opened.deciderOf(line)
  const [decision] = refusingOverflow(read, () => decider.decide(line, [day]))
  if (!decision) throw new Failure(sayNotYetOpen([line], day)!)
  const facts = { ...pageFacts(decider, line, day), ...(options.knownAt !== undefined && { knownAt: options.knownAt }) }
  await writeOut(explainPage(decision, facts, options.lang).map((text) => `${text}\n`))
}
