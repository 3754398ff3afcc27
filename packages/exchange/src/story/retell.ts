/** A borrower's log in the form in which it is handed over: only what takes part, in order, numbered by place (HB2, HB3). */
import { knownLog, type KnownEvent, type Log } from '@tideline/journal'
import { TOLD_TYPES, UNTOLD, type ToldType } from './told.ts'

/** Enough for any borrower's life; more is no story but an attack. */
export const MOST_ENTRIES = 9999
const PLACE_DIGITS = 4
const LENDER = 'lender'

const toldTypes: ReadonlyMap<string, ToldType> = new Map(TOLD_TYPES.map((told) => [told.type, told]))

/** The id of an entry by its place: as texts they order as the places do. */
export function placeId(place: number): string {
  return String(place + 1).padStart(PLACE_DIGITS, '0')
}

/** The last second of its day, at which every entry is told to have been recorded: the order of the places is that of the log. */
export function toldInstant(on: string): string {
  return `${on}T23:59:59Z`
}

/** The entries of one borrower and the market phases, as known at an instant. To retell what was retold changes nothing. */
export function retell(log: Log, borrower: string, knownAt?: string): KnownEvent[] {
  const own = knownLog(log, knownAt).filter((event) => (event.type === 'phase.set' || event.borrower === borrower) && toldTypes.has(event.type))
  const places = new Map(own.map(({ id }, place) => [id, placeId(place)]))
  const people = new Map<string, string>()
  return own.map((event, place) => {
    const told = toldTypes.get(event.type)!
    const given = event.data as Readonly<Record<string, unknown>>
    const data: Record<string, unknown> = { ...told.filled }
    for (const { key, coding } of told.fields) {
      if (given[key] === undefined) continue
      data[key] = coding === 'entry' ? (places.get(String(given[key])) ?? UNTOLD) : given[key]
    }
    return toldEvent(told, { place, line: event.line, borrower, on: event.on, by: told.tellsWho ? personIn(people, event.by) : LENDER, data })
  })
}

interface Told {
  readonly place: number
  readonly line: string | undefined
  readonly borrower: string
  readonly on: string
  readonly by: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The entry as both sides write it. */
export function toldEvent({ type }: ToldType, { place, line, borrower, on, by, data }: Told): KnownEvent {
  const whose = type === 'phase.set' ? {} : line === undefined ? { borrower } : { borrower, line }
  return { id: placeId(place), type, ...whose, on, at: toldInstant(on), by, data } as unknown as KnownEvent
}

/** By number, 0 being nobody in particular. */
export function personName(number: number): string {
  return number === 0 ? LENDER : `${LENDER}-${number}`
}

function personIn(people: Map<string, string>, by: string): string {
  const known = people.get(by)
  if (known !== undefined) return known
  const name = personName(people.size + 1)
  people.set(by, name)
  return name
}
