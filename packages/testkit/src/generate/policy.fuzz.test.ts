import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { loadRulebook } from '@tideline/engine'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../reference/days.ts'
import { referenceReplay } from '../reference/decision.ts'
import { METRIC_NAMES } from '../reference/metrics.ts'
import type { ConditionJson, PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { generateBook } from './book.ts'
import { generatePolicy, generateScorecard } from './policy.ts'

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1)
const baseOf = (seed: number): PolicyJson => POLICIES.get(seed % 3 === 0 ? 'project@1' : 'consumer@1') as PolicyJson
const behaviour = SCORECARDS.get('behaviour@1') as ScorecardJson

describe('generated policies and scorecards', () => {
  it('are the same for the same seed', () => {
    expect(generatePolicy(7, baseOf(7))).toEqual(generatePolicy(7, baseOf(7)))
    expect(generateScorecard(7, behaviour)).toEqual(generateScorecard(7, behaviour))
  })

  it('are well formed: some are refused, and only because a condition of theirs can never hold', () => {
    const codes = SEEDS.flatMap((seed) => {
      const loaded = loadRulebook(generatePolicy(seed, baseOf(seed)), generateScorecard(seed, behaviour), REASON_CODES)
      return loaded.ok ? [] : [new Set<string>(loaded.issues.map(({ code }) => code))]
    })
    expect(codes.flatMap((set) => [...set].filter((code) => !/^(segment|reopening)-never-/.test(code)))).toEqual([])
    expect(codes.length).toBeLessThan(SEEDS.length / 2)
  })

  it('between them compare every metric and use every operator', () => {
    const leaves = SEEDS.flatMap((seed) => leavesOf(generatePolicy(seed, baseOf(seed))))
    const metrics = new Set(leaves.map(({ metric }) => metric))
    expect(METRIC_NAMES.filter((metric) => !metrics.has(metric))).toEqual([])
    expect(new Set(leaves.map(({ op }) => op)).size).toBe(7)
  })

  it('can be replayed to the end over a generated life', () => {
    const end = dayOf('2023-02-28')
    for (const seed of SEEDS.slice(0, 12)) {
      const events = generateBook({ seed, borrowers: 1, months: 14 })
      const policy = generatePolicy(seed, baseOf(seed))
      const { log, records } = referenceReplay(events, policy, generateScorecard(seed, behaviour), 'B1-L1', end)
      const last = records.at(-1)
      expect(log === null || last?.status === 'closed' || last?.day === end, `seed ${seed}`).toBe(true)
    }
  })
})

/** Every comparison anywhere in a policy. */
function leavesOf(value: unknown): Extract<ConditionJson, { metric: string }>[] {
  if (typeof value !== 'object' || value === null) return []
  if ('metric' in value && 'op' in value) return [value as Extract<ConditionJson, { metric: string }>]
  return Object.values(value).flatMap(leavesOf)
}
