/** Profiles that people made for their own files: kept with the book, sealed with it, checked whenever they are read. */
import { loadProfile, readProfile, type Profile, type TableProfile } from '@tideline/import'
import { refusalOf, type SharedStore } from '@tideline/storage'
import type { ImportProblem } from '../contract.ts'
import type { KeepResult, KeptProfile, ProfileChoice } from '../file-contract.ts'
import { wholeFile } from './import-report.ts'
import { allProfiles, tableProfiles } from './profiles.ts'

const SETTING = 'import-profiles'
const MOST = 50

type Documents = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What is kept and sound, by title. */
export async function keptProfiles(store: SharedStore): Promise<readonly (KeptProfile & { readonly profile: TableProfile })[]> {
  const kept = ((await store.getSetting(SETTING)) ?? {}) as Documents
  const profiles = Object.values(kept).flatMap((document) => {
    const { ok, ...loaded } = loadProfile(document)
    return ok && 'profile' in loaded ? [{ id: loaded.profile.id, title: loaded.profile.title, document, profile: loaded.profile }] : []
  })
  return profiles.sort((a, b) => (a.title < b.title ? -1 : 1))
}

/** The profile that a page means, checked; or why there is none. */
export async function chosenProfile(store: SharedStore, choice: ProfileChoice): Promise<{ readonly profile: Profile } | { readonly refusal: ImportProblem }> {
  if (typeof choice !== 'string') {
    const loaded = loadProfile(choice)
    if (loaded.ok) return { profile: loaded.profile }
    const { path, expected, got } = loaded.issues[0]!
    return { refusal: { ...wholeFile('bad-profile', expected, got), path } }
  }
  const known: readonly Profile[] = [...allProfiles(), ...(await keptProfiles(store)).map(({ profile }) => profile)]
  const profile = known.find(({ id }) => id === choice)
  return profile ? { profile } : { refusal: wholeFile('unknown-profile', `one of ${known.map(({ id }) => id).join(', ')}`, choice) }
}

export async function keepProfile(store: SharedStore, text: string): Promise<KeepResult> {
  const read = readProfile(text)
  if (!read.ok) return { ok: false, code: 'bad-profile', issues: read.issues }
  const { id } = read.profile
  if (tableProfiles().some((shipped) => shipped.id === id)) return { ok: false, code: 'taken' }
  const kept = await keptProfiles(store)
  if (kept.length >= MOST && kept.every((one) => one.id !== id)) return { ok: false, code: 'too-many' }
  return changing(store, id, (documents) => ({ ...documents, [id]: { ...read.profile } }))
}

export function dropProfile(store: SharedStore, id: string): Promise<KeepResult> {
  return changing(store, id, ({ [id]: _, ...others }) => others)
}

async function changing(store: SharedStore, id: string, change: (documents: Documents) => Documents): Promise<KeepResult> {
  try {
    await store.changeSetting(SETTING, (value) => change((value ?? {}) as Documents))
    return { ok: true, id }
  } catch (error) {
    const { code } = refusalOf(error)
    return { ok: false, code }
  }
}
