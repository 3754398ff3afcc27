import { m } from '../../paraglide/messages.js'

/** How the cash compares with what was received, in words. `difference`: counted less received. */
export function differenceText(difference: number, money: (minor: number) => string): string {
  if (difference === 0) return m.meeting_cash_agrees()
  return difference < 0 ? m.meeting_cash_short({ amount: money(-difference) }) : m.meeting_cash_over({ amount: money(difference) })
}
