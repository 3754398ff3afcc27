/** What a page may ask about the judgement of people: overrides by two of them, and reviews that borrowers ask for. */
import type { Decision, IgnoredApproval, Status } from '@tideline/engine'
import type { Issue, LineKind, OverrideStatus, ReviewSubject } from '@tideline/journal'
import type { VaultRefusal } from '@tideline/storage'
import type { RecordResult } from './contract.ts'

/** What an override of a line may be on a day (engine P12). */
export interface OverrideBounds {
  /** The codes of the reasons that no two people may lift, firing today: while there is one, no approval has an effect. */
  readonly hardStops: readonly string[]
  /** The layers that end an override whenever they suspend, with a verdict of their own. */
  readonly neverAgainst: readonly string[]
  /** What may be set: `probation` only where the way back has steps; nothing on a closed line. */
  readonly statuses: readonly OverrideStatus[]
  readonly maxDays: number
  /** The last day of an override that is approved today. */
  readonly lastDay: string
}

export interface ProposedOverride {
  readonly status: OverrideStatus
  /** The approved limit; it outlives the override. */
  readonly limit?: number
  readonly until: string
}

/** `pending`: nobody has answered, or only by an approval without effect, and its days are not over. */
export type ProposalState = 'pending' | 'in-force' | 'ended' | 'refused' | 'expired'

/** A proposal and what became of it by a day. */
export interface ProposalSeen extends ProposedOverride {
  readonly id: string
  readonly line: string
  readonly name: string
  readonly kind: LineKind
  readonly currency: string
  readonly by: string
  readonly on: string
  readonly reason: string
  readonly note: string
  readonly state: ProposalState
  /** The approval with effect, or the refusal. */
  readonly answer?: { readonly by: string; readonly on: string; readonly note?: string }
  /** Of one that was approved: the status of the day before. */
  readonly before?: Status
  /** Of one that was approved: the last day on which it runs or ran. */
  readonly runsUntil?: string
  /** Why the last approval had no effect (P23), where none had. */
  readonly ignored?: IgnoredApproval['why']
  /** What became of a line that it kept open or opened. */
  readonly outcome?: 'open' | 'suspended-again' | 'written-off' | 'closed'
}

/** A borrower's request for a person to look. */
export interface ReviewRequest {
  readonly id: string
  readonly on: string
  readonly by: string
  readonly about: ReviewSubject
  readonly note: string
  readonly answerBy: string
  readonly answer?: { readonly by: string; readonly on: string; readonly outcome: 'stands' | 'changed'; readonly note: string }
}

/** Newest first. */
export interface LineJudgement {
  readonly bounds: OverrideBounds
  readonly proposals: readonly ProposalSeen[]
  readonly requests: readonly ReviewRequest[]
}

/** What the line would be: today with the override, and the day after it ended if nothing else happens. */
export type OverridePreview =
  | { readonly ok: true; readonly then: Decision; readonly after: Decision; /** Its last day. */ readonly runsUntil: string }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Who answers a proposal: a user of the vault by PIN, or in practice, where nobody has one, a name. */
export type Answerer = { readonly user: string; readonly pin: string } | { readonly name: string }

export type AnswerRefusal =
  /** Of the vault: `wrong-pin`, `wait`, `unknown-user`, `locked`. */
  | Pick<VaultRefusal, 'code' | 'waitMs'>
  | { readonly code: 'not-supervisor' | 'own-proposal' | 'nameless' | 'unknown-proposal' | 'answered' }
  /** An approval that would do nothing (P23) is not recorded. */
  | { readonly code: 'without-effect'; readonly why: IgnoredApproval['why'] }
  | { readonly code: 'not-saved'; readonly detail: string }

export type AnswerResult = (RecordResult & { readonly ok: true }) | { readonly ok: false; readonly refusal: AnswerRefusal }

/** The overrides proposed in a period, by whom, and the lines that they are measured against. */
export interface JudgementRecord {
  readonly from: string
  readonly to: string
  /** By name, each with its proposals, newest first. */
  readonly officers: readonly { readonly officer: string; readonly proposals: readonly ProposalSeen[] }[]
  /** The lines that were suspended on a day of the period. */
  readonly suspended: readonly { readonly line: string; readonly name: string }[]
}

export interface JudgementTasks {
  /** `null` for a line that is not in the book, or not open yet. */
  judgement(line: string, asOf: string): Promise<LineJudgement | null>
  previewOverride(line: string, proposed: ProposedOverride, asOf: string): Promise<OverridePreview | null>
  /** Approves in the name of the supervisor whose PIN it is; whoever is there stays. */
  approveOverride(line: string, proposal: string, answerer: Answerer, today: string): Promise<AnswerResult>
  /** Says no, and why; as `approveOverride` otherwise. */
  refuseOverride(line: string, proposal: string, note: string, answerer: Answerer, today: string): Promise<AnswerResult>
  /** For supervisors: `null` for anybody else. */
  judgementRecord(asOf: string): Promise<JudgementRecord | null>
}
