/** What a user may record, by role. Without a vault, in practice, nobody knows who is there, and everybody may. */
import type { VaultUser } from '@tideline/storage'
import type { Draft, RecordFailure } from '../contract.ts'

/** Why the user may not record it; `null` if they may. */
export function notAllowed(draft: Draft, user: VaultUser): RecordFailure | null {
  if (user.role === 'trainer') return refusal('a trainer reads a real book and records in practice')
  // Whoever left the tablet open has not approved anything: a proposal is answered by PIN (`approveOverride`).
  const answers = draft.type === 'override.approved' || draft.type === 'override.refused'
  return answers ? refusal('a proposal is answered by the PIN of a supervisor') : null
}

function refusal(detail: string): RecordFailure {
  return { code: 'not-allowed', detail }
}
