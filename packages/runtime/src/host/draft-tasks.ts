/** Drafts lie beside the book as one setting for each user, sealed with it. They are no events: nothing is decided by them. */
import { refusalOf, type SharedStore, type Vault } from '@tideline/storage'
import type { DraftTasks, FormDraft } from '../drafts-contract.ts'
import { userOf } from './vault-tasks.ts'

export interface DraftTasksContext {
  readonly vault: Promise<Vault> | null
  readonly opened: Promise<{ readonly store: SharedStore }>
  readonly instant: () => string
}

type Kept = Readonly<Record<string, Omit<FormDraft, 'key'>>>

export function makeDraftTasks({ vault, opened, instant }: DraftTasksContext): DraftTasks {
  const settingOf = async (): Promise<string> => `drafts/${(await userOf(vault))?.id ?? ''}`
  return {
    async drafts() {
      const { store } = await opened
      const kept = ((await store.getSetting(await settingOf())) ?? {}) as Kept
      const found = Object.entries(kept).map(([key, draft]) => ({ key, ...draft }))
      return found.sort((a, b) => (a.at < b.at ? 1 : -1))
    },
    async keepDrafts(changes) {
      try {
        const { store } = await opened
        const at = instant()
        await store.changeSetting(await settingOf(), (value) => {
          const kept = new Map(Object.entries((value ?? {}) as Kept))
          for (const { key, values } of changes) {
            if (values) kept.set(key, { values, at })
            else kept.delete(key)
          }
          return Object.fromEntries(kept)
        })
        return { ok: true }
      } catch (error) {
        return refusalOf(error)
      }
    },
  }
}

/** Forgets what anybody has typed for one of the lines, or for the borrower, in forms of their own or a sheet of many: `ids` of both. */
export async function forgetDrafts(store: SharedStore, users: readonly string[], ids: readonly string[]): Promise<void> {
  const concerns = (key: string): boolean => ids.some((id) => key.startsWith(`${id}/`) || key.endsWith(`/${id}`))
  for (const user of users) {
    if (!(await store.getSetting(`drafts/${user}`))) continue
    await store.changeSetting(`drafts/${user}`, (value) => {
      const others = Object.entries((value ?? {}) as Kept).filter(([key]) => !concerns(key))
      return Object.fromEntries(others.map(([key, draft]) => [key, { ...draft, values: Object.fromEntries(Object.entries(draft.values).filter(([name]) => !concerns(name))) }]))
    })
  }
}
