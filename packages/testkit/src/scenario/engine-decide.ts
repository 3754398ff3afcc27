/** The engine as a decide function for scenarios: validation, join, replay, as any door of the product does it. */
import { createDecider, loadRulebook, openBook } from '@tideline/engine'
import { joinLog, parseDay, validateEvent, type JournalEvent } from '@tideline/journal'
import type { Decide } from './scenario.ts'

/** Raw documents by `id@version`, and the codes that have a text. */
export interface EngineLibrary {
  readonly policy: (reference: string) => unknown
  readonly scorecard: (reference: string) => unknown
  readonly reasonCodes: ReadonlySet<string>
}

export function engineDecide(library: EngineLibrary): Decide {
  return (task) => {
    const issues = task.events.flatMap((event) => {
      const result = validateEvent(event)
      return result.ok ? [] : result.issues
    })
    if (issues.length > 0) return { ok: false, issues }
    const joined = joinLog(task.events as readonly JournalEvent[])
    if (!joined.ok) return joined
    const policy = library.policy(task.policy)
    const loaded = loadRulebook(policy, library.scorecard(scorecardOf(policy)), library.reasonCodes)
    if (!loaded.ok) return loaded
    const book = openBook(joined.log, task.knownAt === undefined ? {} : { knownAt: task.knownAt })
    const line = book.line(task.line)
    if (!line) return { ok: true, decisions: [] }
    const days = task.days.map((day) => parseDay(day)!).sort((a, b) => a - b)
    return { ok: true, decisions: createDecider(book, loaded.rulebook).decide(line, days) }
  }
}

function scorecardOf(policy: unknown): string {
  return (policy as { readonly scorecard: string }).scorecard
}
