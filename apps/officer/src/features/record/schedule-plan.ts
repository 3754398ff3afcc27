/** A schedule of dues from few words: equal instalments, seasonal ones, or all at once. */
import { addDays, addMonths, formatDay, parseDay, type Day } from '@tideline/journal'

export interface PlannedDue {
  /** `YYYY-MM-DD` */
  readonly dueOn: string
  /** Minor units. */
  readonly amount: number
}

export interface SchedulePlan {
  readonly plan: 'equal' | 'seasonal' | 'bullet'
  /** Minor units, all dues together. */
  readonly total: number
  /** `YYYY-MM-DD`, the first due, or of a seasonal plan the first day on which one may fall. */
  readonly first: string
  /** How many dues; a bullet has one. */
  readonly count?: number
  readonly every?: 'month' | 'fortnight' | 'week'
  /** Of a seasonal plan: the months of the year in which dues fall, 1 to 12. */
  readonly months?: readonly number[]
  /** Digits of the currency's minor unit. */
  readonly exponent: number
}

/** More are no schedule that anybody agreed on. */
export const MOST_DUES = 120

/** In order of their days. Empty where the total does not go round, or no months are chosen. */
export function planDues({ plan, total, first, count = 1, every = 'month', months = [], exponent }: SchedulePlan): readonly PlannedDue[] {
  const start = parseDay(first)
  const number = plan === 'bullet' ? 1 : count
  if (start === null || number < 1 || number > MOST_DUES) return []
  const days = plan === 'seasonal' ? seasonalDays(start, number, new Set(months)) : Array.from({ length: number }, (_, i) => dayAt(start, i, every))
  const amounts = sharesOf(total, days.length, exponent)
  return amounts.map((amount, i) => ({ dueOn: formatDay(days[i]!), amount }))
}

function dayAt(start: Day, i: number, every: NonNullable<SchedulePlan['every']>): Day {
  return every === 'month' ? addMonths(start, i) : addDays(start, i * (every === 'week' ? 7 : 14))
}

/** On the day of the month of the first, in the chosen months, from the first on. */
function seasonalDays(start: Day, number: number, months: ReadonlySet<number>): Day[] {
  const days: Day[] = []
  for (let i = 0; months.size > 0 && days.length < number; i++) {
    const day = addMonths(start, i)
    if (months.has(Number(formatDay(day).slice(5, 7)))) days.push(day)
  }
  return days
}

/** Equal in whole units of the currency where the total is; what is left over falls on the last. */
function sharesOf(total: number, number: number, exponent: number): number[] {
  const whole = 10 ** exponent
  const unit = total % whole === 0 ? whole : 1
  const share = Math.floor(total / unit / number) * unit
  if (number === 0 || share === 0) return []
  return Array.from({ length: number }, (_, i) => (i < number - 1 ? share : total - share * (number - 1)))
}
