import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { createDecider, loadRulebook, openBook, type PolicyDocument, type ScorecardDocument } from '@tideline/engine'
import { advisePolicy } from '@tideline/engine/advice'
import { joinLog } from '@tideline/journal'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generatePolicy, generateScorecard } from '../generate/policy.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { borrowerLife, everyDay } from './lending.ts'

const SCORECARD = SCORECARDS.get('behaviour@1') as ScorecardJson
const SHIPPED = ['consumer@1', 'project@1'].map((id) => POLICIES.get(id) as PolicyJson)
const LAST = everyDay().at(-1)!

const NEVER_FIRES = new Set(['condition-never-holds', 'until-always-holds', 'rule-never-applies'])

it('[A29] what is said never to happen under policies made at random does not happen to borrowers made at random', () => {
  let said = 0
  fc.assert(
    fc.property(fc.array(borrowerLife, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...SHIPPED), (lives, seed, base) => {
      const loaded = loadRulebook(generatePolicy(seed, base), generateScorecard(seed, SCORECARD), REASON_CODES)
      if (!loaded.ok) return
      const { rulebook } = loaded
      const advice = advisePolicy(rulebook.policy satisfies PolicyDocument, rulebook.scorecard.document satisfies ScorecardDocument)
      const silent = new Set(advice.filter(({ code, path }) => NEVER_FIRES.has(code) && path.startsWith('layers')).map(({ path }) => path.replace(/\.(when|until|segments).*$/, '')))
      const empty = new Set(advice.filter(({ code }) => code === 'segment-always-taken').map(({ facts }) => facts['segment']))
      said += silent.size + empty.size
      const at = new Map(rulebook.policy.layers.flatMap(({ id, rules }, i) => rules.map((rule, j) => [`${id}/${rule.id}`, `layers[${i}].rules[${j}]`])))
      for (const events of lives) {
        const joined = joinLog(events)
        if (!joined.ok) throw new Error('a generated log is refused')
        const decider = createDecider(openBook(joined.log), rulebook)
        for (const line of decider.book.lines) {
          for (const { segment, reasons, asOf } of decider.history(line, LAST)) {
            expect(empty.has(segment), `${line.id} ${asOf} ${segment}`).toBe(false)
            for (const reason of reasons) {
              if ('rule' in reason) expect(silent.has(at.get(`${reason.layer}/${reason.rule}`)!), `${line.id} ${asOf} ${reason.rule}`).toBe(false)
            }
          }
        }
      }
    }),
    { numRuns: 16 },
  )
  // Policies made at random are full of rules that can't fire.
  expect(said).toBeGreaterThan(5)
}, 120_000)
