/** The tasks on the record itself. */
import type { SharedStore, Vault } from '@tideline/storage'
import type { AuditTasks } from '../audit-contract.ts'
import type { DecidedBook } from './decided-book.ts'
import { actsOf } from './human-acts.ts'
import { verifyStored } from './verify-stored.ts'

export interface AuditTasksContext {
  readonly vault: Promise<Vault> | null
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  /** The id under which this device signs; `null` where it does not. */
  readonly device: () => Promise<string | null>
  readonly instant: () => string
}

export function makeAuditTasks({ vault, opened, device, instant }: AuditTasksContext): AuditTasks {
  return {
    async verifyBook(onProgress) {
      const { store } = await opened
      const access = (await vault)?.access ?? null
      // What was just done belongs to it.
      await access?.settled()
      return verifyStored({ store, access, here: await device() }, onProgress)
    },

    async accessLog({ before, limit, kind, by, from, until }) {
      const its = await vault
      if (!its?.access || !its.user) return { ok: false, code: 'no-vault' }
      const { decided } = await opened
      const { owners } = await decided.latest(instant().slice(0, 10))
      const ownOnly = its.user.role !== 'supervisor'
      const whose = ownOnly ? its.user.name : by
      await its.access.settled()
      const page = await its.access.read({
        ...(before !== undefined && { before }),
        limit,
        owners,
        matches: (entry) =>
          (kind === undefined || entry.kind === kind) &&
          (whose === undefined || entry.by === whose) &&
          (from === undefined || entry.at >= from) &&
          (until === undefined || entry.at < until),
      })
      return { ok: true, ...page, ownOnly }
    },

    humanActs: async (from, to) => actsOf((await opened).store, from, to),
  }
}
