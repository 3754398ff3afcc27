/** What became of a backup, in words. */
import type { BackupContents, BackupProgress, BackupRefusal, PassphraseStrength, RestoreRefusal } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import type { Told } from '../../shell/long-works.svelte.ts'

export const STRENGTHS: Readonly<Record<PassphraseStrength, () => string>> = {
  short: m.strength_short,
  easy: m.strength_easy,
  good: m.strength_good,
  strong: m.strength_strong,
}

const STAGES: Readonly<Record<BackupProgress['stage'], () => string>> = {
  sealing: m.backup_stage_sealing,
  checking: m.backup_stage_checking,
  saving: m.backup_stage_saving,
  reading: m.backup_stage_reading,
  storing: m.backup_stage_storing,
}

/** How far it is; the key is made first, which takes a second or two. */
export function backupTold({ stage, done, of }: BackupProgress): Told {
  return { title: STAGES[stage], share: of > 0 ? done / of : null }
}

const REFUSALS: Readonly<Record<Exclude<BackupRefusal['code'] | RestoreRefusal['code'], 'newer-version' | 'unavailable'>, () => string>> = {
  'no-vault': m.backup_no_vault,
  locked: m.backup_locked,
  'not-allowed': m.backup_not_allowed,
  'weak-passphrase': m.strength_easy,
  'backup-running': m.backup_running,
  'empty-book': m.backup_empty_book,
  busy: m.backup_busy,
  full: m.backup_full,
  unwritable: m.backup_unwritable,
  'not-verified': m.backup_not_verified,
  'not-a-backup': m.restore_not_a_backup,
  'wrong-passphrase': m.restore_wrong_passphrase,
  'head-damaged': m.restore_head_damaged,
  malformed: m.restore_malformed,
  'unreadable-file': m.restore_unreadable_file,
  'book-exists': m.restore_book_exists,
  'not-whole': m.restore_not_whole,
  'nothing-left': m.restore_nothing_left,
}

/** Why there is no backup, or none was restored, and what to do. */
export function refusalText(refusal: BackupRefusal | RestoreRefusal): string {
  if (refusal.code === 'newer-version') return m.restore_newer_version({ version: refusal.version })
  if (refusal.code === 'unavailable') return m.backup_unavailable({ why: refusal.detail })
  return REFUSALS[refusal.code]()
}

/** Where a file is not what it was, place by place. `bytes` writes a number of bytes. */
export function damageTexts({ chunks, beside, truncatedAt }: BackupContents, bytes: (count: number) => string): string[] {
  return [
    ...chunks.slice(0, 8).map(({ index, from, to }) => m.damage_chunk({ part: index + 1, from: bytes(from), to: bytes(to) })),
    ...(chunks.length > 8 ? [m.damage_more({ count: chunks.length - 8 })] : []),
    ...beside.map(({ from, to }) => m.damage_beside({ from: bytes(from), to: bytes(to) })),
    ...(truncatedAt === null ? [] : [m.damage_truncated({ at: bytes(truncatedAt) })]),
  ]
}
