/** What people do about a line: contacts, reviews, limits, restructurings, overrides, closures. */
import { dayText } from '../reference/days.ts'
import type { LinePlan } from './borrower.ts'

export function recordPeople(plan: LinePlan): void {
  recordContacts(plan)
  recordReviews(plan)
  recordLimits(plan)
  recordRestructurings(plan)
  recordOverrides(plan)
  recordClosure(plan)
}

function recordContacts({ random, recorder, borrower, line, opening, end, limit }: LinePlan): void {
  for (let n = random.pick([0, 2, 6, 12]); n > 0; n--) {
    const on = random.int(opening, end)
    const kind = random.pick(['call', 'call', 'visit', 'message'] as const)
    const concern = random.chance(0.8) ? { borrower, line } : { borrower }
    const amount = Math.max(1, Math.floor((limit * random.int(1, 60)) / 1000))
    const promise = random.chance(0.4) ? { promise: { amount, by: dayText(on + random.pick([0, 3, 10, 40])) } } : {}
    recorder.record('contact.made', on, concern, { kind, outcome: 'spoke', ...promise })
  }
}

function recordReviews({ random, recorder, borrower, line, opening, end }: LinePlan): void {
  for (let n = random.pick([0, 1, 2, 4]); n > 0; n--) {
    const concern = random.chance(0.7) ? { borrower, line } : { borrower }
    recorder.record('review.held', random.int(opening, end), concern, { note: 'reviewed' })
  }
}

function recordLimits({ random, recorder, borrower, line, opening, end, limit, temper }: LinePlan): void {
  for (let n = temper === 'chaotic' ? 3 : random.pick([0, 0, 0, 1]); n > 0; n--) {
    const to = random.pick([limit, limit, 0, Math.floor(limit / 2), limit * 2, limit + 777])
    recorder.record('limit.set', random.int(opening, end), { borrower, line }, { limit: to })
  }
}

function recordRestructurings({ random, recorder, borrower, line, opening, end, temper }: LinePlan): void {
  if (!random.chance(temper === 'calm' ? 0.02 : 0.12)) return
  recorder.record('line.restructured', random.int(opening, end), { borrower, line }, { note: 'new schedule' })
}

/** Proposals of every status; approvals late, twice, by the proposer, of the unknown, or two on one day. */
function recordOverrides({ random, recorder, borrower, line, opening, end, limit, temper }: LinePlan): void {
  const concern = { borrower, line }
  for (let n = random.pick(temper === 'calm' ? [0, 0, 0, 0, 1] : [0, 0, 1, 2]); n > 0; n--) {
    const on = random.int(opening, end)
    const status = random.pick(['active', 'watch', 'suspended', 'probation'] as const)
    const to = random.chance(0.3) ? { limit: random.pick([0, limit, limit * 2, Math.floor(limit / 3)]) } : {}
    const until = dayText(on + random.pick([0, 5, 20, 40, 100]))
    const proposed = { status, ...to, reason: 'judgement', note: 'seen on site', until }
    const proposal = recorder.record('override.proposed', on, concern, proposed, 'officer-1')
    const approvedOn = Math.max(opening, Math.min(end, on + random.pick([0, 0, 0, 1, 4, 30, -1])))
    const by = random.chance(0.15) ? 'officer-1' : 'manager-1'
    recorder.record('override.approved', approvedOn, concern, { proposal }, by)
    if (random.chance(0.15)) recorder.record('override.approved', approvedOn, concern, { proposal }, 'manager-2')
    if (random.chance(0.1)) recorder.record('override.approved', approvedOn, concern, { proposal: 'no-such' }, by)
    if (random.chance(0.25)) {
      const other = random.pick(['active', 'watch', 'suspended', 'probation'] as const)
      const data = { status: other, reason: 'judgement', note: 'on second thought', until: dayText(approvedOn + 15) }
      const second = recorder.record('override.proposed', approvedOn, concern, data, 'officer-2')
      const secondOn = Math.min(end, approvedOn + random.pick([0, 3]))
      recorder.record('override.approved', secondOn, concern, { proposal: second }, 'manager-1')
    }
    // Hard stops against overrides are rare by chance, so some are made.
    if (random.chance(0.15)) {
      const flag = random.pick(['fraud', 'insolvency'] as const)
      const raised = Math.max(opening, approvedOn + random.pick([-3, 0, 2]))
      recorder.record('flag.raised', raised, concern, { flag })
      recorder.record('flag.cleared', raised + 8, concern, { flag })
    }
  }
}

/** Sometimes with an approval on the very day, which then has no effect. */
function recordClosure({ random, recorder, borrower, line, opening, end }: LinePlan): void {
  if (!random.chance(0.06)) return
  const reason = random.pick(['borrower-request', 'expired', 'written-off'] as const)
  const on = random.int(opening + Math.floor((end - opening) / 2), end)
  const concern = { borrower, line }
  recorder.record('line.closed', on, concern, { reason })
  if (random.chance(0.6)) return
  const data = { status: 'active' as const, reason: 'judgement', note: 'too late', until: dayText(on + 9) }
  const proposal = recorder.record('override.proposed', on, concern, data, 'officer-1')
  recorder.record('override.approved', on, concern, { proposal }, 'manager-1')
}
