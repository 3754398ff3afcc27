/** The same rules for @gorules/zen-engine, in each way it can be asked. */
import { evaluateExpressionSync, ZenDecisionContent, ZenEngine } from '@gorules/zen-engine'
import { inBatches } from './in-batches.ts'
import { RULES, type Inputs, type Outcome, type PlainRule, type Test } from './rule-set.ts'

const SIGNS = { lt: '<', lte: '<=', gte: '>=', eq: '==' } as const

export interface ZenRules {
  /** One evaluation for each set of inputs, many under way at once. */
  readonly decideAtOnce: (inputs: readonly Inputs[]) => Promise<readonly Outcome[]>
  /** One evaluation for each set of inputs, the next when the last has come. */
  readonly decideInTurn: (inputs: readonly Inputs[]) => Promise<readonly Outcome[]>
  /** One evaluation for all: the expression maps over them. */
  readonly decideInOne: (inputs: readonly Inputs[]) => Promise<readonly Outcome[]>
  /** The bare expression, without a graph around it and without a promise. */
  readonly decideBare: (inputs: readonly Inputs[]) => readonly Outcome[]
  readonly dispose: () => void
}

export function zenRules(): ZenRules {
  const engine = new ZenEngine()
  // One expression node with three short keys: a key for each rule was a third slower.
  const single = engine.createDecision(new ZenDecisionContent(graph(expressions(''))))
  const mapped = engine.createDecision(new ZenDecisionContent(graph({ all: `map(items, ${objectOf(expressions('#.'))})` })))
  const bare = objectOf(expressions(''))
  return {
    decideAtOnce: (inputs) => inBatches(inputs, async (one) => (await single.evaluate(one)).result as Outcome),
    async decideInTurn(inputs) {
      const outcomes: Outcome[] = []
      for (const one of inputs) outcomes.push((await single.evaluate(one)).result as Outcome)
      return outcomes
    },
    decideInOne: async (inputs) => ((await mapped.evaluate({ items: inputs })).result as { all: Outcome[] }).all,
    decideBare: (inputs) => inputs.map((one) => evaluateExpressionSync(bare, one) as Outcome),
    dispose: () => engine.dispose(),
  }
}

/** The three keys of an outcome; `of` stands before the name of an input. */
function expressions(of: string): Record<keyof Outcome, string> {
  const compared = ({ input, op, value }: Test): string => `${of}${input} ${SIGNS[op]} ${value}`
  const text = ({ tests }: PlainRule): string => `(${tests.map(compared).join(' and ')})`
  const any = (which: (rule: PlainRule) => boolean): string => RULES.filter(which).map(text).join(' or ')
  const cuts = [...new Set(RULES.flatMap(({ limit }) => limit ?? []))].sort((a, b) => a - b)
  return {
    verdict: `(${any(({ status }) => status === 'suspended')}) ? 2 : (${any(({ status }) => status === 'watch')}) ? 1 : 0`,
    limit: `${cuts.map((cut) => `(${any(({ limit }) => limit === cut)}) ? ${cut} : `).join('')}1000`,
    fired: RULES.map((rule, i) => `(${text(rule)} ? ${2 ** i} : 0)`).join(' + '),
  }
}

function objectOf(keys: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(keys).map(([key, value]) => `${key}: (${value})`).join(', ')} }`
}

function graph(keys: Readonly<Record<string, string>>): object {
  const position = { x: 0, y: 0 }
  const content = { expressions: Object.entries(keys).map(([key, value]) => ({ id: key, key, value })) }
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position },
      { id: 'rules', type: 'expressionNode', name: 'rules', position, content },
      { id: 'out', type: 'outputNode', name: 'out', position },
    ],
    edges: [
      { id: 'first', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'second', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  }
}
