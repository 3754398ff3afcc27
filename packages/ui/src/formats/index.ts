/** Money, days and numbers in a language: what a file without a screen may use too. */
export { dayAfter, daysBetween, formatClock, formatDay, formatDaysFrom, formatInstant, formatMonth, formatWeekday, localDay } from './day.ts'
export { currencyName, formatAmount, formatMoney, parseMoney } from './money.ts'
export { formatBytes, formatNumber, formatPercent, formatSigned, formatWait } from './number.ts'

export type { DayForm } from './day.ts'
export type { MoneyFormat, ParsedMoney } from './money.ts'
