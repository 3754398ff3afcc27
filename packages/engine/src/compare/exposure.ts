/** What is approved, open and drawn at the end of the last day, by currency and status (W8). */
import { addMinor } from '@tideline/journal'
import { STATUSES } from '../policy/policy.ts'
import type { CurrencyExposure, SideName, StatusExposure } from './comparison.ts'
import type { LineComparison } from './line-comparison.ts'

export function exposureOf(lines: readonly LineComparison[]): CurrencyExposure[] {
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const here = lines.filter((line) => line.currency === currency)
    return { currency, a: byStatus(here, 'a'), b: byStatus(here, 'b') }
  })
}

function byStatus(lines: readonly LineComparison[], side: SideName): StatusExposure[] {
  return STATUSES.flatMap((status) => {
    const here = lines.filter((line) => line[side].status === status)
    if (here.length === 0) return []
    return [
      {
        status,
        lines: here.length,
        approved: sumOf(here.map((line) => line[side].approved)),
        limit: sumOf(here.map((line) => line[side].limit)),
        available: sumOf(here.map((line) => line[side].available)),
        drawn: sumOf(here.map(({ balance }) => Math.max(0, balance))),
      },
    ]
  })
}

/** `null` where the sum passes what money can hold: it is never rounded (V1). */
function sumOf(amounts: readonly number[]): number | null {
  return amounts.reduce<number | null>((sum, amount) => (sum === null ? null : addMinor(sum, amount)), 0)
}
