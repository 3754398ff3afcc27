import type { CurrencyPortfolio } from '@tideline/engine'
import { m } from '../../paraglide/messages.js'

/** `PAR 30`, as lenders call it, in words. */
export function riskTitle(over: CurrencyPortfolio['months'][number]['risk'][number]['over']): string {
  return over === 1 ? m.portfolio_over_1() : m.portfolio_over({ days: String(over) })
}
