/** An entry of the access log as a sentence without its subject: the name stands beside it. */
import type { AccessEntry, AccessKind, Role } from '@tideline/runtime'
import { formatBytes, formatInstant, formatNumber } from '@tideline/ui/formats'
import { m } from '../../paraglide/messages.js'
import { roleText } from '../../shell/role-words.ts'

const KINDS: Readonly<Record<AccessKind, () => string>> = {
  'vault-made': m.access_vault_made,
  unlocked: m.access_unlocked,
  locked: m.access_locked,
  'unlock-failed': m.access_unlock_failed,
  'line-read': m.access_line_read,
  'path-issued': m.access_path_issued,
  'notice-issued': m.access_notice_issued,
  imported: m.access_imported,
  exported: m.access_exported,
  printed: m.access_printed,
  'handed-over': m.access_handed_over,
  'list-saved': m.access_list_saved,
  'story-sealed': m.access_story_sealed,
  'lender-set': m.access_lender_set,
  'backed-up': m.access_backed_up,
  restored: m.access_restored,
  'borrower-erased': m.access_borrower_erased,
  'book-erased': m.access_book_erased,
  'user-added': m.access_user_added,
  'user-removed': m.access_user_removed,
  'pin-reset': m.access_pin_reset,
  'pin-changed': m.access_pin_changed,
  'recovery-used': m.access_recovery_used,
  'recovery-renewed': m.access_recovery_renewed,
  'passkey-added': m.access_passkey_added,
  'passkey-removed': m.access_passkey_removed,
}

export const ACCESS_KINDS = Object.keys(KINDS) as AccessKind[]

export function kindText(kind: AccessKind): string {
  return KINDS[kind]()
}

/** The small facts of an entry, as far as a person asks for them. */
export function factsText({ facts = {} }: AccessEntry, locale: string): string {
  const { user, role, failures, first, last, events, bytes, way } = facts
  const parts = [
    user !== undefined && String(user),
    role !== undefined && roleText(role as Role),
    way === 'passkey' && m.access_by_passkey(),
    failures !== undefined && m.access_failures({ count: Number(failures) }),
    failures !== undefined && first !== undefined && first !== last && m.access_between({ first: formatInstant(first, locale), last: formatInstant(last!, locale) }),
    events !== undefined && m.access_events({ count: formatNumber(Number(events), locale) }),
    bytes !== undefined && formatBytes(Number(bytes), locale),
  ]
  return parts.filter((part) => part !== false).join(' · ')
}
