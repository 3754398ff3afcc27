/** Words in which a story is told; each writes events. Amounts are in yuan and stored in fen. */
import { addDays, addMonths } from './calendar.mjs'

export const AS_OF = '2026-03-31'
const OFFICER = 'officer-wu'
const fen = (yuan) => Math.round(yuan * 100)

const events = []

/** Records one event; `at` is the morning of its day unless it was recorded later. Gives its id. */
function record(type, on, place, data, { by = OFFICER, recordedOn = on } = {}) {
  const number = events.length + 1
  const [hour, minute] = [8 + (Math.floor(number / 60) % 9), number % 60].map((part) => String(part).padStart(2, '0'))
  const id = `n-${String(number).padStart(5, '0')}`
  events.push({ id, type, ...place, on, at: `${recordedOn}T${hour}:${minute}:00Z`, by, data })
  return id
}

/** The events told so far, those of the book's day and before. */
export function toldEvents() {
  return events.filter((event) => event.on <= AS_OF)
}

export function setPhase(on, phase) {
  record('phase.set', on, {}, { phase }, { by: 'risk-manager' })
}

/** The branches whose borrowers meet their officer at a centre, and its weekday, 1 for Monday: the first on the book's day. */
const CENTRES = { 东市场: 2, 河滨: 4 }

export function scheduleMeetings(from) {
  for (const [centre, weekday] of Object.entries(CENTRES)) record('centre.scheduled', from, {}, { centre, weekday, from, time: '09:00' })
}

/** A borrower enters the book; what follows is told about them. */
export function borrower(id, name, branch, on) {
  const place = { borrower: id }
  record('borrower.registered', on, place, { name, branch, officer: OFFICER, language: 'zh-CN', ...(branch in CENTRES && { centre: branch }) })
  return {
    line: (lineId, kind, on, limit) => line(id, lineId, kind, on, limit),
    income: (month, amount, source) =>
      record('income.observed', afterMonth(month), place, { month, amount: fen(amount), ...(source && { source }) }),
    spending: (month, category, amount) =>
      record('spending.observed', afterMonth(month), place, { month, category, amount: fen(amount) }),
    bureau: (on, report) => record('bureau.reported', on, place, report),
    raise: (on, flag, by) => record('flag.raised', on, place, { flag }, { by }),
    clear: (on, flag, by) => record('flag.cleared', on, place, { flag }, { by }),
  }
}

/** The figures of a month are told on the 2nd of the next. */
const afterMonth = (month) => addDays(addMonths(`${month}-01`, 1), 1)

function line(borrowerId, id, kind, openedOn, limit) {
  const place = { borrower: borrowerId, line: id }
  record('line.opened', openedOn, place, { kind, currency: 'CNY', limit: fen(limit) })
  const pay = (on, amount, options) => record('payment.received', on, place, { amount: fen(amount) }, options)
  const due = (dueOn, amount, raisedOn = addDays(dueOn, -20)) =>
    record('due.raised', raisedOn < openedOn ? openedOn : raisedOn, place, { dueOn, amount: fen(amount) })
  return {
    pay,
    due,
    draw: (on, amount) => record('draw.made', on, place, { amount: fen(amount) }),
    charge: (on, kind, amount) => record('charge.added', on, place, { kind, amount: fen(amount) }),
    /**
     * Dues of one amount, month after month, each paid on its day; `late` names those paid on another day
     * (`{ '2025-07-10': '2025-08-20' }`) or not at all (`null`). `redraw` is drawn again after each payment.
     */
    monthly: (firstDueOn, lastDueOn, amount, { late = {}, redraw = 0 } = {}) => {
      const dues = {}
      for (let n = 0, dueOn = firstDueOn; dueOn <= lastDueOn; dueOn = addMonths(firstDueOn, ++n)) {
        dues[dueOn] = due(dueOn, amount)
        const paidOn = Object.hasOwn(late, dueOn) ? late[dueOn] : dueOn
        if (paidOn) pay(paidOn, amount)
        if (redraw) record('draw.made', addDays(dueOn, 2), place, { amount: fen(redraw) })
      }
      return dues
    },
    cancel: (on, dueId, reason) => record('due.cancelled', on, place, { due: dueId, reason }),
    reverse: (on, eventId, reason) => record('event.reversed', on, place, { event: eventId, reason }),
    statement: (on, balance, paid, daysPastDue) =>
      record('statement.reported', on, place, { balance: fen(balance), paid: fen(paid), daysPastDue }),
    covenant: (on, report) => record('covenant.reported', on, place, report),
    contact: (on, kind, outcome, promise) =>
      record('contact.made', on, place, { kind, outcome, ...(promise && { promise: { ...promise, amount: fen(promise.amount) } }) }),
    review: (on, note) => record('review.held', on, place, { note }),
    restructure: (on, note) => record('line.restructured', on, place, { note }),
    propose: (on, proposal, by) => record('override.proposed', on, place, proposal, { by }),
    approve: (on, proposal, by) => record('override.approved', on, place, { proposal }, { by }),
    setLimit: (on, limit) => record('limit.set', on, place, { limit: fen(limit) }, { by: 'supervisor-zhao' }),
    close: (on, reason) => record('line.closed', on, place, { reason }),
  }
}
