/** All that one screen says of a line. */
import type { Decision } from '@tideline/engine'
import type { EventData, JournalEvent } from '@tideline/journal'
import type { LineSummary } from './contract.ts'

export interface LinePage {
  readonly summary: LineSummary
  readonly decision: Decision
  /** Day-by-day columns for the chart, opening to `asOf`, one entry per day. */
  readonly trace: LineTrace
  /** The journal of the line, newest first: its own events and those that concern its borrower. */
  readonly journal: readonly JournalEntry[]
  /** The unpaid dues, oldest first. */
  readonly dues: readonly { readonly id: string; readonly dueOn: string; readonly amount: number; readonly unpaid: number }[]
  /** The approved limit (P13) of the day, of which `decision.limit` may be a part. */
  readonly approvedLimit: number
  /** Every metric of the day by its id, `null` where unknown: the parameters of the reason texts. */
  readonly metrics: Readonly<Record<string, number | null>>
  /** The score taken apart (S3): where it starts, and every characteristic in scorecard order. */
  readonly scoreBase: number
  readonly scoreParts: readonly { readonly characteristic: string; readonly points: number; readonly shortfall: number }[]
  /** The steps of the ladder the line is on, 0 unless on probation. */
  readonly ladderSteps: number
  /** How the borrower is reached, as last registered; empty where nobody has said. */
  readonly reach: { readonly phone: string; readonly centre: string }
  /** Calls, visits and messages about the line, newest first, and what became of the promises given. */
  readonly contacts: readonly ContactSeen[]
  /** The data of the latest standing entry of each type: what the next one begins with. */
  readonly lastOf: LastEntries
  /** The policy's layers in order, for "which layer decided"; `firing` holds the codes of the reasons of each. */
  readonly layers: readonly { readonly id: string; readonly firing: readonly string[] }[]
}

export interface LineTrace {
  readonly from: string
  readonly score: Float64Array
  /** NaN where unknown. */
  readonly daysPastDue: Float64Array
  readonly limit: Float64Array
  readonly balance: Float64Array
  /** Index into `STATUSES`. */
  readonly status: Uint8Array
}

export interface JournalEntry {
  readonly event: JournalEvent
  /** The id of the event that reversed it. */
  readonly reversedBy?: string
}

/** One contact with a borrower. */
export interface ContactSeen {
  readonly event: string
  readonly on: string
  readonly by: string
  readonly kind: EventData['contact.made']['kind']
  readonly outcome: string
  readonly promise?: PromiseToPay
}

/** What a borrower promised to pay in a contact. */
export interface PromiseToPay {
  readonly amount: number
  readonly by: string
  /** Paid on the line from the day of the contact to `by`, both included. */
  readonly paid: number
  /** `kept` once enough is paid; `broken` from the day after `by`; `unknown` in reported mode, where no payment is seen. */
  readonly state: 'kept' | 'open' | 'broken' | 'unknown'
}

export type LastEntries = { readonly [T in keyof EventData]?: EventData[T] }
