/** The event vocabulary: every fact the journal can hold. Rules E1 to E8 of SPEC.md. */

import type { AuditLink } from './audit.ts'

/** What every event carries, known type or not. `on` is a civil day, `at` an instant in UTC. */
export interface Envelope<Type extends string = string, Data = unknown> {
  readonly id: string
  readonly type: Type
  readonly borrower?: string
  readonly line?: string
  /** `YYYY-MM-DD`: the day it takes effect. */
  readonly on: string
  /** `YYYY-MM-DDTHH:MM:SSZ` or with milliseconds: when it was recorded. */
  readonly at: string
  readonly by: string
  readonly data: Data
  /** Its place in the chain of the device that recorded it; absent where no device signed it. */
  readonly audit?: AuditLink
}

export type LineKind = 'revolving' | 'instalment' | 'project'
export type Phase = 'growth' | 'steady' | 'tighten'
export type Flag = 'fraud' | 'insolvency' | 'deceased' | 'dispute' | 'hardship'
/** A status that two people may set by judgement; `closed` is reached by rule or `line.closed` only. */
export type OverrideStatus = 'active' | 'watch' | 'suspended' | 'probation'

/** A document as a promise names it: `id@version` and the SHA-256 of its canonical JSON. */
export interface NamedDocument {
  readonly id: string
  readonly sha256: string
}

/** What a borrower is to have done by the end of a day for a promise to be kept; metrics are the engine's. */
export type PromisedStep =
  | { readonly kind: 'payment'; readonly amount: number; readonly by: string }
  | { readonly kind: 'income'; readonly month: string; readonly amount: number; readonly by: string }
  | {
      readonly kind: 'metric'
      readonly metric: string
      readonly op: 'lt' | 'lte' | 'gt' | 'gte' | 'eq' | 'ne'
      readonly value: number
      readonly by: string
    }

/** The data of each type; money in minor units, days `YYYY-MM-DD`, months `YYYY-MM`. */
export interface EventData {
  'borrower.registered': { readonly name: string; readonly branch: string; readonly officer?: string; readonly language?: string }
  'line.opened': { readonly kind: LineKind; readonly currency: string; readonly limit: number }
  'limit.set': { readonly limit: number }
  'phase.set': { readonly phase: Phase }
  'draw.made': { readonly amount: number }
  'charge.added': { readonly kind: 'interest' | 'fee'; readonly amount: number }
  'due.raised': { readonly dueOn: string; readonly amount: number }
  'due.cancelled': { readonly due: string; readonly reason: 'rescheduled' | 'holiday' | 'waived' | 'error' }
  'payment.received': { readonly amount: number }
  'statement.reported': { readonly balance: number; readonly paid: number; readonly daysPastDue: number }
  'income.observed': { readonly month: string; readonly amount: number; readonly source?: string }
  'spending.observed': { readonly month: string; readonly category: 'essential' | 'discretionary'; readonly amount: number }
  'bureau.reported': { readonly score?: number; readonly delinquentAccounts: number; readonly goodAccounts: number; readonly inquiries6m: number }
  'covenant.reported': {
    readonly dscrHistoric?: number
    readonly dscrForecast?: number
    readonly llcr?: number
    readonly dsraMonths?: number
    readonly plannedProgress?: number
    readonly actualProgress?: number
    readonly budget?: number
    readonly costToComplete?: number
  }
  'flag.raised': { readonly flag: Flag }
  'flag.cleared': { readonly flag: Flag }
  'contact.made': {
    readonly kind: 'call' | 'visit' | 'message'
    readonly outcome: string
    readonly promise?: { readonly amount: number; readonly by: string }
  }
  'review.held': {
    readonly note: string
    /** The `review.requested` that it answers, and what came of it. */
    readonly answers?: { readonly request: string; readonly outcome: 'stands' | 'changed' }
  }
  'line.restructured': { readonly note: string }
  'override.proposed': { readonly status: OverrideStatus; readonly limit?: number; readonly reason: string; readonly note: string; readonly until: string }
  'override.approved': { readonly proposal: string }
  'path.issued': {
    readonly policy: NamedDocument
    readonly scorecard: NamedDocument
    readonly status: 'probation' | 'active'
    readonly reopensOn: string
    readonly limit: number
    readonly steps: readonly PromisedStep[]
    readonly expires: string
  }
  'line.closed': { readonly reason: 'borrower-request' | 'expired' | 'written-off' }
  'event.reversed': { readonly event: string; readonly reason: string }
}

export type EventType = keyof EventData
export type EventOf<T extends EventType> = Envelope<T, EventData[T]>
/** An event of a known type, discriminated by `type`. */
export type KnownEvent = { [T in EventType]: EventOf<T> }[EventType]
/** Any event: one of an unknown type is kept and exported again, and takes no part (E4). */
export type JournalEvent = KnownEvent | Envelope

/** Rank within a day (E1), in the order of spec §2. */
export const EVENT_RANK: { readonly [T in EventType]: number } = {
  'borrower.registered': 0,
  'line.opened': 1,
  'limit.set': 2,
  'phase.set': 3,
  'draw.made': 4,
  'charge.added': 5,
  'due.raised': 6,
  'due.cancelled': 7,
  'payment.received': 8,
  'statement.reported': 9,
  'income.observed': 10,
  'spending.observed': 11,
  'bureau.reported': 12,
  'covenant.reported': 13,
  'flag.raised': 14,
  'flag.cleared': 14,
  'contact.made': 16,
  'review.held': 17,
  'line.restructured': 18,
  'override.proposed': 19,
  'override.approved': 20,
  'line.closed': 21,
  'event.reversed': 22,
  'path.issued': 23,
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(Object.keys(EVENT_RANK))

/** Whether the vocabulary knows the type of an event. */
export function isKnownEvent(event: JournalEvent): event is KnownEvent {
  return KNOWN_TYPES.has(event.type)
}
