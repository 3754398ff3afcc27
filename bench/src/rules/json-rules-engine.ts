/** The same rules for json-rules-engine: one engine made once, one run for each set of inputs. */
import { Engine, type RuleProperties } from 'json-rules-engine'
import { inBatches } from './in-batches.ts'
import { RULES, type Inputs, type Outcome, type PlainRule } from './rule-set.ts'

const OPERATORS = { lt: 'lessThan', lte: 'lessThanInclusive', gte: 'greaterThanInclusive', eq: 'equal' } as const

export interface JsonRules {
  readonly decideAtOnce: (inputs: readonly Inputs[]) => Promise<readonly Outcome[]>
  readonly decideInTurn: (inputs: readonly Inputs[]) => Promise<readonly Outcome[]>
}

interface Fired {
  readonly bit: number
  readonly verdict: number
  readonly limit: number
}

export function jsonRules(): JsonRules {
  // All rules of one priority, so that none waits for another.
  const engine = new Engine(RULES.map(ruleOf))
  const decide = async (inputs: Inputs): Promise<Outcome> => {
    const { events } = await engine.run(inputs)
    let [verdict, limit, fired] = [0, 1000, 0]
    for (const { params } of events) {
      const one = params as unknown as Fired
      fired |= one.bit
      verdict = Math.max(verdict, one.verdict)
      limit = Math.min(limit, one.limit)
    }
    return { verdict, limit, fired }
  }
  return {
    decideAtOnce: (inputs) => inBatches(inputs, decide),
    async decideInTurn(inputs) {
      const outcomes: Outcome[] = []
      for (const one of inputs) outcomes.push(await decide(one))
      return outcomes
    },
  }
}

function ruleOf({ id, tests, status, limit }: PlainRule, place: number): RuleProperties {
  const params: Fired = { bit: 1 << place, verdict: status === 'suspended' ? 2 : 1, limit: limit ?? 1000 }
  return {
    name: id,
    conditions: { all: tests.map(({ input, op, value }) => ({ fact: input, operator: OPERATORS[op], value })) },
    event: { type: id, params: { ...params } },
  }
}
