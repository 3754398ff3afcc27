/** `tideline compare`: a book under two policies or scorecards, for machines or for people. */
import { POLICY_BY_KIND, type Language } from '@tideline/content'
import { compareBook, openBook, type BookComparison, type KindRulebooks, type Pair } from '@tideline/engine'
import { canonicalJson, formatDay, type Day, type LineKind } from '@tideline/journal'
import { comparisonPage } from '../compare/comparison-page.ts'
import { Failure } from '../failure.ts'
import { findSides } from '../input/find-sides.ts'
import { readBook } from '../input/read-book.ts'
import { writeOut } from '../output/write.ts'
import { lastDayKnown, refusingOverflow } from './open-lines.ts'

export interface CompareOptions {
  readonly policy?: readonly string[]
  readonly scorecard?: readonly string[]
  readonly kind?: readonly LineKind[]
  readonly asOf?: Day
  readonly from?: Day
  readonly knownAt?: string
  readonly json?: boolean
  readonly table?: boolean
  readonly lang: Language
}

/** Compares everything before a byte is written. */
export async function compare(path: string, options: CompareOptions): Promise<void> {
  const { policy = [], scorecard = [], knownAt, from } = options
  const read = await readBook(path)
  const book = openBook(read.log, knownAt === undefined ? {} : { knownAt })
  const kinds = kindsOf(book.lines.map(({ kind }) => kind), options.kind)
  const sides = await findSides({ policies: policy, scorecards: scorecard }, kinds)
  const to = options.asOf ?? lastDayKnown(read.log, knownAt)
  if (from !== undefined && from > to) throw new Failure(`--from ${formatDay(from)} is after --as-of ${formatDay(to)}: expected a day up to it.`)
  const comparison = refusingOverflow(read, () => lastOf(compareBook(book, sides, { from, to })))
  if (policy.length > 0 && !options.kind && new Set(kinds.map((kind) => POLICY_BY_KIND[kind])).size > 1) {
    console.error(`Lines of every kind (${kinds.join(', ')}) are decided by the policies named; --kind leaves the others out.`)
  }
  if (isSame(sides)) console.error('Both sides are decided by the same policy and scorecard: there is nothing to tell apart.')
  const asTable = options.table ?? (!options.json && process.stdout.isTTY)
  await writeOut(asTable ? comparisonPage(comparison, options.lang).map((text) => `${text}\n`) : [`${canonicalJson(comparison)}\n`])
}

/** The kinds to compare: those of the book, or of these the ones asked for. */
function kindsOf(inBook: readonly LineKind[], asked: readonly LineKind[] | undefined): LineKind[] {
  const there = [...new Set(inBook)].sort()
  if (there.length === 0) throw new Failure('There is no line in this book: there is nothing to compare.')
  const missing = asked?.find((kind) => !there.includes(kind))
  if (missing !== undefined) throw new Failure(`There is no ${missing} line in this book. It has ${there.join(', ')}.`)
  return there.filter((kind) => !asked || asked.includes(kind))
}

function lastOf(steps: Generator<unknown, BookComparison>): BookComparison {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function isSame({ a, b }: Pair<KindRulebooks>): boolean {
  const named = (side: KindRulebooks): string =>
    canonicalJson(Object.values(side).map(({ policyRef, scorecardRef }) => [policyRef.sha256, scorecardRef.sha256]))
  return named(a) === named(b)
}
