/** What a user may record, by role. Without a vault nobody knows who is there, and everybody may. */
import type { JournalEvent } from '@tideline/journal'
import type { VaultUser } from '@tideline/storage'
import type { Draft, RecordFailure } from '../contract.ts'

interface Asked {
  readonly draft: Draft
  readonly user: VaultUser
  /** A practice book: nobody's money. */
  readonly practice: boolean
  /** The borrower's events. */
  readonly stored: readonly JournalEvent[]
}

/** Why the user may not record it; `null` if they may. */
export function notAllowed({ draft, user, practice, stored }: Asked): RecordFailure | null {
  if (user.role === 'trainer' && !practice) return refusal('a trainer records in practice books only')
  if (draft.type !== 'override.approved') return null
  // In practice one person plays both, but for proposer and approver: that is what is practised.
  if (user.role !== 'supervisor' && !practice) return refusal('an override is approved by a supervisor')
  const proposal = stored.find(({ id }) => id === draft.data.proposal)
  return proposal?.by === user.name ? refusal('who proposed an override never approves it') : null
}

function refusal(detail: string): RecordFailure {
  return { code: 'not-allowed', detail }
}
