/** A folder of scenario files, with the policies and scorecards they name; for tests in Node. */
import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { engineDecide } from './engine-decide.ts'
import { referenceDecide } from './reference-decide.ts'
import type { Decide, ScenarioFile } from './scenario.ts'

export interface ScenarioFolder {
  readonly scenarios: readonly ScenarioFile[]
  readonly engine: Decide
  readonly reference: Decide
}

/** The scenarios of this repository: those about policies that ship, and the public rules with policies of their own. */
export const OWN_SCENARIOS = fileURLToPath(new URL('../../../content/scenarios/', import.meta.url))
export const PUBLIC_RULES = `${OWN_SCENARIOS}public-rules/`

/**
 * Scenarios name documents by `id@version`: first those in the folder's own `policies/` and `scorecards/`, then those
 * that ship. The reasons of the folder's own policies need no text, for nobody is shown them.
 */
export function readScenarioFolder(folder: string): ScenarioFolder {
  const policies = new Map([...POLICIES, ...documentsIn(`${folder}policies/`)]) as ReadonlyMap<string, PolicyJson>
  const scorecards = new Map([...SCORECARDS, ...documentsIn(`${folder}scorecards/`)]) as ReadonlyMap<string, ScorecardJson>
  const own = [...documentsIn(`${folder}policies/`).values()] as readonly PolicyJson[]
  const reasons = own.flatMap(({ layers }) => layers.flatMap(({ rules }) => rules.map(({ reason }) => reason)))
  const named = <T>(documents: ReadonlyMap<string, T>) => (id: string): T => {
    const document = documents.get(id)
    if (document === undefined) throw new Error(`${id} neither ships nor stands in ${folder}`)
    return document
  }
  const library = { policy: named(policies), scorecard: named(scorecards) }
  return {
    scenarios: jsonIn(folder) as readonly ScenarioFile[],
    engine: engineDecide({ ...library, reasonCodes: new Set([...REASON_CODES, ...reasons]) }),
    reference: referenceDecide(library),
  }
}

function documentsIn(folder: string): ReadonlyMap<string, unknown> {
  const documents = jsonIn(folder) as readonly { readonly id: string; readonly version: number }[]
  return new Map(documents.map((document) => [`${document.id}@${document.version}`, document]))
}

function jsonIn(folder: string): unknown[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.sort().map((file): unknown => JSON.parse(readFileSync(folder + file, 'utf8')))
}
