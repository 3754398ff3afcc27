/** Writes events as a careless field office would: late, in ties, with and without milliseconds. */
import type { EventData, EventType, JournalEvent } from '@tideline/journal'
import { dayText } from '../reference/days.ts'
import type { Random } from './random.ts'

const PEOPLE = ['officer-1', 'officer-2', 'manager-1', 'core-bank'] as const

/** Whom an event concerns; see E8 for which types name what. */
export interface Concern {
  readonly borrower?: string
  readonly line?: string
}

export interface Recorder {
  readonly events: JournalEvent[]
  /** Records an event on a day (a day number) and returns its id. */
  readonly record: <T extends EventType>(
    type: T,
    day: number,
    concern: Concern,
    data: EventData[T],
    by?: string,
  ) => string
  /** Records an event of a type that the vocabulary does not know. */
  readonly recordUnknown: (day: number, concern: Concern) => string
}

/** `lateness` is the share of events that are recorded days after they happened. */
export function recorderOf(random: Random, prefix: string, lateness: number): Recorder {
  const events: JournalEvent[] = []
  const envelope = (type: string, day: number, concern: Concern, data: unknown, by: string): string => {
    // Ids do not rise with time, so that order by id and order by arrival differ.
    const id = `${prefix}-${random.int(100, 999)}-${events.length}`
    events.push({ id, type, on: dayText(day), at: instantNear(random, day, lateness), by, ...concern, data })
    return id
  }
  return {
    events,
    record: (type, day, concern, data, by) => envelope(type, day, concern, data, by ?? random.pick(PEOPLE)),
    recordUnknown: (day, concern) => envelope('weather.observed', day, concern, { rain: true }, 'officer-1'),
  }
}

function instantNear(random: Random, day: number, lateness: number): string {
  const recordedOn = day + (random.chance(lateness) ? random.int(1, 45) : 0)
  const two = (value: number): string => String(value).padStart(2, '0')
  // Few distinct times, so that ties in `at` are common.
  const time = `${two(random.int(8, 10))}:${two(random.pick([0, 0, 30]))}:${two(random.pick([0, 0, 1]))}`
  const milliseconds = random.pick(['', '', '.000', '.500'])
  return `${dayText(recordedOn)}T${time}${milliseconds}Z`
}
