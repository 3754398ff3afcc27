/** Metrics of what people and other institutions report: bureau, covenants, flags, promises, restructurings. */
import type { EventData, Flag } from '@tideline/journal'
import { dayOf, windowStart } from './days.ts'
import type { DayView } from './day.ts'
import { eventsOf } from './log.ts'
import { ratio } from './ratio.ts'

type Bureau = EventData['bureau.reported']
type Covenant = EventData['covenant.reported']

/** A figure of the latest bureau report by a day. */
export function bureauOn(view: DayView, figure: Exclude<keyof Bureau, 'score'>, day: number): number | null {
  const latest: Bureau | undefined = eventsOf(view.log, 'bureau.reported', day).at(-1)?.event.data
  return latest?.[figure] ?? null
}

/** The score of the latest bureau report that states one. */
export function bureauScore(view: DayView): number | null {
  const stated = eventsOf(view.log, 'bureau.reported', view.day).flatMap(({ event }) => event.data.score ?? [])
  return stated.at(-1) ?? null
}

/** 1 if the latest of `flag.raised` and `flag.cleared` of that flag that concerns the line raised it. */
export function flagOf(view: DayView, flag: Flag): number {
  const latest = view.log.events
    .filter(({ event, day }) => {
      if (event.type !== 'flag.raised' && event.type !== 'flag.cleared') return false
      return day <= view.day && event.data.flag === flag
    })
    .at(-1)
  return latest?.event.type === 'flag.raised' ? 1 : 0
}

export function restructurings(view: DayView): number {
  const from = windowStart(view.day, 12)
  return eventsOf(view.log, 'line.restructured', view.day).filter(({ day }) => day >= from).length
}

/** Promises whose day lies in the window and is over, with less paid from the contact's day to it. */
export function brokenPromises(view: DayView): number | null {
  if (view.ledger.reportedMode) return null
  const from = windowStart(view.day, 3)
  const payments = eventsOf(view.log, 'payment.received', view.day)
  const broken = eventsOf(view.log, 'contact.made', view.day).filter(({ event, day: contactDay }) => {
    const promise = event.data.promise
    if (promise === undefined) return false
    const by = dayOf(promise.by)
    if (by < from || by >= view.day) return false
    const kept = payments.filter(({ day }) => day >= contactDay && day <= by)
    return kept.reduce((sum, payment) => sum + payment.event.data.amount, 0) < promise.amount
  })
  return broken.length
}

/** Days since the latest event that takes part and concerns the line. */
export function daysSinceLastRecord(view: DayView): number {
  const records = view.log.events.filter(
    ({ event, day }) => day <= view.day && event.type !== 'phase.set' && event.type !== 'event.reversed',
  )
  return view.day - (records.at(-1)?.day ?? view.log.openedOn)
}

function covenants(view: DayView): Covenant[] {
  return eventsOf(view.log, 'covenant.reported', view.day).map(({ event }) => event.data)
}

/** A figure of the latest report that states it, as stated. */
export function covenant(view: DayView, figure: keyof Covenant): number | null {
  return covenants(view).findLast((report) => report[figure] !== undefined)?.[figure] ?? null
}

export function actualProgress(view: DayView): number | null {
  const stated = covenant(view, 'actualProgress')
  return stated === null ? null : ratio(stated)
}

/** The lower of the last two historic DSCR reported. */
export function dscrHistoricMinimum(view: DayView): number | null {
  const [last, before] = covenants(view)
    .flatMap((report) => report.dscrHistoric ?? [])
    .toReversed()
  return last === undefined || before === undefined ? null : ratio(Math.min(last, before))
}

/** Planned − actual progress, of the latest report with both. */
export function progressGap(view: DayView): number | null {
  for (const { plannedProgress, actualProgress: actual } of covenants(view).toReversed()) {
    if (plannedProgress !== undefined && actual !== undefined) return ratio(plannedProgress - actual)
  }
  return null
}

/** Cost to complete ÷ budget − 1, of the latest report with both. */
export function costOverrun(view: DayView): number | null {
  for (const { costToComplete, budget } of covenants(view).toReversed()) {
    if (costToComplete === undefined || budget === undefined) continue
    return budget === 0 ? null : ratio(costToComplete / budget - 1)
  }
  return null
}

export function covenantsReportedAfter(view: DayView, since: number): number {
  return eventsOf(view.log, 'covenant.reported', view.day).filter(({ day }) => day > since).length
}

