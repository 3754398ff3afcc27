import { POLICIES, SCORECARDS } from '@tideline/content'
import { describe, expect, it } from 'vitest'
import { SHARED_ABSENT, sharedIsPresent, sharedScenarios } from '../shared.ts'
import { runScenario } from './scenario.ts'
import { OWN_SCENARIOS, PUBLIC_RULES, readScenarioFolder } from './scenario-folder.ts'

const own = readScenarioFolder(OWN_SCENARIOS)
const publicRules = readScenarioFolder(PUBLIC_RULES)

describe.each([
  ["the project's own scenarios", own],
  ['public rules', publicRules],
])('%s', (_, { scenarios, engine, reference }) => {
  for (const scenario of scenarios) {
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

describe('the policies of the public rules', () => {
  it('do not ship', () => {
    expect(publicRules.scenarios.length).toBeGreaterThan(12)
    for (const { policy } of publicRules.scenarios) expect([...POLICIES.keys()]).not.toContain(policy)
    expect([...SCORECARDS.keys()]).not.toContain('flat@1')
  })

  it('are found beside their scenarios alone', async () => {
    const [scenario] = publicRules.scenarios
    await expect((async () => runScenario(scenario!, own.engine))()).rejects.toThrow(scenario!.policy)
  })
})

describe('the scenarios of the contract, through the engine', () => {
  it.skipIf(sharedIsPresent)(SHARED_ABSENT, () => undefined)
  for (const { scenario } of sharedScenarios()) {
    it(`[${scenario.rules.join('] [')}] ${scenario.name}`, async () => {
      expect((await runScenario(scenario, own.engine)).differences).toEqual([])
    })
  }
})
