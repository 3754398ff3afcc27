import { describe, expect, it } from 'vitest'
import { is, policyOf, rule } from '../testing/documents.ts'
import { rulebookOf } from '../testing/life-of.ts'
import { covenantReport, covenantTargets } from './covenant-levers.ts'
import type { Condition } from '../policy/condition.ts'

/** The figures that end a rule which suspends while `when` holds. */
const demanded = (when: Condition) =>
  covenantTargets(rulebookOf(policyOf({ rules: [rule('COVENANT', when, { effect: { status: 'suspended' } })] }))).at(-1)!

describe('figures to report', () => {
  it('[R12] pass a value that must not be met on the better side', () => {
    expect(demanded(is('llcr', 'eq', 1.35))).toEqual({ llcr: 1.36 })
    expect(demanded({ any: [is('cost_overrun', 'eq', 0.1)] })).toEqual({ cost_overrun: 0.09000000000000001 })
  })

  it('[R12] meet what a denied condition asks for', () => {
    expect(demanded({ not: is('dscr_forecast', 'gte', 1.2) })).toEqual({ dscr_forecast: 1.2 })
    expect(demanded({ all: [{ not: is('llcr', 'eq', 1.4) }] })).toEqual({ llcr: 1.4 })
  })

  it('[R12] satisfy both of two metrics that read one figure', () => {
    const last = { dscrHistoric: 1, plannedProgress: 0.5, actualProgress: 0.3 }
    expect(covenantReport({ dscr_historic: 1.2, dscr_historic_min_2p: 0.9 }, last)).toEqual({ ...last, dscrHistoric: 1.2 })
    expect(covenantReport({ actual_progress: 0.6, progress_gap: 0.1 }, last)).toEqual({ ...last, actualProgress: 0.6 })
  })
})
