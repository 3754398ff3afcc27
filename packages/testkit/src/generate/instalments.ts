/** Draws, charges, dues and payments of a line. */
import { addMonths, dayText, firstDayOf, lastDayOf, monthOf } from '../reference/days.ts'
import type { LinePlan, Temper } from './borrower.ts'
import type { Random } from './random.ts'

/** A due as planned; `id` is that of its event. */
interface PlannedDue {
  readonly id: string
  readonly dueOn: number
  readonly amount: number
}

/** Records them up to the book's end; from `reportedFrom` on, if given, most of it stops: statements take over. */
export function recordInstalments(plan: LinePlan, reportedFrom: number | null): void {
  const { random, recorder, borrower, line, kind, opening, end, limit, temper } = plan
  const concern = { borrower, line }
  const used = kind === 'instalment' ? 1 : random.pick([0.1, 0.4, 0.5, 0.6, 0.7, 0.8, 0.97])
  const first = Math.max(1, Math.floor(limit * used))
  recorder.record('draw.made', opening + random.pick([0, 0, 0, 1, 20]), concern, { amount: first })

  const last = reportedFrom === null ? end : Math.min(end, reportedFrom + random.pick([0, 0, 60]))
  const amount = Math.max(50, Math.floor((first * random.int(15, 60)) / 1000))
  const dues = recordDues(plan, amount, last)
  recordPayments(plan, dues)
  for (const due of dues) recordCancellation(plan, due)

  for (let month = monthOf(opening) + 1; lastDayOf(month) <= last; month++) {
    if (random.chance(0.5) && kind === 'revolving') {
      const drawn = Math.floor(amount * random.pick([0.5, 0.9, 1, 1, 1.1]))
      recorder.record('draw.made', firstDayOf(month) + random.int(0, 27), concern, { amount: Math.max(1, drawn) })
    }
    if (random.chance(temper === 'chaotic' ? 0.3 : 0.1)) {
      const charge = { kind: random.pick(['interest', 'fee'] as const), amount: random.int(1, 5000) }
      recorder.record('charge.added', lastDayOf(month), concern, charge)
    }
  }
}

/** A whole schedule on the day of opening, or each due some days before it falls due; often on days 29 to 31. */
function recordDues(plan: LinePlan, usual: number, last: number): PlannedDue[] {
  const { random, recorder, borrower, line, kind, opening, temper } = plan
  const scheduled = random.chance(0.6)
  const anchor = firstDayOf(monthOf(opening)) + random.pick([0, 4, 9, 14, 24, 28, 29, 30])
  const every = kind === 'project' ? random.pick([3, 6]) : random.pick([1, 1, 1, 1, 2])
  const dues: PlannedDue[] = []
  for (let n = 1; ; n++) {
    const irregular = temper === 'chaotic' && random.chance(0.3) ? random.int(-12, 12) : 0
    const dueOn = addMonths(anchor, n * every) + irregular
    if (dueOn > last) break
    if (dueOn < opening || (temper === 'chaotic' && random.chance(0.1))) continue
    const raisedOn = scheduled ? opening : Math.max(opening, dueOn - random.pick([0, 1, 10, 25]))
    const amount = random.chance(0.1) ? Math.max(1, Math.floor(usual * random.next() * 3)) : usual
    const id = recorder.record('due.raised', raisedOn, { borrower, line }, { dueOn: dayText(dueOn), amount })
    dues.push({ id, dueOn, amount })
  }
  return dues
}

/** By how many days a payment is off; null is never. */
function delayOf(random: Random, temper: Temper, share: number): number | null {
  switch (temper) {
    case 'calm':
      return random.pick([0, 0, 0, 0, 0, 0, -3, -10, 1, 2])
    case 'slipping':
      return random.pick([0, 0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 20])
    case 'stumbling':
      // Well, then a bad patch, then well again.
      return share > 0.3 && share < 0.45 ? random.pick([15, 35, 45, 70, 95, null]) : random.pick([0, 0, 0, 0, 1, 2, -2])
    case 'sinking':
      return share < 0.5 ? random.pick([0, 0, 2, 5]) : random.pick([10, 40, null, null, null])
    case 'chaotic':
      return random.pick([0, 0, -30, -1, 1, 3, 4, 5, 7, 15, 31, 62, null])
  }
}

function recordPayments(plan: LinePlan, dues: readonly PlannedDue[]): void {
  const { random, recorder, borrower, line, opening, end, temper } = plan
  let missed = 0
  for (const [index, due] of dues.entries()) {
    const delay = delayOf(random, temper, index / dues.length)
    if (delay === null) {
      missed += due.amount
      continue
    }
    const on = Math.min(end, Math.max(opening, due.dueOn + delay))
    // Most who missed one make it good with a later payment; calm people pay what they owe.
    const makesGood = missed > 0 && temper !== 'sinking' && random.chance(0.6)
    const short = temper === 'calm' ? [1] : [1, 1, 1, 1, 1, 1, 0.995, 0.5, 0.1, 1.2, 3]
    const wanted = Math.floor(due.amount * random.pick(short)) + (makesGood ? missed : 0)
    if (makesGood) missed = 0
    if (wanted <= 0) continue
    const half = Math.floor(wanted / 2)
    const parts = random.chance(0.1) && half > 0 ? [half, wanted - half] : [wanted]
    for (const [n, amount] of parts.entries()) {
      recorder.record('payment.received', Math.min(end, on + n * random.pick([0, 1])), { borrower, line }, { amount })
    }
  }
}

/** Now and then a due is cancelled, before or after its maturity, sometimes twice. */
function recordCancellation(plan: LinePlan, due: PlannedDue): void {
  const { random, recorder, borrower, line, opening, end, temper } = plan
  if (!random.chance(temper === 'chaotic' ? 0.12 : temper === 'calm' ? 0.01 : 0.04)) return
  const reason = random.pick(['rescheduled', 'holiday', 'waived', 'error'] as const)
  const on = Math.min(end, Math.max(opening, due.dueOn + random.pick([-40, -5, 0, 1, 3, 4, 5, 10, 50])))
  recorder.record('due.cancelled', on, { borrower, line }, { due: due.id, reason })
  if (random.chance(0.2)) {
    recorder.record('due.cancelled', Math.min(end, on + 1), { borrower, line }, { due: due.id, reason: 'error' })
  }
  if (reason === 'rescheduled') {
    const dueOn = dayText(Math.max(on, due.dueOn) + 90)
    recorder.record('due.raised', on, { borrower, line }, { dueOn, amount: due.amount })
  }
}
