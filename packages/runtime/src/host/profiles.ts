/** The profiles by which files are read: those that ship, and `events` for JSON Lines. */
import { PROFILES } from '@tideline/content'
import { EVENTS_PROFILE, loadProfile, type Profile, type TableProfile } from '@tideline/import'
import { assert } from '@tideline/journal'

let loaded: readonly TableProfile[] | null = null

export function tableProfiles(): readonly TableProfile[] {
  loaded ??= [...PROFILES].map(([id, json]) => {
    const result = loadProfile(json)
    assert(result.ok, `A profile that ships is complete: ${id}`)
    return result.profile
  })
  return loaded
}

export function allProfiles(): Profile[] {
  return [EVENTS_PROFILE, ...tableProfiles()]
}
