import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { SHARED_ABSENT, sharedIsPresent, sharedScenarios } from '../shared.ts'
import { engineDecide } from './engine-decide.ts'
import { referenceDecide } from './reference-decide.ts'
import { runScenario, type ScenarioFile } from './scenario.ts'

const engine = engineDecide({
  policy: (id) => POLICIES.get(id),
  scorecard: (id) => SCORECARDS.get(id),
  reasonCodes: REASON_CODES,
})
const reference = referenceDecide({
  policy: (id) => POLICIES.get(id) as PolicyJson,
  scorecard: (id) => SCORECARDS.get(id) as ScorecardJson,
})

const OWN = fileURLToPath(new URL('../../../content/scenarios/', import.meta.url))
const own = existsSync(OWN) ? readdirSync(OWN).filter((file) => file.endsWith('.json')).sort() : []

describe("the project's own scenarios", () => {
  for (const file of own) {
    const scenario = JSON.parse(readFileSync(OWN + file, 'utf8')) as ScenarioFile
    const title = `[${scenario.rules.join('] [')}] ${scenario.name}`
    it(`${title}, through the engine`, async () => {
      expect((await runScenario(scenario, engine)).differences).toEqual([])
    })
    // The reference takes valid events for granted, so what is refused is the engine's to show.
    if ('expect' in scenario) {
      it(`${title}, through the reference`, async () => {
        expect((await runScenario(scenario, reference)).differences).toEqual([])
      })
    }
  }
})

describe('the scenarios of the contract, through the engine', () => {
  it.skipIf(sharedIsPresent)(SHARED_ABSENT, () => undefined)
  for (const { scenario } of sharedScenarios()) {
    it(`[${scenario.rules.join('] [')}] ${scenario.name}`, async () => {
      expect((await runScenario(scenario, engine)).differences).toEqual([])
    })
  }
})
