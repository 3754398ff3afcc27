/** `tideline whatif`: a line on a day as it is, beside the same day if something else had happened. */
import type { Language } from '@tideline/content'
import { impossibleEvents, whatIf, type Book, type BookLine, type WhatIf } from '@tideline/engine'
import { canonicalJson, formatDay, parseDay, type Day, type KnownEvent } from '@tideline/journal'
import { Failure } from '../failure.ts'
import { nameOfEvent, readHypothetical, refusal } from '../input/read-hypothetical.ts'
import { readBook } from '../input/read-book.ts'
import { sayIssue } from '../input/say-issue.ts'
import { writeOut } from '../output/write.ts'
import { whatIfPage } from '../what-if/what-if-page.ts'
import { lastDayKnown, lastKnownOn, lineOf, openLines, refusingOverflow, sayNotYetOpen, type RulebookOptions } from './open-lines.ts'

export interface WhatIfOptions extends RulebookOptions {
  readonly line: string
  readonly event: readonly string[]
  readonly asOf?: Day
  readonly json?: boolean
  readonly lang: Language
}

export async function whatIfCommand(path: string, options: WhatIfOptions): Promise<void> {
  const read = await readBook(path)
  const opened = await openLines(read.log, options)
  const line = lineOf(opened, options.line)
  const usualDay = options.asOf ?? lastKnownOn(read.log, options.knownAt)
  const events = readHypothetical(options.event, read.log, line, formatDay(usualDay))
  refuseImpossible(opened.book, line, events)
  const day = options.asOf ?? dayToDecide(usualDay, events, () => lastDayKnown(read.log, options.knownAt))
  if (day < line.openedOn) throw new Failure(sayNotYetOpen([line], day)!)
  sayTooLate(events, day)

  const placeOf = (id: string): string => {
    const index = events.findIndex((event) => event.id === id)
    return index < 0 ? read.placeOf(id) : nameOfEvent(index)
  }
  const answer: WhatIf = refusingOverflow({ log: read.log, placeOf }, () => whatIf(opened.deciderOf(line), line, events, day))
  const page = (): string[] => whatIfPage(answer, events, line, options.lang).map((text) => `${text}\n`)
  await writeOut(options.json ? [`${canonicalJson(answer)}\n`] : page())
}

function refuseImpossible(book: Book, line: BookLine, events: readonly KnownEvent[]): void {
  const issues = impossibleEvents(book, line, events)
  // Of two with one id it is the later that clashes.
  const placeOf = (id?: string): string => nameOfEvent(events.findLastIndex((event) => event.id === id))
  if (issues.length > 0) throw refusal(issues.map((issue) => sayIssue(placeOf(issue.event), issue)))
}

/** The day of the last event, real or hypothetical: by then all of it has happened. */
function dayToDecide(last: Day, events: readonly KnownEvent[], usual: () => Day): Day {
  const latest = events.reduce<Day>((most, { on }) => (parseDay(on)! > most ? parseDay(on)! : most), last)
  if (latest === last) return usual()
  console.error(`As of ${formatDay(latest)}, the day of the last hypothetical event; name another with --as-of.`)
  return latest
}

function sayTooLate(events: readonly KnownEvent[], day: Day): void {
  events.forEach(({ type, on }, i) => {
    // A reversal holds for every day (E3).
    if (type === 'event.reversed' || parseDay(on)! <= day) return
    console.error(`${nameOfEvent(i)} is dated ${on}, after ${formatDay(day)}: it takes no part.`)
  })
}
