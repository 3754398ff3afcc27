/** Rules alone: each peer in a process of its own, its answers first compared with Tideline's, one by one. */
import { randomFrom } from '@tideline/testkit'
import { heldBytes, timeRuns, type Measured, type TaskResult } from '../measure.ts'
import { firstDifference, randomInputs, type Inputs, type Outcome } from './rule-set.ts'
import { outcomeColumns, outcomesIn, rowsOf, tidelineRules } from './tideline.ts'

export const SINGLE = 'Tideline, from an object to an object'
export const COLUMNS = 'Tideline, over columns'
export const ZEN = 'zen, Promise.all'
const ZEN_IN_TURN = 'zen, one decision after another'
const ZEN_BARE = 'zen, bare expression without a graph'
const ZEN_IN_ONE = 'zen, all sets in one evaluation'
export const ZEN_WAYS = [ZEN, ZEN_IN_TURN, ZEN_BARE, ZEN_IN_ONE]
const JSON_IN_TURN = 'json-rules-engine, one after another'
const JSON_AT_ONCE = 'json-rules-engine, Promise.all'
export const JSON_WAYS = [JSON_IN_TURN, JSON_AT_ONCE]

const SEED = 20261124
const SETS = 10_000
/** For a peer that takes longer. */
const FEW_SETS = 2_000
/** How often Tideline goes through all sets in one run, so that a run takes a tenth of a second or more. */
const PASSES = 50

export async function measureTideline(scale = 1): Promise<TaskResult> {
  const inputs = inputsOf(scale)
  const rows = rowsOf(inputs)
  const { decide, decideRows } = tidelineRules()
  const into = outcomeColumns(rows.length)
  assertSame(inputs, inputs.map(decide), outcomesIn(decideRows(rows, into)), 'Tideline over columns')
  const held = heldBytes()
  const count = inputs.length * PASSES
  return {
    measured: [
      decisions(SINGLE, count, await timeRuns(() => repeated(() => inputs.map(decide)))),
      decisions(COLUMNS, count, await timeRuns(() => repeated(() => decideRows(rows, into)))),
    ],
    heldBytes: held,
  }
}

function repeated<T>(work: () => T): T {
  let last = work()
  for (let pass = 1; pass < PASSES; pass++) last = work()
  return last
}

export async function measureZen(scale = 1): Promise<TaskResult> {
  const inputs = inputsOf(scale)
  const expected = inputs.map(tidelineRules().decide)
  const { zenRules } = await import('./zen.ts')
  const zen = zenRules()
  const ways = {
    [ZEN_IN_TURN]: zen.decideInTurn,
    [ZEN]: zen.decideAtOnce,
    [ZEN_BARE]: zen.decideBare,
    [ZEN_IN_ONE]: zen.decideInOne,
  }
  const held = heldBytes()
  const measured = await measureWays(ways, inputs, expected)
  zen.dispose()
  return { measured, heldBytes: held }
}

export async function measureJsonRules(scale = 1): Promise<TaskResult> {
  const inputs = inputsOf((scale * FEW_SETS) / SETS)
  const expected = inputs.map(tidelineRules().decide)
  const { jsonRules } = await import('./json-rules-engine.ts')
  const rules = jsonRules()
  const ways = { [JSON_IN_TURN]: rules.decideInTurn, [JSON_AT_ONCE]: rules.decideAtOnce }
  const held = heldBytes()
  return { measured: await measureWays(ways, inputs, expected), heldBytes: held }
}

type Way = (inputs: readonly Inputs[]) => readonly Outcome[] | Promise<readonly Outcome[]>

async function measureWays(
  ways: Readonly<Record<string, Way>>,
  inputs: readonly Inputs[],
  expected: readonly Outcome[],
): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const [name, way] of Object.entries(ways)) {
    assertSame(inputs, expected, await way(inputs), name)
    measured.push(decisions(name, inputs.length, await timeRuns(() => way(inputs))))
  }
  return measured
}

function inputsOf(scale: number): Inputs[] {
  return randomInputs(randomFrom(SEED), Math.ceil(SETS * scale))
}

function decisions(what: string, count: number, samples: readonly number[]): Measured {
  return { what, samples, units: { count, name: 'decision' } }
}

function assertSame(inputs: readonly Inputs[], one: readonly Outcome[], other: readonly Outcome[], name: string): void {
  const difference = firstDifference(inputs, one, other)
  if (difference !== null) throw new Error(`${name} decides otherwise than Tideline: ${difference}`)
}
