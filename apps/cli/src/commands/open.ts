/** `tideline open`: a sealed story as the borrower's phone opens it, decided anew before anything is written. */
import { POLICIES, REASON_CODES, SCORECARDS, type Language } from '@tideline/content'
import { openStory, type KnownStory, type OpenedStory } from '@tideline/exchange'
import { plainText } from '@tideline/import'
import { canonicalJson, compareInstants, formatDay, parseDay, writeJsonLines, type Day } from '@tideline/journal'
import { explainPage } from '../explain/explain-page.ts'
import { pageFacts } from '../explain/page-facts.ts'
import { Failure } from '../failure.ts'
import { sayRefusal } from '../hand-over/say-refusal.ts'
import { readSealed } from '../hand-over/sealed-input.ts'
import { readSecret } from '../input/read-secret.ts'
import { writeOut, writeWhole } from '../output/write.ts'
import { pathPage } from '../path/path-page.ts'

export interface OpenOptions {
  readonly codeFile?: string
  readonly lenderKey?: string
  readonly borrower?: string
  readonly after?: string
  readonly today?: Day
  readonly out?: string
  readonly json?: boolean
  readonly lang: Language
}

export async function open(path: string, options: OpenOptions): Promise<void> {
  const bytes = await readSealed(path)
  const code = await readSecret(options.codeFile)
  const today = options.today === undefined ? new Date().toISOString().slice(0, 10) : formatDay(options.today)
  const library = { policies: POLICIES, scorecards: SCORECARDS, reasonCodes: REASON_CODES }
  const answer = await openStory(bytes, code, { library, today, known: null })
  if (!answer.ok) throw new Failure(`${path}: ${sayRefusal(answer.why)}`)
  const { opened } = answer
  checkExpected(path, opened.known, options)
  const ways = opened.proveWays()
  if (!ways) throw new Failure(`${path}: the ways back found here are others than were signed: nothing of it is shown.`)
  if (options.out !== undefined) await writeWhole(options.out, writeJsonLines(opened.story.entries))
  await writeOut(options.json ? [`${asJson(opened, ways)}\n`] : page(opened, ways, options.lang).map((text) => `${text}\n`))
}

/** What a phone remembers is told here by options, each by itself. */
function checkExpected(path: string, { lenderKey, borrower, issued }: KnownStory, expected: OpenOptions): void {
  if (expected.lenderKey !== undefined && expected.lenderKey !== lenderKey) throw new Failure(`${path}: ${sayRefusal('other-lender')}`)
  if (expected.borrower !== undefined && expected.borrower !== borrower) throw new Failure(`${path}: ${sayRefusal('other-borrower')}`)
  if (expected.after !== undefined && compareInstants(issued, expected.after) < 0) throw new Failure(`${path}: ${sayRefusal('older')}`)
}

type Ways = NonNullable<ReturnType<OpenedStory['proveWays']>>

function asJson({ story, lines, known }: OpenedStory, ways: Ways): string {
  const { borrower, asOf, issued, expires, lender, contact, rulebooks } = story
  const decided = lines.map(({ decision }, at) => ({ decision, paths: ways[at]! }))
  return canonicalJson({ borrower, asOf, issued, expires, lender, contact, lenderKey: known.lenderKey, rulebooks, entries: story.entries.length, lines: decided })
}

function page({ story, lines, known }: OpenedStory, ways: Ways, language: Language): string[] {
  const day = parseDay(story.asOf)!
  return [
    `${plainText(story.lender)} (${known.lenderKey})`,
    plainText(story.contact),
    `${story.issued} – ${story.expires}`,
    ...lines.flatMap(({ line, decider, decision }, at) => ['', ...explainPage(decision, pageFacts(decider, line, day), language), '', ...pathPage(ways[at]!, line, language)]),
  ]
}
