/** The contract's own files beside the repository (`../shared`), for tests in Node; empty where they are absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PolicyJson, ScorecardJson } from './reference/shapes.ts'
import type { ScenarioFile } from './scenario/scenario.ts'

const SHARED = fileURLToPath(new URL('../../../../shared/', import.meta.url))

/** Whether `../shared` is there; what needs it is skipped without it. */
export const sharedIsPresent = existsSync(SHARED)

/** What to say in the title of a skipped suite. */
export const SHARED_ABSENT = 'skipped: ../shared is not beside the repository'

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(SHARED + path, 'utf8'))
}

/** Every scenario, by file name. */
export function sharedScenarios(): { readonly file: string; readonly scenario: ScenarioFile }[] {
  if (!sharedIsPresent) return []
  return readdirSync(`${SHARED}scenarios`)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, scenario: readJson(`scenarios/${file}`) as ScenarioFile }))
}

/** A policy by `id@version`. */
export function sharedPolicy(reference: string): PolicyJson {
  return readJson(`policies/${reference.replace('@', '-')}.json`) as PolicyJson
}

/** A scorecard by `id@version`. */
export function sharedScorecard(reference: string): ScorecardJson {
  return readJson(`scorecards/${reference.replace('@', '-')}.json`) as ScorecardJson
}
