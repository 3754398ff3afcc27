/** The tasks on files that are looked at, and on the profiles that people keep for theirs. */
import { loadProfile } from '@tideline/import'
import type { Role, SharedStore } from '@tideline/storage'
import type { FileTasks, KeepResult } from '../file-contract.ts'
import { firstRows, lookIntoFile } from './file-look.ts'
import type { KnownBooks } from './known-book.ts'
import { chosenProfile, dropProfile, keepProfile, keptProfiles } from './own-profiles.ts'
import { tableProfiles } from './profiles.ts'

interface FileTasksContext {
  readonly opened: Promise<{ readonly store: SharedStore }>
  readonly known: KnownBooks
  readonly mayChange: (...roles: readonly Role[]) => Promise<boolean>
}

export function makeFileTasks({ opened, known, mayChange }: FileTasksContext): Omit<FileTasks, 'previewImport'> {
  const allowed = async (work: (store: SharedStore) => Promise<KeepResult>): Promise<KeepResult> =>
    (await mayChange('supervisor', 'officer')) ? work((await opened).store) : { ok: false, code: 'not-allowed' }
  return {
    async lookIntoFile(file, fileName, currency) {
      const kept = await keptProfiles((await opened).store)
      // One's own first: of two that fit, whoever made one means it.
      return lookIntoFile(file, fileName, currency, [...kept.map(({ profile }) => profile), ...tableProfiles()])
    },
    async tryProfile(file, fileName, choice, today) {
      if (typeof choice !== 'string') {
        const loaded = loadProfile(choice)
        if (!loaded.ok) return { issues: loaded.issues, refusal: null, rows: [] }
      }
      const chosen = await chosenProfile((await opened).store, choice)
      if ('refusal' in chosen) return { issues: [], refusal: chosen.refusal, rows: [] }
      const { profile } = chosen
      const book = profile.kind === 'entries' ? await known.read(today) : undefined
      return firstRows(file, fileName, profile, book, today)
    },
    async keptProfiles() {
      const kept = await keptProfiles((await opened).store)
      return kept.map(({ id, title, document }) => ({ id, title, document }))
    },
    keepProfile: (text) => allowed((store) => keepProfile(store, text)),
    dropProfile: (id) => allowed((store) => dropProfile(store, id)),
  }
}
