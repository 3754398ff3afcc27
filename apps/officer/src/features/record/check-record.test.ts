import { describe, expect, it } from 'vitest'
import { checkRecord } from './check-record.ts'
import { recordKind } from './record-kinds.ts'

const SUBJECT = { line: 'L1', borrower: 'B1', exponent: 2, today: '2025-08-20', by: 'Wu Lan' }

describe('checkRecord', () => {
  it('turns a typed payment into a draft in minor units', () => {
    expect(checkRecord(recordKind('payment'), { amount: '1,200.50', on: '2025-08-19' }, SUBJECT)).toEqual({
      ok: true,
      drafts: [{ type: 'payment.received', borrower: 'B1', line: 'L1', on: '2025-08-19', by: 'Wu Lan', data: { amount: 120050 } }],
    })
  })

  it('names income for the borrower, not for one line, and takes a month without any', () => {
    const checked = checkRecord(recordKind('income'), { month: '2025-07', amount: '0', source: '', on: '2025-08-20' }, SUBJECT)
    expect(checked).toEqual({
      ok: true,
      drafts: [{ type: 'income.observed', borrower: 'B1', on: '2025-08-20', by: 'Wu Lan', data: { month: '2025-07', amount: 0 } }],
    })
  })

  it('clears a flag with the event that clears', () => {
    const checked = checkRecord(recordKind('flag'), { turn: 'clear', flag: 'fraud', on: '2025-08-20' }, SUBJECT)
    expect(checked).toMatchObject({ ok: true, drafts: [{ type: 'flag.cleared', data: { flag: 'fraud' } }] })
  })

  it('says what is wrong with each field at once', () => {
    expect(checkRecord(recordKind('payment'), { amount: '0', on: '2025-08-21' }, SUBJECT)).toEqual({
      ok: false,
      faults: { amount: 'not-above-zero', on: 'after-today' },
    })
    expect(checkRecord(recordKind('due'), { amount: '', dueOn: '2025-08-01', on: '2025-08-20' }, SUBJECT)).toEqual({
      ok: false,
      faults: { amount: 'required', dueOn: 'before-its-day' },
    })
    expect(checkRecord(recordKind('income'), { month: '2025-09', amount: '1.234', on: '2025-08-20' }, SUBJECT)).toEqual({
      ok: false,
      faults: { month: 'month-after-day', amount: 'too-many-digits' },
    })
  })

  it('takes a promise with its day, or neither', () => {
    const contact = (values: Record<string, string>) => checkRecord(recordKind('contact'), { kind: 'call', outcome: 'will pay', on: '2025-08-20', ...values }, SUBJECT)
    expect(contact({})).toMatchObject({ ok: true, drafts: [{ type: 'contact.made', data: { kind: 'call', outcome: 'will pay' } }] })
    expect(contact({ 'promise.amount': '400', 'promise.by': '2025-08-25' })).toMatchObject({ drafts: [{ data: { promise: { amount: 40_000, by: '2025-08-25' } } }] })
    expect(contact({ 'promise.amount': '400' })).toEqual({ ok: false, faults: { 'promise.by': 'required' } })
  })

  it('reads a report with what it states, and refuses one that states nothing', () => {
    const covenant = (values: Record<string, string>) => checkRecord(recordKind('covenant'), { on: '2025-08-20', ...values }, SUBJECT)
    expect(covenant({ dscrHistoric: '1.25', actualProgress: '57.3', budget: '1,000' })).toMatchObject({
      ok: true,
      drafts: [{ data: { dscrHistoric: 1.25, actualProgress: 0.573, budget: 100_000 } }],
    })
    expect(covenant({})).toEqual({ ok: false, faults: { dscrHistoric: 'nothing-reported' } })
    const bureau = { delinquentAccounts: '1.5', goodAccounts: '２', inquiries6m: '0', score: '', on: '2025-08-20' }
    expect(checkRecord(recordKind('bureau'), bureau, SUBJECT)).toEqual({ ok: false, faults: { delinquentAccounts: 'not-a-count' } })
    expect(checkRecord(recordKind('bureau'), { ...bureau, delinquentAccounts: '1' }, SUBJECT)).toMatchObject({
      drafts: [{ type: 'bureau.reported', data: { delinquentAccounts: 1, goodAccounts: 2, inquiries6m: 0 } }],
    })
  })

  it('makes an event of every due of a schedule', () => {
    const schedule = { plan: 'equal', total: '1000', first: '2025-09-20', count: '3', every: 'month', months: '', on: '2025-08-20' }
    const checked = checkRecord(recordKind('schedule'), schedule, SUBJECT)
    expect(checked.ok && checked.drafts.map(({ type, line, data }) => [type, line, data])).toEqual([
      ['due.raised', 'L1', { dueOn: '2025-09-20', amount: 33_300 }],
      ['due.raised', 'L1', { dueOn: '2025-10-20', amount: 33_300 }],
      ['due.raised', 'L1', { dueOn: '2025-11-20', amount: 33_400 }],
    ])
    expect(checkRecord(recordKind('schedule'), { ...schedule, total: '0.02' }, SUBJECT)).toEqual({ ok: false, faults: { total: 'does-not-divide' } })
    expect(checkRecord(recordKind('schedule'), { ...schedule, count: '500' }, SUBJECT)).toEqual({ ok: false, faults: { count: 'too-many-dues' } })
    expect(checkRecord(recordKind('schedule'), { ...schedule, plan: 'seasonal' }, SUBJECT)).toEqual({ ok: false, faults: { months: 'required' } })
    expect(checkRecord(recordKind('schedule'), { ...schedule, plan: 'bullet', count: '' }, SUBJECT)).toMatchObject({ drafts: [{ data: { amount: 100_000 } }] })
  })
})
