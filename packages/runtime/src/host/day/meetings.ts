/** When centres meet and what their meetings came to, read off the events of the whole book (journal E15). */
import { plainText } from '@tideline/import'
import { compareEvents, formatDay, isKnownEvent, isMeetingEvent, type Day, type JournalEvent, type MeetingEventOf } from '@tideline/journal'
import type { Centre, MeetingHeld } from '../../day-contract.ts'
import { dayOf } from '../summary.ts'

export type Schedule = NonNullable<Centre['schedule']>

export interface Meetings {
  /** Every centre that was ever scheduled. */
  readonly centres: readonly string[]
  /** The schedule of a centre that holds on a day; `null` before its first. */
  scheduleOn(centre: string, day: string): Schedule | null
  /** The sheet that was stored first, of those of a centre on a day. */
  held(centre: string, day: string): MeetingHeld | null
  byId(id: string): MeetingEventOf<'meeting.held'> | null
  /** Whose sheets of the day were stored, whether or not a meeting was planned. */
  heldOn(day: string): readonly string[]
}

/** `bookWide`: the events without a borrower, in any order. */
export function readMeetings(bookWide: readonly JournalEvent[]): Meetings {
  const reversed = new Set(bookWide.flatMap((event) => (isKnownEvent(event) && event.type === 'event.reversed' ? [event.data.event] : [])))
  const schedules = new Map<string, Schedule[]>()
  const sheets: MeetingEventOf<'meeting.held'>[] = []
  for (const event of bookWide.toSorted(compareEvents)) {
    if (reversed.has(event.id)) continue
    if (isMeetingEvent(event, 'meeting.held')) sheets.push(event)
    if (!isMeetingEvent(event, 'centre.scheduled')) continue
    const { centre, ...schedule } = event.data
    const known = schedules.get(centreName(centre))
    if (known) known.push(schedule)
    else schedules.set(centreName(centre), [schedule])
  }
  const sheetsOn = (day: string): MeetingEventOf<'meeting.held'>[] => sheets.filter(({ on }) => on === day)
  return {
    centres: [...schedules.keys()],
    scheduleOn: (centre, day) => schedules.get(centre)?.findLast(({ from }) => from <= day) ?? null,
    held(centre, day) {
      const sheet = sheetsOn(day).find(({ data }) => centreName(data.centre) === centre)
      return sheet ? heldOf(sheet) : null
    },
    byId: (id) => sheets.find((sheet) => sheet.id === id) ?? null,
    heldOn: (day) => sheetsOn(day).map(({ data }) => centreName(data.centre)),
  }
}

function heldOf({ id, by, at, data }: MeetingEventOf<'meeting.held'>): MeetingHeld {
  const { currency, present, expected, received, counted, note } = data
  return { id, by: plainText(by), at, currency, present, expected, received, counted, ...(note !== undefined && { note: plainText(note) }) }
}

const ISOLATES = /[\u2066-\u2069]/gu

/** A centre is called by what is seen of its name: the same again for a name that a page was given and gives back. */
export function centreName(text: string): string {
  return plainText(text.replace(ISOLATES, '').trim())
}

/** Whether a centre meets on a day by the schedule that holds then. */
export function meetsOn({ from, until, weekday, everyWeeks = 1 }: Schedule, day: string): boolean {
  if (day < from || (until !== undefined && day > until)) return false
  const since = dayOf(day) - firstMeeting(from, weekday)
  return since >= 0 && since % (7 * everyWeeks) === 0
}

function firstMeeting(from: string, weekday: number): number {
  const day = dayOf(from)
  return day + ((weekday - weekdayOf(day) + 7) % 7)
}

/** 1 for Monday to 7 for Sunday; the first day of 1970 was a Thursday. */
function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** More than the longest time between two meetings (E15: 52 weeks). */
const LONGEST_WAIT = 7 * 53

/** The next day from `day` on which the centre meets. */
export function nextMeeting(meetings: Meetings, centre: string, day: string): string | null {
  const first = dayOf(day)
  for (let ahead = 0; ahead < LONGEST_WAIT; ahead++) {
    const asked = formatDay((first + ahead) as Day)
    const schedule = meetings.scheduleOn(centre, asked)
    if (schedule && meetsOn(schedule, asked)) return asked
  }
  return null
}
