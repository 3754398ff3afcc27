/** A step of a way back, to the one who is to take it. */
import type { PathStep } from '@tideline/engine'
import type { Words } from '../words/words.ts'

/** Figures of a project that are to come down; all others are to come up. */
const LOW_IS_GOOD: ReadonlySet<string> = new Set(['progress_gap', 'cost_overrun'])

export function stepText(step: PathStep, currency: string, words: Words): string {
  switch (step.kind) {
    case 'pay-due':
      return words.path('step.pay-due', { due_on: words.day(step.dueOn, 'short') })
    case 'pay-down':
      return step.balance <= 0 ? words.path('step.pay-off') : words.path('step.pay-down', { balance: words.money(step.balance, currency) })
    case 'pay-other-line':
      return words.path('step.pay-other-line', { line: step.line })
    case 'show-income':
      return words.path('step.show-income', { month: step.month })
    case 'good-account':
      return words.path('step.good-account', { accounts: words.number(step.goodAccounts) })
    case 'clear-elsewhere':
      return step.delinquentAccounts <= 0
        ? words.path('step.clear-elsewhere-all')
        : words.path('step.clear-elsewhere', { accounts: words.number(step.delinquentAccounts) })
    case 'reach-covenant': {
      const figures = Object.entries(step.figures).map(([metric, value]) =>
        words.path(LOW_IS_GOOD.has(metric) ? 'bound.lte' : 'bound.gte', { metric: words.metric(metric), value: words.number(value) }),
      )
      const number = String(step.report)
      return figures.length > 0 ? words.path('step.reach-covenant', { number, figures: figures.join(' · ') }) : words.path('step.report-as-before', { number })
    }
    default:
      return words.path(`step.${step.kind}`)
  }
}

/** What it costs, or the income to show; `''` for a step without an amount. */
export function stepAmount(step: PathStep, currency: string, words: Words): string {
  return 'amount' in step ? words.money(step.amount, currency) : ''
}
