/** A path issued as a promise and walked: it is kept under the policy it was found by, and under any other. */
import { createDecider, openBook, promiseOf, type Decision, type LinePaths, type Path } from '@tideline/engine'
import { addDays, formatDay, joinLog, parseDay, type KnownEvent } from '@tideline/journal'
import type { BadState, Terms } from './bad-state.ts'
import { reached } from './replays.ts'

/** What is wrong with the promise of a path, for each of the policies it is walked under; empty if nothing. */
export function promiseFaults(state: BadState, found: LinePaths, path: Path, others: readonly Terms[]): string[] {
  const data = promiseOf(createDecider(state.book, state.terms.rulebook), state.line, found, path)
  const on = formatDay(state.day)
  const issued: KnownEvent = {
    id: 'promise-under-test',
    type: 'path.issued',
    borrower: state.line.borrower,
    line: state.line.id,
    on,
    at: `${on}T23:59:59.999Z`,
    by: 'officer-1',
    data,
  }
  const faults: string[] = []
  for (const terms of [state.terms, ...others]) {
    const decision = walked(state, terms, [...path.events, issued], path)
    // A line that the other policy closed before never hears the promise (Q1).
    if (decision === null || decision.promise?.event !== issued.id) continue
    // A promise of today is fulfilled tomorrow at the soonest; a hard stop that begins then is no fault of it (Q4).
    if (path.reopensOn === on && decision.promise.state === 'stopped') continue
    const told = verdictOn(decision, path, terms === state.terms, data.steps.some(({ kind }) => kind === 'metric'))
    if (told !== null) faults.push(`promised ${path.reopensOn} ${path.status}, under ${terms.name} ${told}`)
  }
  return faults
}

/** The decision of the day on which the promise is to be fulfilled: the told one, or the day after if that is today. */
function walked(state: BadState, terms: Terms, events: readonly KnownEvent[], path: Path): Decision | null {
  const joined = joinLog([...state.events, ...events])
  if (!joined.ok) throw new Error(`a promise is refused: ${JSON.stringify(joined.issues)}`)
  const book = openBook(joined.log)
  const told = parseDay(path.reopensOn)!
  const day = told > state.day ? told : addDays(state.day, 1)
  return createDecider(book, terms.rulebook).decide(book.line(state.line.id)!, [day])[0] ?? null
}

/** Null if the day is as the Q rules have it. */
function verdictOn({ promise, status, override, limit }: Decision, path: Path, own: boolean, byMetrics: boolean): string | null {
  switch (promise!.state) {
    case 'kept': {
      const goal = path.status === 'active' ? 'active' : 'probation'
      if (!reached(goal, status)) return `kept, and the line is ${status}`
      return own && path.reopensOn === promise!.endedOn && limit < path.limit ? `kept with a limit of ${limit}` : null
    }
    case 'running':
      return override === undefined ? 'still running on its day' : null // Q4
    case 'broken':
      // Another policy may see another figure; what was paid and earned is the same under all.
      return own || !byMetrics ? `broken by step ${promise!.brokenStep}` : null
    case 'stopped':
    case 'closed':
      return own ? promise!.state : null
    default:
      return promise!.state
  }
}
