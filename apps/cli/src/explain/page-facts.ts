/** What the engine knows of a line on a day besides its decision. */
import type { BookLine, Decider } from '@tideline/engine'
import { plainText } from '@tideline/import'
import { formatDay, type Day } from '@tideline/journal'
import type { PageFacts } from './explain-page.ts'

export function pageFacts(decider: Decider, line: BookLine, day: Day): PageFacts {
  const metrics: Readonly<Record<string, number | null>> = decider.metrics(line, day)
  return { line, name: nameOf(line, formatDay(day)), metric: (id) => metrics[id] ?? null }
}

/** The name last registered by a day. */
function nameOf(line: BookLine, asOf: string): string | null {
  const registered = line.events.findLast((event) => event.type === 'borrower.registered' && event.on <= asOf)
  return registered?.type === 'borrower.registered' ? plainText(registered.data.name) : null
}
