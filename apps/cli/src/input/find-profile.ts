/** Finds the profile a person named: one that ships, by id, or a JSON file. */
import { existsSync } from 'node:fs'
import { PROFILES } from '@tideline/content'
import { EVENTS_PROFILE, loadProfile, type Profile } from '@tideline/import'
import { Failure, failureOf } from '../failure.ts'
import { sayIssue } from './say-issue.ts'
import { readJsonFile } from './open-file.ts'

/** `taiwan` is enough where only one has it in its name. Throws a `Failure` that says what there is, or every fault. */
export async function findProfile(name: string): Promise<Profile> {
  const id = name.replace(/@\d+$/, '')
  if (id === EVENTS_PROFILE.id) return EVENTS_PROFILE
  if (PROFILES.has(id)) return checked(id, PROFILES.get(id))
  const alike = [...PROFILES.keys()].filter((known) => known.split('-').includes(id))
  if (alike.length === 1) return checked(alike[0]!, PROFILES.get(alike[0]!))
  if (existsSync(name) || /[/\\]|\.json$/.test(name)) return checked(name, await readJsonFile(name, 'a profile'))
  throw new Failure(`There is no profile ${name}. There is ${[...PROFILES.keys(), EVENTS_PROFILE.id].join(', ')}; or name a JSON file.`)
}

function checked(name: string, json: unknown): Profile {
  const loaded = loadProfile(json)
  if (loaded.ok) return loaded.profile
  throw failureOf(loaded.issues.map((issue) => sayIssue(name, issue)), 'nothing was imported')
}
