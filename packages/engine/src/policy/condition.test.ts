import { describe, expect, it } from 'vitest'
import { COLUMN, newMetricValues } from '../metrics/vocabulary.ts'
import { ALWAYS, is, missing } from '../testing/documents.ts'
import {
  compileCondition,
  eachLeaf,
  explainCondition,
  membersOf,
  type Comparison,
  type Condition,
} from './condition.ts'

const holds = (condition: Condition, score = Number.NaN): boolean => {
  const values = newMetricValues()
  values[COLUMN.score] = score
  return compileCondition(condition)(values)
}

describe('conditions', () => {
  it('[M3] compare a metric with a value', () => {
    const table: Record<Comparison, boolean[]> = {
      lt: [true, false, false],
      lte: [true, true, false],
      gt: [false, false, true],
      gte: [false, true, true],
      eq: [false, true, false],
      ne: [true, false, true],
    }
    for (const [op, expected] of Object.entries(table)) {
      expect(
        [4, 5, 6].map((score) => holds(is('score', op as Comparison, 5), score)),
        op,
      ).toEqual(expected)
    }
  })

  it('[M3] combine with all, any, not and always', () => {
    const yes = ALWAYS
    const no: Condition = { not: ALWAYS }
    expect(holds(yes)).toBe(true)
    expect(holds(no)).toBe(false)
    expect([holds({ all: [yes, yes] }), holds({ all: [yes, no] })]).toEqual([true, false])
    expect([holds({ any: [no, yes] }), holds({ any: [no, no] })]).toEqual([true, false])
    expect(holds({ all: [{ any: [no, { not: no }] }, yes] })).toBe(true)
  })

  it('[V3] a comparison with an unknown value is false; only missing sees it', () => {
    for (const op of ['lt', 'lte', 'gt', 'gte', 'eq', 'ne'] as const) expect(holds(is('score', op, 0)), op).toBe(false)
    expect([holds(missing('score')), holds(missing('score'), 0)]).toEqual([true, false])
  })

  it('[M6] not of a comparison with an unknown value holds', () => {
    expect(holds({ not: is('score', 'gte', 0) })).toBe(true)
    expect(holds({ all: [{ not: is('score', 'gte', 0) }, { not: missing('score') }] })).toBe(false)
  })

  it('[D2] are explained as written, leaves with what the metric was', () => {
    const values = newMetricValues()
    values[COLUMN.score] = 7
    const condition: Condition = {
      all: [is('score', 'gt', 8), { any: [missing('utilisation'), { not: is('utilisation', 'gt', 1) }] }, ALWAYS],
    }
    expect(explainCondition(condition, values)).toEqual({
      all: [
        { metric: 'score', op: 'gt', value: 8, actual: 7 },
        {
          any: [
            { metric: 'utilisation', op: 'missing', actual: null },
            { not: { metric: 'utilisation', op: 'gt', value: 1, actual: null } },
          ],
        },
        { always: true },
      ],
    })
  })

  it('[D2] open their outer all, and nothing else', () => {
    const leaf = is('score', 'gt', 8)
    expect(membersOf({ all: [leaf, { all: [leaf] }] })).toEqual([leaf, { all: [leaf] }])
    expect(membersOf({ any: [leaf] })).toEqual([{ any: [leaf] }])
    expect(membersOf(leaf)).toEqual([leaf])
  })

  it('name the place of every leaf', () => {
    const seen: string[] = []
    eachLeaf({ all: [is('score', 'gt', 8), { any: [ALWAYS, { not: missing('balance') }] }] }, ({ metric }, path) =>
      seen.push(`${path} ${metric}`),
    )
    expect(seen).toEqual(['.all[0] score', '.all[1].any[1].not balance'])
  })
})
