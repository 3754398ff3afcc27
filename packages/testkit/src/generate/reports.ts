/** What institutions report about a line: monthly statements, a project's covenants. */
import { addMonths, lastDayOf, monthOf } from '../reference/days.ts'
import type { LinePlan } from './borrower.ts'

/** Monthly statements from a day on, with gaps, two on one day, and credits. */
export function recordStatements(plan: LinePlan, from: number): void {
  const { random, recorder, borrower, line, end, limit, temper } = plan
  let balance = Math.floor(limit * random.next())
  let late = 0
  for (let month = monthOf(from); lastDayOf(month) <= end; month++) {
    if (random.chance(0.05)) continue
    const falls = random.chance(temper === 'calm' ? 0.01 : temper === 'sinking' ? 0.4 : 0.15)
    late = falls ? late + random.pick([2, 8, 30, 31]) : random.chance(0.7) ? 0 : late
    const paid = late > 0 ? 0 : random.pick([0, Math.floor(Math.max(balance, 0) / 20), Math.max(balance, 0)])
    balance = random.chance(0.05) ? -random.int(1, 5000) : Math.floor(limit * random.next() * 1.05)
    const on = Math.max(from, lastDayOf(month) - random.pick([0, 0, 0, 3]))
    recorder.record('statement.reported', on, { borrower, line }, { balance, paid, daysPastDue: late })
    if (random.chance(0.05)) {
      const again = { balance: Math.max(0, balance - 10), paid, daysPastDue: 0 }
      recorder.record('statement.reported', on, { borrower, line }, again)
    }
  }
}

/** A report every quarter, each figure stated or not; some projects slip, overrun, or earn too little. */
export function recordCovenants(plan: LinePlan): void {
  const { random, recorder, borrower, line, opening, end, temper } = plan
  const trouble = temper === 'calm' ? 0.08 : 0.3
  const twoDecimals = (value: number): number => Math.round(value * 100) / 100
  const budget = random.int(50, 100) * 1_000_000
  const quarters = random.int(4, 10)
  const often = random.pick([1, 3, 3])
  for (let n = 1; addMonths(opening, n * often) <= end; n++) {
    const planned = Math.min(1, twoDecimals(n / quarters))
    const behind = random.chance(trouble) ? random.pick([0.06, 0.09, 0.15, 0.2]) : random.pick([0, 0.02, 0.04])
    const earns = random.chance(trouble) ? random.pick([0.9, 1.04, 1.1, 1.14]) : random.pick([1.15, 1.25, 1.4])
    const overrun = random.pick(random.chance(trouble) ? [1.07, 1.12] : [0.98, 1.02])
    const stated = (): boolean => random.chance(0.85)
    recorder.record('covenant.reported', addMonths(opening, n * often), { borrower, line }, {
      ...(stated() ? { dscrHistoric: earns } : {}),
      ...(stated() ? { dscrForecast: twoDecimals(earns + random.pick([-0.1, 0, 0.1])) } : {}),
      ...(stated() ? { llcr: random.chance(trouble) ? random.pick([1.1, 1.22]) : 1.35 } : {}),
      ...(stated() ? { dsraMonths: random.chance(trouble) ? random.pick([3, 5.5]) : 6 } : {}),
      ...(stated() ? { plannedProgress: planned } : {}),
      ...(stated() ? { actualProgress: Math.max(0, twoDecimals(planned - behind)) } : {}),
      ...(stated() ? { budget } : {}),
      ...(stated() ? { costToComplete: Math.floor(budget * overrun) } : {}),
    })
  }
}
