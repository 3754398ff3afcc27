import type { Assumption, Obstacle, Path, PathStep, StepAct } from '@tideline/engine'
import { describe, expect, it } from 'vitest'
import type { LocaleState } from '@tideline/ui/page'
import { LineWords } from '../../words/line-words.ts'
import {
  assumptionWords,
  obstacleWords,
  pathKindOf,
  promisedStepWords,
  promiseStateWords,
  rungWords,
  slipWords,
  stepWords,
  type PathContext,
} from './path-words.ts'

function contextOf(language: 'en' | 'zh-CN'): PathContext {
  const locale = { current: language, format: language === 'en' ? 'en-GB' : language } as LocaleState
  return { words: new LineWords(locale), language, currency: 'CNY' }
}
const BOTH = [contextOf('en'), contextOf('zh-CN')]
const [en, zh] = BOTH as [PathContext, PathContext]

const ACTS: readonly StepAct[] = [
  { kind: 'pay-arrears', amount: 40_000 },
  { kind: 'pay-due', amount: 40_000, dueOn: '2026-05-10' },
  { kind: 'pay-down', amount: 40_000, balance: 10_000 },
  { kind: 'pay-down', amount: 40_000, balance: 0 },
  { kind: 'keep-current' },
  { kind: 'pay-other-line', line: 'L-2', amount: 40_000 },
  { kind: 'show-income', month: '2026-04', amount: 400_000 },
  { kind: 'good-account', goodAccounts: 2 },
  { kind: 'clear-elsewhere', delinquentAccounts: 1 },
  { kind: 'clear-elsewhere', delinquentAccounts: 0 },
  { kind: 'reach-covenant', figures: { progress_gap: 0.05, dscr_forecast: 1.15 }, report: 1 },
  { kind: 'reach-covenant', figures: {}, report: 2 },
]
const stepOf = (act: StepAct): PathStep => ({ ...act, on: '2026-05-08', event: 'path-1' })
const path: Path = {
  kinds: ['soonest'], reopensOn: '2026-05-13', status: 'probation', limit: 360_000, available: 200_000, cost: 40_000,
  steps: [stepOf(ACTS[0]!)], obstacles: [], slip: null, events: [],
  rungs: [
    { on: '2026-05-13', status: 'probation', step: 0, limit: 360_000 },
    { on: '2026-08-01', status: 'probation', step: 1, limit: 720_000 },
    { on: '2026-09-30', status: 'active', limit: 1_200_000 },
  ],
}

describe('a step', () => {
  it('[R1] of every kind is a sentence of its own with its day, in both languages', () => {
    for (const context of BOTH) {
      const texts = ACTS.map((act) => stepWords(context, stepOf(act)))
      expect(new Set(texts.map(({ text }) => text)).size).toBe(ACTS.length)
      for (const { text, day } of texts) expect(`${day} ${text}`).not.toMatch(/[{}]|undefined|NaN/u)
    }
  })

  it('[R1] names amounts, and says of a figure whether it is to rise or to fall', () => {
    expect(ACTS.map((act) => stepWords(en, stepOf(act)).amount)).toEqual(['400', '400', '400', '400', '', '400', '4,000', '', '', '', '', ''])
    expect(stepWords(en, stepOf(ACTS[10]!)).text).toBe('Project report 1: Progress behind plan at most 5%, Forecast DSCR at least 1.15×')
    expect(stepWords(zh, stepOf(ACTS[3]!)).text).toBe('还清全部余额')
  })
})

