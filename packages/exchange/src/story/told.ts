/** What of each entry is told to a borrower: all that the engine reads of it, and nothing that staff wrote to each other. */
import type { EventData, EventType } from '@tideline/journal'

/** `number`; `day` and `month` beside the entry's own day; `text`; `entry`: the id of another; `json`: what has parts. */
export type Coding = 'number' | 'day' | 'month' | 'text' | 'entry' | 'json'

export interface ToldField {
  readonly key: string
  readonly coding: Coding
  readonly optional: boolean
}

/** A field ending in `?` may be missing. */
type Fields<T extends EventType> = { readonly [K in keyof EventData[T] & string as undefined extends EventData[T][K] ? `${K}?` : K]?: Coding }

/** The types in the order of their numbers in a bundle: a new one goes last. A reversal and what it takes back are both left out. */
const TOLD: { readonly [T in Exclude<EventType, 'event.reversed'>]: Fields<T> } = {
  'borrower.registered': { name: 'text', branch: 'text', 'language?': 'text' },
  'line.opened': { kind: 'text', currency: 'text', limit: 'number' },
  'limit.set': { limit: 'number' },
  'phase.set': { phase: 'text' },
  'draw.made': { amount: 'number' },
  'charge.added': { kind: 'text', amount: 'number' },
  'due.raised': { dueOn: 'day', amount: 'number' },
  'due.cancelled': { due: 'entry', reason: 'text' },
  'payment.received': { amount: 'number' },
  'statement.reported': { balance: 'number', paid: 'number', daysPastDue: 'number' },
  'income.observed': { month: 'month', amount: 'number' },
  'spending.observed': { month: 'month', category: 'text', amount: 'number' },
  'bureau.reported': { 'score?': 'number', delinquentAccounts: 'number', goodAccounts: 'number', inquiries6m: 'number' },
  'covenant.reported': {
    'dscrHistoric?': 'number',
    'dscrForecast?': 'number',
    'llcr?': 'number',
    'dsraMonths?': 'number',
    'plannedProgress?': 'number',
    'actualProgress?': 'number',
    'budget?': 'number',
    'costToComplete?': 'number',
  },
  'flag.raised': { flag: 'text' },
  'flag.cleared': { flag: 'text' },
  'contact.made': { kind: 'text', 'promise?': 'json' },
  'review.held': {},
  'line.restructured': {},
  'override.proposed': { status: 'text', 'limit?': 'number', until: 'day' },
  'override.approved': { proposal: 'entry' },
  'path.issued': { policy: 'json', scorecard: 'json', status: 'text', reopensOn: 'day', limit: 'number', steps: 'json', expires: 'day' },
  'line.closed': { reason: 'text' },
}

/** Stands where the vocabulary asks for words that are not told. */
export const UNTOLD = '-'

/** What must be there for the entry to be one, and is not told. */
const FILLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'contact.made': { outcome: UNTOLD },
  'review.held': { note: UNTOLD },
  'line.restructured': { note: UNTOLD },
  'override.proposed': { reason: UNTOLD, note: UNTOLD },
}

export interface ToldType {
  readonly type: EventType
  readonly fields: readonly ToldField[]
  readonly filled: Readonly<Record<string, string>>
  /** Of these alone it matters who: two people must have agreed. */
  readonly tellsWho: boolean
}

export const TOLD_TYPES: readonly ToldType[] = Object.entries(TOLD).map(([type, fields]) => ({
  type: type as EventType,
  fields: Object.entries(fields).map(([name, coding]) => ({ key: name.replace('?', ''), coding, optional: name.endsWith('?') })),
  filled: FILLED[type] ?? {},
  tellsWho: type.startsWith('override.'),
}))
