import type { EventType, JournalEvent } from '@tideline/journal'
import type { Draft, LinePage } from '@tideline/runtime'
import { expect, it } from 'vitest'
import { daysForIncome, monthlyIncome, NOTHING_ASKED, suppose, type Questions } from './suppositions.ts'

const AS_OF = '2026-03-31'
type Fact = readonly [type: EventType, on: string, data: object]

function pageOf(facts: readonly Fact[], balance = 1_000, dues: LinePage['dues'] = [], reversed: readonly number[] = []): LinePage {
  const journal = facts.map(([type, on, data], i) => ({
    event: { id: `e-${i}`, type, line: 'L1', borrower: 'B1', on, at: `${on}T08:00:00Z`, by: 'o', data } as JournalEvent,
    ...(reversed.includes(i) && { reversedBy: 'r' }),
  }))
  return { summary: { line: 'L1', currency: 'CNY' }, decision: { asOf: AS_OF, balance }, journal, dues } as unknown as LinePage
}

const due = (id: string, dueOn: string, amount: number) => ({ id, dueOn, amount, unpaid: amount })
const ask = (page: LinePage, questions: Partial<Questions>) => suppose(page, { ...NOTHING_ASKED, ...questions }, 'o')
const told = (drafts: readonly Draft[]) => drafts.map(({ type, on, data }) => [type, on, ...Object.values(data)])

it('supposes nothing where nothing is asked', () => {
  expect(ask(pageOf([]), {})).toEqual({ until: AS_OF, drafts: [], assumptions: [{ kind: 'no-new-draws' }, { kind: 'no-new-charges' }] })
})

it('pays today, and the dues to come as far as today\'s payment leaves them', () => {
  const page = pageOf([['due.raised', '2026-03-01', { dueOn: '2026-04-10', amount: 400 }]], 1_000, [due('a', '2026-03-10', 400), due('b', '2026-04-10', 400)])
  expect(told(ask(page, { payment: 500, daysAhead: 60 }).drafts)).toEqual([
    ['payment.received', AS_OF, 500],
    ['payment.received', '2026-04-10', 300],
    // 200 are left to owe: the next due is for no more.
    ['due.raised', '2026-05-10', '2026-05-10', 200],
    ['payment.received', '2026-05-10', 200],
  ])
})

it('leaves dues unpaid where that is asked, and overdue ones to the question', () => {
  const page = pageOf([['due.raised', '2026-03-01', { dueOn: '2026-04-10', amount: 400 }]], 1_000, [due('a', '2026-03-10', 400), due('b', '2026-04-10', 400)])
  expect(told(ask(page, { paysDues: false, daysAhead: 45 }).drafts)).toEqual([['due.raised', '2026-05-10', '2026-05-10', 400]])
  expect(told(ask(page, { daysAhead: 20 }).drafts)).toEqual([['payment.received', '2026-04-10', 400]])
})

it('repeats a due of the 31st on the last day of shorter months', () => {
  const page = pageOf([['due.raised', '2026-03-01', { dueOn: '2026-03-31', amount: 100 }]])
  const days = ask(page, { daysAhead: 62 }).drafts.filter(({ type }) => type === 'due.raised').map(({ on }) => on)
  expect(days).toEqual(['2026-04-30', '2026-05-31'])
})

it('lets an income go on as the mean of the last complete months, changed by what is asked', () => {
  const income = (month: string, amount: number): Fact => ['income.observed', `${month}-28`, { month, amount }]
  const page = pageOf([income('2025-08', 9_999), income('2026-01', 300), income('2026-02', 500), income('2026-02', 9_999)], 0, [], [3])
  expect(monthlyIncome(page)).toBe(400)
  const { drafts, assumptions } = ask(page, { incomeChange: -25, daysAhead: daysForIncome(AS_OF) })
  expect(told(drafts)).toEqual([
    ['income.observed', '2026-03-31', '2026-03', 300],
    ['income.observed', '2026-04-30', '2026-04', 300],
    ['income.observed', '2026-05-31', '2026-05', 300],
  ])
  expect(drafts.every(({ line }) => line === undefined)).toBe(true)
  expect(assumptions).toContainEqual({ kind: 'income', monthly: 300 })
  expect(monthlyIncome(pageOf([]))).toBeNull()
})

it('keeps spending apart by category', () => {
  const page = pageOf([
    ['spending.observed', '2026-02-28', { month: '2026-02', category: 'essential', amount: 70 }],
    ['spending.observed', '2026-03-30', { month: '2026-03', category: 'discretionary', amount: 20 }],
  ])
  expect(told(ask(page, { daysAhead: 30 }).drafts)).toEqual([
    ['spending.observed', '2026-03-31', '2026-03', 70, 'essential'],
    ['spending.observed', '2026-04-30', '2026-04', 70, 'essential'],
  ])
})

it('goes on with a statement a month in reported mode: nothing past due, or ever more', () => {
  const page = pageOf([['statement.reported', '2026-03-15', { balance: 1_000, paid: 0, daysPastDue: 10 }]])
  expect(told(ask(page, { payment: 300, daysAhead: 50 }).drafts)).toEqual([
    ['payment.received', AS_OF, 300],
    ['statement.reported', '2026-04-15', 700, 300, 0],
    ['statement.reported', '2026-05-15', 700, 0, 0],
  ])
  expect(told(ask(page, { paysDues: false, daysAhead: 20 }).drafts)).toEqual([['statement.reported', '2026-04-15', 1_000, 0, 41]])
})
