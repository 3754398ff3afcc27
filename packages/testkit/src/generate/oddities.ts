/** What a field log also holds: reversals, second openings, entries before the opening, unknown types. */
import { dayOf } from '../reference/days.ts'
import type { LinePlan } from './borrower.ts'

export function recordOddities(plan: LinePlan): void {
  const { random, recorder, borrower, line, opening, end, temper, kind } = plan
  const concern = { borrower, line }
  const odd = (often: number): boolean => random.chance(temper === 'calm' ? often / 4 : often)

  if (odd(0.1)) {
    const data = { kind: random.pick(['revolving', kind] as const), currency: 'CNY', limit: random.int(1, 900) * 1000 }
    recorder.record('line.opened', opening + random.pick([0, 1, 200]), concern, data)
  }
  if (odd(0.15)) {
    recorder.record('payment.received', opening - random.int(1, 20), concern, { amount: 7000 })
    recorder.record('limit.set', opening - 1, concern, { limit: 1 })
    recorder.record('review.held', opening - 2, concern, { note: 'before there was a line' })
  }
  if (odd(0.2)) {
    recorder.record('due.cancelled', random.int(opening, end), concern, { due: 'no-such-due', reason: 'waived' })
  }
  if (odd(0.2)) recorder.recordUnknown(random.int(opening, end), concern)
  recordReversals(plan, odd(0.5) ? random.int(1, 6) : 0)
}

/** Reversals of payments, dues and anything else, of the unknown, and of reversals. */
function recordReversals({ random, recorder, borrower, line, opening, end }: LinePlan, count: number): void {
  const concern = { borrower, line }
  const own = recorder.events.filter((event) => event.line === line)
  for (let n = 0; n < count; n++) {
    const target = random.pick(own)
    // Without its opening a line is not there at all: rare, so that most lines are.
    if (target.type === 'line.opened' && !random.chance(0.1)) continue
    const on = Math.max(dayOf(target.on), Math.min(end, dayOf(target.on) + random.pick([0, 1, 20])))
    const id = recorder.record('event.reversed', on, concern, { event: target.id, reason: 'entered by mistake' })
    if (random.chance(0.2)) recorder.record('event.reversed', on, concern, { event: id, reason: 'no mistake' })
  }
  if (count > 0) {
    recorder.record('event.reversed', random.int(opening, end), concern, { event: 'no-such-event', reason: 'unknown' })
  }
}
