import type { LinePage } from '@tideline/runtime'
import { describe, expect, it } from 'vitest'
import { isKindFor, kindOfType, recordKind } from './record-kinds.ts'
import { firstValues, owedNow, valuesOfEvent } from './record-values.ts'

const TODAY = '2025-08-20'
type Known = Pick<LinePage, 'dues' | 'lastOf'> & { readonly balance: number }
const pageOf = ({ dues, lastOf, balance }: Partial<Known> = {}): LinePage =>
  ({ summary: { currency: 'CNY' }, decision: { asOf: TODAY, balance: balance ?? 0 }, dues: dues ?? [], lastOf: lastOf ?? {} }) as unknown as LinePage
const due = (dueOn: string, unpaid: number): LinePage['dues'][number] => ({ id: dueOn, dueOn, amount: unpaid, unpaid })
const first = (id: Parameters<typeof recordKind>[0], known?: Partial<Known>) => firstValues(recordKind(id), pageOf(known), TODAY)

describe('what stands in a form at first', () => {
  it('is today, this month and the first of the choices where nothing is known', () => {
    expect(first('payment')).toEqual({ amount: '', on: TODAY })
    expect(first('income')).toEqual({ month: '2025-08', amount: '', source: '', on: TODAY })
    expect(first('flag')).toEqual({ turn: 'raise', flag: 'hardship', on: TODAY })
    expect(first('due')).toEqual({ amount: '', dueOn: '2025-09-20', on: TODAY })
  })

  it('proposes what is owed: all that is overdue before what falls due next', () => {
    const dues = [due('2025-07-10', 30_000), due('2025-08-10', 40_000), due('2025-09-10', 40_000)]
    expect([owedNow(pageOf({ dues })), owedNow(pageOf({ dues: dues.slice(2) })), owedNow(pageOf())]).toEqual([70_000, 40_000, 0])
    expect(first('payment', { dues })).toMatchObject({ amount: '700' })
  })

  it('goes on from the last entries', () => {
    const lastOf = {
      'due.raised': { dueOn: '2025-09-30', amount: 40_000 },
      'income.observed': { month: '2025-06', amount: 500_000, source: 'shop' },
      'spending.observed': { month: '2025-08', category: 'discretionary', amount: 1 },
      'charge.added': { kind: 'fee', amount: 1_550 },
      'contact.made': { kind: 'visit', outcome: 'not at home' },
    } as const
    expect(first('due', { lastOf })).toEqual({ amount: '400', dueOn: '2025-10-30', on: TODAY })
    expect(first('income', { lastOf })).toMatchObject({ month: '2025-07', amount: '', source: 'shop' })
    expect(first('spending', { lastOf })).toMatchObject({ month: '2025-08', category: 'discretionary' })
    expect(first('charge', { lastOf })).toEqual({ kind: 'fee', amount: '15.50', on: TODAY })
    expect(first('contact', { lastOf })).toMatchObject({ kind: 'visit', outcome: '' })
    expect(first('draw', { lastOf: { 'draw.made': { amount: 5 } } })).toMatchObject({ amount: '' })
  })

  it('plans what is owed and falls due on no day yet', () => {
    const known = { balance: 100_000, dues: [due('2025-09-10', 40_000)] }
    expect(first('schedule', known)).toMatchObject({ plan: 'equal', total: '600', first: '2025-10-10', every: 'month' })
  })
})

describe('an entry to be corrected', () => {
  const event = (type: string, data: object) => ({ id: 'e', type, on: '2025-08-01', at: '2025-08-01T08:00:00Z', by: 'Wu Lan', data })

  it('stands in the form as it was typed, days and nested parts among it', () => {
    const contact = event('contact.made', { kind: 'call', outcome: 'will pay', promise: { amount: 40_000, by: '2025-08-10' } })
    expect(valuesOfEvent(recordKind('contact'), contact, 'CNY')).toEqual({
      kind: 'call',
      outcome: 'will pay',
      'promise.amount': '400',
      'promise.by': '2025-08-10',
      on: '2025-08-01',
    })
    expect(valuesOfEvent(recordKind('flag'), event('flag.cleared', { flag: 'fraud' }), 'CNY')).toEqual({ turn: 'clear', flag: 'fraud', on: '2025-08-01' })
    expect(valuesOfEvent(recordKind('covenant'), event('covenant.reported', { actualProgress: 0.573, budget: 5_000 }), 'JPY')).toEqual({
      actualProgress: '57.3',
      budget: '5,000',
      on: '2025-08-01',
    })
  })

  it('has a form if one makes its type', () => {
    expect(['payment.received', 'due.raised', 'flag.cleared', 'statement.reported'].map(kindOfType)).toEqual(['payment', 'due', 'flag', null])
  })
})

it('asks for project reports of projects alone', () => {
  expect([isKindFor('covenant', 'project'), isKindFor('covenant', 'revolving'), isKindFor('draw', 'revolving')]).toEqual([true, false, true])
})
