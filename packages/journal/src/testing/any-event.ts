/** Any valid event, for property tests: every type, unknown ones, extra fields, all the optional ones. */
import fc from 'fast-check'
import { type Day, formatDay } from '../day.ts'
import { EVENT_RANK, type EventType, type JournalEvent } from '../event.ts'
import { formatInstant } from '../instant.ts'
import { PLACE } from '../schema.ts'

const minor = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const id = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map(code => String.fromCharCode(code)), minLength: 1, maxLength: 64 })
const day = fc.integer({ min: 15_000, max: 24_000 })
const figure = fc.double({ noNaN: true, noDefaultInfinity: true })
const flag = fc.constantFrom('fraud', 'insolvency', 'deceased', 'dispute', 'hardship')
const dayText = day.map(n => formatDay(n as Day))
const month = fc.constantFrom('2000-01', '2010-12')

/** Data of each type; a due falls after and a month before any `on` that `day` gives. */
const DATA: { readonly [T in EventType]: fc.Arbitrary<object> } = {
  'borrower.registered': fc.record({ name: text, branch: text, officer: text, language: text }, { requiredKeys: ['name', 'branch'] }),
  'line.opened': fc.record({ kind: fc.constantFrom('revolving', 'instalment', 'project'), currency: fc.constant('CNY'), limit: minor }),
  'limit.set': fc.record({ limit: fc.nat() }),
  'phase.set': fc.record({ phase: fc.constantFrom('growth', 'steady', 'tighten') }),
  'draw.made': fc.record({ amount: minor }),
  'charge.added': fc.record({ kind: fc.constantFrom('interest', 'fee'), amount: minor }),
  'due.raised': fc.record({ dueOn: fc.integer({ min: 24_000, max: 30_000 }).map(n => formatDay(n as Day)), amount: minor }),
  'due.cancelled': fc.record({ due: id, reason: fc.constantFrom('rescheduled', 'holiday', 'waived', 'error') }),
  'payment.received': fc.record({ amount: minor }),
  'statement.reported': fc.record({ balance: fc.maxSafeInteger(), paid: fc.nat(), daysPastDue: fc.nat(999) }),
  'income.observed': fc.record({ month, amount: fc.nat(), source: text }, { requiredKeys: ['month', 'amount'] }),
  'spending.observed': fc.record({ month, category: fc.constantFrom('essential', 'discretionary'), amount: fc.nat() }),
  'bureau.reported': fc.record(
    { score: figure, delinquentAccounts: fc.nat(), goodAccounts: fc.nat(), inquiries6m: fc.nat() },
    { requiredKeys: ['delinquentAccounts', 'goodAccounts', 'inquiries6m'] },
  ),
  'covenant.reported': fc.record(
    { dscrHistoric: figure, dscrForecast: figure, llcr: figure, dsraMonths: figure, plannedProgress: figure,
      actualProgress: figure, budget: fc.nat(), costToComplete: fc.nat() },
    { requiredKeys: [] },
  ),
  'flag.raised': fc.record({ flag }),
  'flag.cleared': fc.record({ flag }),
  'contact.made': fc.record(
    { kind: fc.constantFrom('call', 'visit', 'message'), outcome: text, promise: fc.record({ amount: minor, by: dayText }) },
    { requiredKeys: ['kind', 'outcome'] },
  ),
  'review.held': fc.record({ note: text }),
  'line.restructured': fc.record({ note: text }),
  'override.proposed': fc.record(
    { status: fc.constantFrom('active', 'watch', 'suspended', 'probation'), limit: fc.nat(), reason: text, note: text, until: dayText },
    { requiredKeys: ['status', 'reason', 'note', 'until'] },
  ),
  'override.approved': fc.record({ proposal: id }),
  'line.closed': fc.record({ reason: fc.constantFrom('borrower-request', 'expired', 'written-off') }),
  'event.reversed': fc.record({ event: id, reason: text }),
}

// Names that objects have by themselves, or that JSON can carry and assignment can't.
const extraKey = fc.constantFrom('extra', '备注', '__proto__', 'constructor', '0', '')
const extraValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).filter(value => !/\p{Surrogate}|\\ud/u.test(JSON.stringify(value))),
  dayText,
  figure,
)
const extras = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.tuple(extraKey, extraValue).map(([key, value]) => Object.fromEntries([[key, value]])) },
)

const envelope = fc.record({
  id,
  on: dayText,
  at: fc.tuple(fc.integer({ min: 1e12, max: 2e12 }), fc.boolean())
    .map(([ms, withMs]) => formatInstant(withMs ? ms : Math.floor(ms / 1000) * 1000, withMs)),
  by: fc.constantFrom('officer-1', 'núñez', '系统'),
  borrower: fc.constantFrom('b1', '借款人'),
  line: fc.constantFrom('l1', 'l2'),
  names: fc.boolean(),
})

/** An event of the given type. */
export function anyEventOf(type: EventType): fc.Arbitrary<JournalEvent> {
  return fc.tuple(envelope, DATA[type], extras, extras).map(([{ borrower, line, names, ...rest }, data, more, moreData]) => {
    const place = PLACE[type]
    const withBorrower = place === 'line' || place === 'borrower' || place === 'either' || (place === 'target' && names)
    const withLine = place === 'line' || (names && (place === 'either' || place === 'target'))
    return {
      ...more,
      ...rest,
      type,
      ...(withBorrower ? { borrower } : {}),
      ...(withLine ? { line } : {}),
      data: { ...moreData, ...data },
    }
  })
}

const unknownEvent: fc.Arbitrary<JournalEvent> = fc
  .tuple(envelope, fc.constantFrom('visit.planned', 'constructor', '__proto__'), extraValue, extras)
  .map(([{ names, borrower, ...rest }, type, data, more]) => ({ ...more, ...rest, ...(names ? { borrower } : {}), type, data }))

export const anyEvent: fc.Arbitrary<JournalEvent> = fc.oneof(
  ...(Object.keys(EVENT_RANK) as EventType[]).map(anyEventOf),
  unknownEvent,
)
