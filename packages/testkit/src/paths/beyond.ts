/** A path gone on with: every due on its day, what it had to show shown on; and with one slip (R7, R14). */
import type { Path } from '@tideline/engine'
import { addMonths, dayOf, lastDayOf, monthOf } from '../reference/days.ts'
import { ledgerOn, type LedgerTerms } from '../reference/ledger.ts'
import { eventsOf, type LineLog } from '../reference/log.ts'
import { actsOf } from './path-acts.ts'
import type { Acts, Meeting, Scene } from './assumption.ts'

const SLIP_DAYS = 5
/** How often covenants are reported where only one report says. */
const QUARTER = 3

/** The acts of a path and after it up to `until`, every due and report met, those included that it does without. */
export function goingOn(scene: Scene, path: Path, until: number): Acts {
  // Dues are paid here by how they are met, not by the amounts of the steps: those may move.
  const acts = actsOf(path, scene.log, new Set(path.steps.filter(({ kind }) => kind === 'pay-due')))
  return { ...showingOn(scene, path, acts, until), meets: () => 'on-time' }
}

/** The same with the first due to pay, or report to keep clean, 5 days after grace; null where there is none. */
export function slipping(scene: Scene, path: Path, until: number): Acts | null {
  const first = path.steps.find(({ kind }) => kind === 'pay-due' || kind === 'keep-current')
  if (first === undefined) return null
  const dueOn = dayOf(first.on)
  const late: Meeting = { on: dueOn + scene.terms.graceDays + SLIP_DAYS }
  return { ...goingOn(scene, path, until), meets: (day) => (day === dueOn ? late : 'on-time') }
}

function showingOn({ log, others: otherLines, terms, day }: Scene, path: Path, acts: Acts, until: number): Acts {
  const end = dayOf(path.reopensOn)
  const incomes = [...acts.incomes]
  const shown = incomes.at(-1)
  const recorded = new Set(eventsOf(log, 'income.observed', day).map(({ event }) => event.data.month))
  for (let month = monthOf(day); shown !== undefined && lastDayOf(month) <= until; month++) {
    const text = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    if (lastDayOf(month) > end && !recorded.has(text)) incomes.push({ on: lastDayOf(month), month, amount: shown.amount })
  }
  const others = [...acts.others]
  const report = others.findLast(({ type }) => type === 'covenant.reported')
  const [before, last] = eventsOf(log, 'covenant.reported', day).slice(-2)
  if (report !== undefined && before !== undefined) {
    const from = (last ?? before).day
    const every = last === undefined ? QUARTER : Math.max(1, monthOf(last.day) - monthOf(before.day))
    for (let n = 1; addMonths(from, n * every) <= until; n++) {
      const on = addMonths(from, n * every)
      if (on > end) others.push({ ...report, on })
    }
  }
  const payments = [...acts.payments]
  if (path.steps.some(({ kind }) => kind === 'pay-other-line')) {
    for (const line of otherLines) payments.push(...duesAfter(line, terms, day, end))
  }
  return { ...acts, payments, incomes, others }
}

/** The raised dues of another line that fall due after the path, each paid on its day. */
function duesAfter(line: LineLog, terms: LedgerTerms, day: number, end: number): Acts['payments'][number][] {
  const ledger = ledgerOn(line, day, terms)
  if (ledger.reportedMode) return []
  return ledger.dues.flatMap(({ dueOn, amount, paid }) =>
    dueOn > end && paid < amount ? [{ on: dueOn, amount: amount - paid, line: line.id }] : [],
  )
}
