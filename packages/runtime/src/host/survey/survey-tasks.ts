/** Portfolio and early warnings, told from the survey of the book. */
import { portfolioOf, warningOutcomes, type Firing, type LineSurvey } from '@tideline/engine'
import { addDays, formatDay } from '@tideline/journal'
import type { SurveyTasks, WarningBook, WarningSeen } from '../../survey-contract.ts'
import { shownEvent } from '../shown-event.ts'
import { dayOf } from '../summary.ts'
import type { Surveys } from './survey-book.ts'

/** What was done about a warning stays in sight this long. */
const HANDLED_DAYS = 30
/** Warnings of the last year say how it is now. */
const OUTCOME_DAYS = 365

export interface SurveyTasksContext {
  readonly surveys: Surveys
  /** The name of whose line it is. */
  readonly namesOf: (asOf: string) => Promise<ReadonlyMap<string, string>>
}

export function makeSurveyTasks({ surveys, namesOf }: SurveyTasksContext): SurveyTasks {
  return {
    async portfolio(asOf, onProgress) {
      const survey = await surveys.of(asOf, onProgress)
      return survey && portfolioOf(survey)
    },

    async warnings(asOf, onProgress) {
      const survey = await surveys.of(asOf, onProgress)
      if (!survey) return null
      const from = formatDay(addDays(dayOf(asOf), -OUTCOME_DAYS))
      const lines = survey.lines.map((line) => ({ ...line, firings: line.firings.filter(({ firedOn }) => firedOn > from) }))
      return { ...listsOf(survey.lines, await namesOf(asOf), asOf), outcomes: warningOutcomes({ ...survey, lines }) }
    },

    async cancelSurvey() {
      surveys.cancel()
    },
  }
}

function listsOf(lines: readonly LineSurvey[], names: ReadonlyMap<string, string>, asOf: string): Pick<WarningBook, 'open' | 'handled'> {
  const since = formatDay(addDays(dayOf(asOf), -HANDLED_DAYS))
  const seen = lines.flatMap((line) => line.firings.map((firing) => seenOf(line, firing, names.get(line.line) ?? line.borrower)))
  const lastOn = ({ contacts }: WarningSeen): string => contacts[0]?.on ?? ''
  return {
    open: seen.filter(({ dueOn }) => dueOn !== null).sort((a, b) => order(a.dueOn!, b.dueOn!) || order(a.name, b.name)),
    handled: seen.filter((one) => one.dueOn === null && lastOn(one) > since).sort((a, b) => order(lastOn(b), lastOn(a)) || order(a.name, b.name)),
  }
}

function seenOf({ line, currency, policy }: LineSurvey, firing: Firing, name: string): WarningSeen {
  const { warning, kind, firedOn, endedOn, then, now, dueOn, overdue, outcome, contacts } = firing
  return { line, name, currency, policy, warning, kind, firedOn, endedOn, why: now ?? then, dueOn, overdue, outcome, contacts: contacts.map(shownEvent).reverse() }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
