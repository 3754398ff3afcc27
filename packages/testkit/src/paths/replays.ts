/** What a log with hypothetical events comes to, by the engine and by the reference: when the line is back, and how. */
import { createDecider, openBook, type LinePaths } from '@tideline/engine'
import { joinLog, parseDay, type KnownEvent } from '@tideline/journal'
import { dayOf, dayText } from '../reference/days.ts'
import { referenceReplay } from '../reference/decision.ts'
import type { BadState } from './bad-state.ts'

/** The first day, from the state's day on, on which the line is where its path leads. */
export interface Return {
  readonly on: string
  readonly status: string
  readonly limit: number
}

export type Goal = Exclude<LinePaths['goal'], null>

/** Asks for the return of the state's line by the day number `until`; null if it is not back by then. */
export type Replay = (state: BadState, goal: Goal, events: readonly KnownEvent[], until: number) => Return | null

export const reached = (goal: Goal, status: string): boolean =>
  goal === 'active' ? status === 'active' : status !== 'suspended' && status !== 'closed'

export const byEngine: Replay = (state, goal, events, until) => {
  const decider = hypothetical(state, events)
  const line = decider.book.line(state.line.id)!
  const day = dayText(state.day)
  const [today] = decider.decide(line, [state.day])
  const later = decider.history(line, parseDay(dayText(until))!).filter(({ asOf }) => asOf > day)
  const back = [...(today === undefined ? [] : [today]), ...later].find(({ status }) => reached(goal, status))
  return back === undefined ? null : { on: back.asOf, status: back.status, limit: back.limit }
}

export const byReference: Replay = (state, goal, events, until) => {
  const { policy, scorecard } = state.terms
  const { records } = referenceReplay([...state.events, ...events], policy, scorecard, state.line.id, until)
  const back = records.find(({ day, status }) => day >= state.day && reached(goal, status))
  return back === undefined ? null : { on: dayText(back.day), status: back.status, limit: back.limit }
}

/** The log joined anew, as if the events had been recorded: no door for hypotheses is trusted here. */
function hypothetical(state: BadState, events: readonly KnownEvent[]): ReturnType<typeof createDecider> {
  const joined = joinLog([...state.events, ...events])
  if (!joined.ok) throw new Error(`the events of a path are refused: ${JSON.stringify(joined.issues)}`)
  return createDecider(openBook(joined.log), state.terms.rulebook)
}

/** What follows a return, up to the first status that is not probation: days on which status, step or limit change. */
export function rungsByEngine(state: BadState, events: readonly KnownEvent[], from: string, until: number): Rung[] {
  const decider = hypothetical(state, events)
  const line = decider.book.line(state.line.id)!
  const days = Array.from({ length: until - dayOf(from) + 1 }, (_, index) => parseDay(dayText(dayOf(from) + index))!)
  const rungs: Rung[] = []
  for (const { asOf: on, status, step, limit } of decider.decide(line, days)) {
    const last = rungs.at(-1)
    const rung = { on, status, ...(step === undefined ? {} : { step }), limit }
    if (last === undefined || last.status !== status || last.step !== step || last.limit !== limit) rungs.push(rung)
    if (status !== 'probation') break
  }
  return rungs
}

export interface Rung {
  readonly on: string
  readonly status: string
  readonly step?: number
  readonly limit: number
}
