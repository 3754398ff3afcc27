/** Metrics that read the score or the status of the days before (M1, M2). */
import { addMonths, lastDayOf, monthOf, windowStart } from './days.ts'
import { dayBefore, recordOf, type DayView } from './day.ts'
import { trailingOnTime } from './due-metrics.ts'
import type { CountedDue } from './ledger.ts'
import { bureauOn, covenantsReportedAfter } from './record-metrics.ts'

export function monthsOnBook(view: DayView): number {
  let months = 0
  while (addMonths(view.log.openedOn, months + 1) <= view.day) months += 1
  return months
}

/** S4: the score is there before anything asks for it, but not before itself. */
export function scoreToday(view: DayView): number {
  if (view.score === null) throw new Error('the score of a day is asked for before it is computed')
  return view.score
}

export function adjustedScoreToday(view: DayView): number {
  if (view.adjustedScore === null) throw new Error('the adjusted score of a day is asked for before it is computed')
  return view.adjustedScore
}

/** Against the end of the month three months before that of D. */
export function scoreChange(view: DayView): number | null {
  const then = recordOf(view, lastDayOf(monthOf(view.day) - 3))
  return then === null ? null : scoreToday(view) - then.score
}

/** Suspensions that began in the window, as far as the day before tells. */
export function suspensions(view: DayView): number {
  const from = windowStart(view.day, 24)
  return view.past.filter(
    (record) => record.status === 'suspended' && record.since === record.day && record.day >= from,
  ).length
}

/** The day the suspension began; null unless suspended at the end of the day before. */
function suspendedSince(view: DayView): number | null {
  const before = dayBefore(view)
  return before?.status === 'suspended' ? before.since : null
}

/** The day the current step began; null unless on probation at the end of the day before. */
function stepSince(view: DayView): number | null {
  const before = dayBefore(view)
  return before?.status === 'probation' ? (before.probation?.stepSince ?? null) : null
}

function duesAfter(view: DayView, since: number): CountedDue[] {
  return view.ledger.counted.filter((due) => due.dueOn > since)
}

export function daysSuspended(view: DayView): number | null {
  const since = suspendedSince(view)
  return since === null ? null : view.day - since
}

export function onTimeSinceSuspension(view: DayView): number | null {
  const since = suspendedSince(view)
  return since === null ? null : duesAfter(view, since).filter((due) => due.onTime).length
}

export function lateSinceSuspension(view: DayView): number | null {
  const since = suspendedSince(view)
  return since === null ? null : duesAfter(view, since).filter((due) => !due.onTime).length
}

export function scoreChangeSinceSuspension(view: DayView): number | null {
  const since = suspendedSince(view)
  const then = since === null ? null : recordOf(view, since)
  return then === null ? null : scoreToday(view) - then.score
}

export function goodAccountsSinceSuspension(view: DayView): number | null {
  const since = suspendedSince(view)
  if (since === null) return null
  const now = bureauOn(view, 'goodAccounts', view.day)
  const then = bureauOn(view, 'goodAccounts', since)
  return now === null || then === null ? null : now - then
}

export function covenantsSinceSuspension(view: DayView): number | null {
  const since = suspendedSince(view)
  return since === null ? null : covenantsReportedAfter(view, since)
}

export function daysSinceStep(view: DayView): number | null {
  const since = stepSince(view)
  return since === null ? null : view.day - since
}

/** M1: a late due sets the count back to 0, so what counts is the row of the newest. */
export function onTimeSinceStep(view: DayView): number | null {
  const since = stepSince(view)
  return since === null ? null : trailingOnTime(duesAfter(view, since))
}
