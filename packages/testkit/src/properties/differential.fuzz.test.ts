import { POLICIES, SCORECARDS } from '@tideline/content'
import { canonicalJson, formatDay } from '@tideline/journal'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { referenceDecisions } from '../reference/decision.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { borrowerLife, decideAll, everyDay } from './lending.ts'

it('[P17] the engine agrees with the independent reference in every byte of every day', () => {
  fc.assert(
    fc.property(borrowerLife, (events) => {
      const days = everyDay()
      const decisions = decideAll(events, days)
      const lines = new Set(decisions.map(({ line }) => line))
      const scorecard = SCORECARDS.get('behaviour@1') as ScorecardJson
      const expected = ['consumer@1', 'project@1'].flatMap((policy) =>
        [...lines].flatMap((line) =>
          referenceDecisions(events, POLICIES.get(policy) as PolicyJson, scorecard, line, days.map(formatDay)),
        ),
      )
      // The engine names itself; every other field must agree.
      const comparable = (decision: object): string => canonicalJson({ ...decision, engine: '' })
      expect(decisions.map(comparable)).toEqual(expected.map(comparable))
    }),
    { numRuns: 12 },
  )
}, 120_000)
