import { describe, expect, it } from 'vitest'
import { SHARED_ABSENT, sharedIsPresent, sharedPolicy, sharedScenarios, sharedScorecard } from '../shared.ts'
import { referenceDecide } from './reference-decide.ts'
import { runScenario, type ScenarioFile } from './scenario.ts'

const decide = referenceDecide({ policy: sharedPolicy, scorecard: sharedScorecard })

describe('the scenarios of the contract, through the reference evaluator', () => {
  it.skipIf(sharedIsPresent)(SHARED_ABSENT, () => undefined)

  for (const { scenario } of sharedScenarios()) {
    it(`[${scenario.rules.join('] [')}] ${scenario.name}`, async () => {
      expect((await runScenario(scenario, decide)).differences).toEqual([])
    })
  }
})

describe.skipIf(!sharedIsPresent)('the runner', () => {
  const scenario = sharedScenarios()[0]?.scenario

  it('names the day on which a decision differs', async () => {
    if (scenario === undefined || !('expect' in scenario)) throw new Error('the first scenario expects days')
    const wrong: ScenarioFile = { ...scenario, expect: scenario.expect.map((day) => ({ ...day, score: 1 })) }
    const result = await runScenario(wrong, decide)
    expect(result.differences.map(({ on }) => on)).toEqual(scenario.expect.map(({ on }) => on))
  })

  it('[E2] accepts the refusal a file asks for, and no other', async () => {
    if (scenario === undefined || !('expect' in scenario)) throw new Error('the first scenario expects days')
    const { expect: _days, ...rest } = scenario
    const events = scenario.events.flatMap((event) => [event, { ...event, by: 'someone else' }])
    const refused = { ...rest, events, refuse: { code: 'conflicting-event' } }
    expect((await runScenario(refused, decide)).ok).toBe(true)
    expect((await runScenario({ ...refused, refuse: { code: 'bad-data' } }, decide)).ok).toBe(false)
    expect((await runScenario({ ...refused, events: scenario.events }, decide)).ok).toBe(false)
  })
})

it('[Q8] compares of a promise the fields that a scenario states, and none where it states none', async () => {
  const day = { status: 'active', since: '2025-01-01', limit: 1, available: 1, balance: 0, score: 600, segment: 's', phase: 'steady' }
  const promise = { event: 'p-1', state: 'kept', endedOn: '2025-01-02' }
  const decided = { ...day, asOf: '2025-01-02', reasons: [], warnings: [], promise }
  const run = async (expected: object): Promise<boolean> => {
    const expect = [{ on: '2025-01-02', ...day, reasons: [], warnings: [], ...expected }]
    const file: ScenarioFile = { name: 'a promise', rules: ['Q8'], policy: 'p@1', events: [], line: 'L-1', expect }
    return (await runScenario(file, () => ({ ok: true, decisions: [decided] }))).ok
  }
  expect(await run({})).toBe(true)
  expect(await run({ promise: { state: 'kept' } })).toBe(true)
  expect(await run({ promise: { state: 'broken' } })).toBe(false)
  expect(await run({ promise: { state: 'kept', brokenStep: 0 } })).toBe(false)
})
