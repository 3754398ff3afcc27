/** Erases a borrower for good, and tells the chains in the same transaction what they need to be followed over it (journal AU8). */
import { erasuresOf, type JournalEvent } from '@tideline/journal'
import { StorageFailure, type Vault, type VaultRefusal } from '@tideline/storage'
import { forgetDrafts } from './draft-tasks.ts'
import type { LooksKept } from './last-look.ts'
import type { RecordContext } from './record-entry.ts'

/** By the supervisor who is there. `events`: how many went; 0 where there was nobody. */
export async function eraseBorrower(
  { store, decided, signer, clock, newId }: RecordContext,
  vault: Vault,
  borrower: string,
  looks: Pick<LooksKept, 'drop'>,
): Promise<{ readonly ok: true; readonly events: number } | VaultRefusal> {
  const by = vault.user?.name
  if (by === undefined) return { ok: false, code: 'locked', waitMs: 0 }
  if (vault.user?.role !== 'supervisor') return { ok: false, code: 'not-allowed', waitMs: 0 }
  await looks.drop()
  if (borrower !== '') {
    const { owners } = await decided.latest(clock().slice(0, 10))
    const lines = [...owners].flatMap(([line, owner]) => (owner === borrower ? [line] : []))
    const { users } = await vault.status()
    await forgetDrafts(store, users.map(({ id }) => id), [borrower, ...lines])
  }
  for (;;) {
    const at = clock()
    const on = at.slice(0, 10)
    const known = await decided.latest(on)
    const events = borrower === '' ? [] : await readable(store.read(borrower))
    const told = events?.length === 0 ? [] : erasuresOf(events ?? []).map((data): JournalEvent => ({ id: newId(), type: 'borrower.erased', on, at, by, data }))
    const signed = told.length > 0 ? await signer.sign(told, known) : { events: told, stored: () => {} }
    // Where nobody signs there is no chain to follow.
    const isSigned = signed.events.every(({ audit }) => audit !== undefined)
    const shredded = await vault.shred(borrower, at, { revision: known.revision, events: isSigned ? signed.events : [] })
    if (shredded.ok) {
      if (shredded.tombstone && isSigned) signed.stored()
      return { ok: true, events: shredded.tombstone?.events ?? 0 }
    }
    if (shredded.code !== 'outdated') return shredded
  }
}

/** `null` where the borrower's row is damaged: it is erased all the same, and what stood in it nobody can say. */
async function readable(reading: Promise<readonly JournalEvent[]>): Promise<readonly JournalEvent[] | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof StorageFailure && error.code === 'damaged') return null
    throw error
  }
}
