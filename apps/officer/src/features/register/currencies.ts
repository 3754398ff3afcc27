import type { LineSummary } from '@tideline/runtime'

const USUAL = ['CNY', 'USD', 'EUR', 'TWD', 'HKD', 'INR', 'IDR', 'KES', 'JPY']

/** Every currency the browser knows, those of the book first, then the usual ones. */
export function currenciesFor(lines: readonly LineSummary[]): string[] {
  return [...new Set([...lines.map((line) => line.currency), ...USUAL, ...Intl.supportedValuesOf('currency')])]
}
