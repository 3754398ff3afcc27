/** What is known of the borrower apart from the lines: income, spending, bureau reports, flags. */
import { firstDayOf, lastDayOf, monthOf, monthText } from '../reference/days.ts'
import type { Temper } from './borrower.ts'
import type { Random } from './random.ts'
import type { Recorder } from './recorder.ts'

export interface HouseholdPlan {
  readonly random: Random
  readonly recorder: Recorder
  readonly borrower: string
  readonly temper: Temper
  /** Day numbers; `from` may lie before the opening of the first line. */
  readonly from: number
  readonly end: number
}

export function recordHousehold(plan: HouseholdPlan): void {
  if (plan.random.chance(0.8)) recordIncome(plan)
  if (plan.random.chance(0.6)) recordBureau(plan)
  recordFlags(plan)
}

/** Monthly, with gaps, in parts, recorded late; some fall to half for a while, some spend more than they earn. */
function recordIncome({ random, recorder, borrower, temper, from, end }: HouseholdPlan): void {
  const usual = random.int(20, 1500) * 1000
  const spread = temper === 'calm' ? 0.05 : random.pick([0.1, 0.4, 0.9])
  const begins = monthOf(from) + random.pick([0, 13, 15])
  const fallsAt = random.chance(0.4) ? begins + random.int(3, 30) : Infinity
  const fallLasts = random.pick([3, 6, 18])
  const spends = random.chance(0.15) ? 1.2 : random.pick([0.4, 0.6, 0.8, 0.95])
  const concern = { borrower }
  for (let month = begins; lastDayOf(month) <= end; month++) {
    if (random.chance(temper === 'calm' ? 0.02 : 0.12)) continue
    const fallen = month >= fallsAt && month < fallsAt + fallLasts
    const amount = Math.floor(usual * (1 + (random.next() - 0.5) * spread) * (fallen ? 0.45 : 1))
    const late = random.chance(0.1) ? random.int(1, 80) : 0
    const on = Math.min(end, lastDayOf(month) + late - (late === 0 && random.chance(0.2) ? 5 : 0))
    const earned = random.chance(0.01) ? 0 : amount
    recorder.record('income.observed', on, concern, { month: monthText(month), amount: earned, source: 'shop' })
    if (random.chance(0.1)) recorder.record('income.observed', on, concern, { month: monthText(month), amount: 5000 })
    if (random.chance(0.75)) {
      const essential = Math.floor(amount * spends * 0.7)
      const discretionary = Math.floor(amount * spends * 0.3)
      const needs = { month: monthText(month), category: 'essential' as const, amount: essential }
      recorder.record('spending.observed', on, concern, needs)
      if (random.chance(0.8)) {
        const wants = { month: monthText(month), category: 'discretionary' as const, amount: discretionary }
        recorder.record('spending.observed', on, concern, wants)
      }
    }
  }
}

function recordBureau({ random, recorder, borrower, temper, from, end }: HouseholdPlan): void {
  for (let day = from + random.int(0, 500); day <= end; day += random.int(60, 250)) {
    const troubled = temper !== 'calm' && random.chance(0.35)
    recorder.record('bureau.reported', day, { borrower }, {
      ...(random.chance(0.6) ? { score: random.int(350, 800) } : {}),
      delinquentAccounts: troubled ? random.int(1, 3) : random.pick([0, 0, 0, 0, 0, 1]),
      goodAccounts: random.int(0, 5),
      inquiries6m: random.int(0, temper === 'calm' ? 2 : 6),
    })
  }
}

/** Fraud or insolvency suspected and cleared again is common enough here that well-kept lines meet it too. */
function recordFlags({ random, recorder, borrower, from, end }: HouseholdPlan): void {
  const count = random.pick([0, 0, 1, 1, 2])
  for (let n = 0; n < count; n++) {
    const flag = random.pick(['fraud', 'fraud', 'insolvency', 'insolvency', 'dispute', 'hardship'] as const)
    const raised = random.int(firstDayOf(monthOf(from)), end)
    const concern = random.chance(0.3) ? { borrower, line: `${borrower}-L1` } : { borrower }
    recorder.record('flag.raised', raised, concern, { flag })
    if (random.chance(0.9)) {
      const cleared = Math.min(end, raised + random.pick([0, 1, 10, 20, 35]))
      recorder.record('flag.cleared', cleared, random.chance(0.8) ? concern : { borrower }, { flag })
    }
  }
  if (random.chance(0.02)) {
    const on = random.int(from + 500, Math.max(from + 500, end))
    recorder.record('flag.raised', on, { borrower }, { flag: 'deceased' })
  }
}
