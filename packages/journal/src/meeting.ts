/**
 * Where and when borrowers meet their officer, and what a meeting came to. For every replay these are unknown types
 * (E4, E15): the money of a meeting stands in ordinary payments.
 */
import type { Envelope, JournalEvent } from './event.ts'

export interface MeetingData {
  /** A centre meets on a `weekday` (1: Monday to 7: Sunday), `everyWeeks` weeks (1 if absent), from the first such day on or after `from`. */
  'centre.scheduled': {
    readonly centre: string
    readonly weekday: number
    readonly everyWeeks?: number
    readonly from: string
    /** The last day on which it may meet; no end if absent. */
    readonly until?: string
    /** `HH:MM`, where the centre is. */
    readonly time?: string
    readonly place?: string
  }
  /** A meeting took place on the day of the event. Money in minor units of `currency`; `present`: ids of borrowers. */
  'meeting.held': {
    readonly centre: string
    readonly currency: string
    readonly present: readonly string[]
    /** What fell due by that day, what was received, and the cash that was counted. */
    readonly expected: number
    readonly received: number
    readonly counted: number
    readonly note?: string
  }
}

export type MeetingType = keyof MeetingData
export type MeetingEventOf<T extends MeetingType> = Envelope<T, MeetingData[T]>

export function isMeetingEvent<T extends MeetingType>(event: JournalEvent, type: T): event is MeetingEventOf<T> {
  return event.type === type
}
