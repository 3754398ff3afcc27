/** What a user may record, by role. Without a vault nobody knows who is there, and everybody may. */
import type { VaultUser } from '@tideline/storage'
import type { Draft, RecordFailure } from '../contract.ts'

interface Asked {
  readonly draft: Draft
  readonly user: VaultUser
  /** A practice book: nobody's money. */
  readonly practice: boolean
}

/** Why the user may not record it; `null` if they may. */
export function notAllowed({ draft, user, practice }: Asked): RecordFailure | null {
  if (user.role === 'trainer' && !practice) return refusal('a trainer records in practice books only')
  // Whoever left the tablet open has not approved anything: a proposal is answered by PIN (`approveOverride`).
  const answers = draft.type === 'override.approved' || draft.type === 'override.refused'
  return answers ? refusal('a proposal is answered by the PIN of a supervisor') : null
}

function refusal(detail: string): RecordFailure {
  return { code: 'not-allowed', detail }
}
