/**
 * A search without insight: every combination of a grid of acts is replayed to the horizon. What the path finder
 * calls impossible, soonest or cheapest must be so among all of these.
 */
import type { KnownEvent } from '@tideline/journal'
import { addMonths, dayOf, lastDayOf, monthOf } from '../reference/days.ts'
import { ledgerOn } from '../reference/ledger.ts'
import { eventsOf } from '../reference/log.ts'
import { layOut, type Acts, type Scene } from './assumption.ts'
import type { BadState } from './bad-state.ts'
import { byEngine, rungsByEngine, type Goal, type Return } from './replays.ts'

/** A combination of acts that brings the line back. */
export interface Way {
  readonly told: string
  readonly back: Return
  readonly cost: number
  /** Whether the line then comes to `active` without being suspended again, all its dues paid on time (R11, R14). */
  readonly lasts: () => boolean
}

const LASTING_MONTHS = 24
/** How many of the next dues are met or not one by one; those after them all alike. */
const SINGLE_DUES = 3

interface Option<T> {
  readonly told: string
  readonly value: T
}

/**
 * Every way back by `horizon` (a day number) among those of the grid. A policy made at random may reward who pays
 * late; there the dues to come are met all or none.
 */
export function everyWay(state: BadState, scene: Scene, goal: Goal, horizon: number): Way[] {
  const singly = state.terms.shipped ? SINGLE_DUES : 0
  const ways: Way[] = []
  const beyond = addMonths(horizon, LASTING_MONTHS)
  for (const evidence of evidenceOf(scene, beyond)) {
    for (const paid of lumps(scene)) {
      for (const met of meetings(scene, horizon, singly)) {
        const acts: Acts = { ...evidence.value, payments: paid.value, meets: met.value }
        const events = layOut(scene, acts, horizon)
        const back = byEngine(state, goal, events, horizon)
        if (back === null) continue
        const lasts = (): boolean => {
          const on = addMonths(dayOf(back.on), LASTING_MONTHS)
          const rungs = rungsByEngine(state, layOut(scene, { ...acts, meets: () => 'on-time' }, on), back.on, on)
          return rungs.at(-1)?.status !== 'suspended'
        }
        ways.push({ told: `${paid.told}, ${met.told}, ${evidence.told}`, back, cost: costBy(events, back.on), lasts })
      }
    }
  }
  return ways
}

function costBy(events: readonly KnownEvent[], day: string): number {
  return events.reduce((sum, event) => (event.type === 'payment.received' && event.on <= day ? sum + event.data.amount : sum), 0)
}

/** Paid in one go, today or in six weeks: some of the arrears, all of them, half of what is owed, all of it. */
function lumps({ log, terms, day }: Scene): Option<Acts['payments']>[] {
  const ledger = ledgerOn(log, day, terms)
  const amounts = new Set([0])
  let arrears = 0
  for (const due of ledger.dues.toSorted((a, b) => a.dueOn - b.dueOn)) {
    if (due.dueOn >= day || due.paid >= due.amount) continue
    arrears += due.amount - due.paid
    if (amounts.size < 3) amounts.add(arrears)
  }
  amounts.add(arrears)
  if (ledger.balance > 1) amounts.add(Math.floor(ledger.balance / 2)).add(ledger.balance)
  return [...amounts].flatMap((amount) => {
    if (amount === 0) return [{ told: 'nothing now', value: [] }]
    const later = amount === arrears ? [{ told: `${amount} later`, value: [{ on: day + 45, amount }] }] : []
    return [{ told: `${amount} now`, value: [{ on: day, amount }] }, ...later]
  })
}

/** Each of the next dues met or not, and all later ones or none. */
function meetings(scene: Scene, horizon: number, singly: number): Option<Acts['meets']>[] {
  const nothing: Omit<Acts, 'meets'> = { payments: [], incomes: [], others: [] }
  const asked = new Set<number>()
  layOut(scene, { ...nothing, meets: (day) => (asked.add(day), 'never') }, horizon)
  const next = [...asked].sort((a, b) => a - b).slice(0, singly)
  const masks = 2 ** (next.length + (asked.size > next.length ? 1 : 0))
  return Array.from({ length: masks }, (_, mask) => ({
    told: `dues ${mask.toString(2).padStart(next.length + 1, '0')}`,
    value: (day) => {
      const index = next.indexOf(day)
      return (mask >> (index === -1 ? next.length : index)) % 2 === 1 ? 'on-time' : 'never'
    },
  }))
}

type Evidence = Omit<Acts, 'payments' | 'meets'>

/** Nothing, a good account and no arrears elsewhere, the best income of the last year, flawless covenant reports. */
function evidenceOf({ log, day }: Scene, until: number): Option<Evidence>[] {
  const none: Evidence = { incomes: [], others: [] }
  const options: Option<Evidence>[] = [{ told: 'no evidence', value: none }]
  const bureau = eventsOf(log, 'bureau.reported', day).at(-1)?.event.data
  const better = { goodAccounts: (bureau?.goodAccounts ?? 0) + 1, delinquentAccounts: 0, inquiries6m: bureau?.inquiries6m ?? 0 }
  const report: Evidence = { incomes: [], others: [{ type: 'bureau.reported', on: addMonths(day, 1), data: better, line: false }] }
  options.push({ told: 'a good account', value: report })
  const earned = eventsOf(log, 'income.observed', day).filter(({ day: on }) => on > addMonths(day, -12))
  if (earned.length > 0) {
    const amount = Math.max(...earned.map(({ event }) => event.data.amount))
    const recorded = new Set(eventsOf(log, 'income.observed', day).map(({ event }) => event.data.month))
    const incomes: Acts['incomes'][number][] = []
    for (let month = monthOf(day); lastDayOf(month) <= until; month++) {
      const text = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
      if (!recorded.has(text)) incomes.push({ on: lastDayOf(month), month, amount })
    }
    options.push({ told: 'best income', value: { ...none, incomes } }, { told: 'income and account', value: { ...report, incomes } })
  }
  return [...options, ...covenantOf({ log, day }, until)]
}

function covenantOf({ log, day }: Pick<Scene, 'log' | 'day'>, until: number): Option<Evidence>[] {
  const [first, second] = eventsOf(log, 'covenant.reported', day).slice(-2)
  if (first === undefined) return []
  const last = second ?? first
  const every = second === undefined ? 3 : Math.max(1, monthOf(second.day) - monthOf(first.day))
  const figures = { dscrHistoric: 2, dscrForecast: 2, llcr: 2, dsraMonths: 12, plannedProgress: 1, actualProgress: 1, budget: 100, costToComplete: 50 }
  const others: Acts['others'][number][] = []
  for (let n = 1; addMonths(last.day, n * every) <= until; n++) {
    const on = addMonths(last.day, n * every)
    if (on > day) others.push({ type: 'covenant.reported', on, data: figures, line: true })
  }
  return [{ told: 'flawless reports', value: { incomes: [], others } }]
}