describe('a path', () => {
  it('[R4, R6] is named by what it is: sooner, cheaper, both, or a wait', () => {
    expect(pathKindOf(path)).toBe('soonest')
    expect(pathKindOf({ ...path, kinds: ['soonest', 'cheapest'] })).toBe('only')
    expect(pathKindOf({ ...path, kinds: ['soonest', 'cheapest'], steps: [] })).toBe('wait')
  })

  it('[R7] says what one slip does: a later day, no other day, or no day at all', () => {
    const slip = { dueOn: '2026-04-10', paidOn: '2026-04-18', reopensOn: '2026-06-13', limit: 360_000 }
    expect(slipWords(en, slip, path)).toContain('13 Jun 2026 instead')
    expect(slipWords(en, { ...slip, reopensOn: path.reopensOn }, path)).toContain('the day and the limit stay')
    expect(slipWords(en, { ...slip, reopensOn: null, limit: null }, path)).toContain('no day of return')
    expect(slipWords(zh, slip, path)).toContain('恢复日推迟到 2026年6月13日')
  })

  it('tells the rungs after its own day', () => {
    expect(rungWords(en, path)).toBe('Then 7,200 from 1 Aug 2026, the full 12,000 from 30 Sept 2026.')
    expect(rungWords(en, { ...path, rungs: path.rungs.slice(0, 1) })).toBe('')
  })
})

it('an obstacle is its reason, its one condition, or what its nest is about, with the day it gives way', () => {
  const leaf = (metric: 'days_suspended' | 'balance', value: number, actual: number) => ({ metric, op: 'gte', value, actual }) as const
  const rule: Obstacle = { kind: 'rule', code: 'SCORE_TOO_LOW', layer: 'score', rule: 'S1', cures: ['borrower'], clearsOn: '2026-04-11' }
  const cooling: Obstacle = { kind: 'condition', condition: leaf('days_suspended', 30, 19), cures: ['time'], clearsOn: null }
  const nest: Obstacle = { ...cooling, condition: { any: [leaf('days_suspended', 30, 19), { all: [leaf('balance', 5, 1), leaf('days_suspended', 60, 19)] }] } }
  expect(obstacleWords(en, rule)).toEqual({ title: 'Score too low', conditions: [], clears: 'gone on 11 Apr' })
  expect(obstacleWords(en, cooling)).toMatchObject({ title: 'Days suspended: at least 30 days needed, now 19 days', clears: 'stays' })
  expect(obstacleWords(en, nest).title).toBe('Days suspended / Drawn balance')
  expect(obstacleWords(en, nest).conditions).toHaveLength(1)
})

it('[R9] every assumption has words', () => {
  const all: readonly Assumption[] = [
    { kind: 'no-new-draws' },
    { kind: 'no-new-charges' },
    { kind: 'income', monthly: 400_000 },
    { kind: 'spending', category: 'essential', monthly: 1 },
    { kind: 'spending', category: 'discretionary', monthly: 1 },
    { kind: 'dues', amount: 40_000, dayOfMonth: 10 },
    { kind: 'reports', dayOfMonth: 15 },
    { kind: 'covenant-reports', everyMonths: 3 },
  ]
  for (const context of BOTH) {
    const texts = all.map((assumption) => assumptionWords(context, assumption))
    expect(new Set(texts).size).toBe(all.length)
    expect(texts.join(' ')).not.toMatch(/[{}]|undefined/u)
  }
})

it('[Q8] says of a promise what is asked by when, and what became of it', () => {
  expect(promisedStepWords(en, { kind: 'payment', amount: 35_000, by: '2026-04-18' })).toBe('Pay CN¥350 by 18 Apr 2026')
  expect(promisedStepWords(zh, { kind: 'metric', metric: 'days_past_due', op: 'lte', value: 0, by: '2026-04-18' })).toBe('2026年4月18日没有逾期')
  expect(promisedStepWords(en, { kind: 'metric', metric: 'balance', op: 'lte', value: 10_000, by: '2026-04-18' })).toContain('Drawn balance at most CN¥100')
  expect(promisedStepWords(en, { kind: 'income', month: '2026-04', amount: 1, by: '2026-05-02' })).toContain('Apr 2026')
  const shown = { event: 'e', status: 'probation', reopensOn: '2026-05-13', limit: 1, expires: '2026-06-12' } as const
  for (const context of BOTH) {
    for (const state of ['kept', 'broken', 'drawn', 'expired', 'stopped', 'closed'] as const) {
      expect(promiseStateWords(context, { ...shown, state, endedOn: '2026-05-01' })).toMatch(/1 May 2026|2026年5月1日/u)
    }
    expect(promiseStateWords(context, { ...shown, state: 'running' })).not.toBe('')
  }
})
