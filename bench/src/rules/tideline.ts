/** The rules as Tideline evaluates them within a replay: its own compiled rules on its own columns of values. */
import { loadRulebook, type Rulebook } from '@tideline/engine'
import { COLUMN, newMetricValues, ruleStage, type MetricValues } from '@tideline/engine/stages'
import { parseDay } from '@tideline/journal'
import { FLAT_SCORECARD, INPUTS, policyOfRules, RULES, type Inputs, type Outcome } from './rule-set.ts'

const SITUATION = { day: parseDay('2024-12-31')!, kind: 'revolving', segment: 'everyone', phase: 'steady' } as const

export interface TidelineRules {
  /** From an object of inputs to an object of what is decided. */
  readonly decide: (inputs: Inputs) => Outcome
  /** From rows of values to what is decided in columns: no object is made. */
  readonly decideRows: (rows: readonly MetricValues[], into: OutcomeColumns) => OutcomeColumns
}

export interface OutcomeColumns {
  readonly verdict: Uint8Array
  readonly limit: Int32Array
  readonly fired: Int32Array
}

export function tidelineRules(): TidelineRules {
  // Of an approved limit of 1000 what is left counts in thousandths.
  const stage = ruleStage(rulebookOfRules(), 1000, SITUATION)
  const values = newMetricValues()
  return {
    decide(inputs) {
      for (const input of INPUTS) values[COLUMN[input]] = inputs[input]
      return { verdict: stage.evaluate(values), limit: stage.limit(), fired: stage.fired() }
    },
    decideRows(rows, into) {
      for (let i = 0; i < rows.length; i++) {
        into.verdict[i] = stage.evaluate(rows[i]!)
        into.limit[i] = stage.limit()
        into.fired[i] = stage.fired()
      }
      return into
    },
  }
}

/** The values of many decisions as a replay holds them. */
export function rowsOf(inputs: readonly Inputs[]): MetricValues[] {
  return inputs.map((one) => {
    const row = newMetricValues()
    for (const input of INPUTS) row[COLUMN[input]] = one[input]
    return row
  })
}

export function outcomeColumns(length: number): OutcomeColumns {
  return { verdict: new Uint8Array(length), limit: new Int32Array(length), fired: new Int32Array(length) }
}

export function outcomesIn({ verdict, limit, fired }: OutcomeColumns): Outcome[] {
  return Array.from(verdict, (value, i) => ({ verdict: value, limit: limit[i]!, fired: fired[i]! }))
}

function rulebookOfRules(): Rulebook {
  const loaded = loadRulebook(policyOfRules(), FLAT_SCORECARD, new Set(RULES.map(({ id }) => id)))
  if (!loaded.ok) throw new Error(`The rules that are measured are refused: ${JSON.stringify(loaded.issues)}`)
  return loaded.rulebook
}
