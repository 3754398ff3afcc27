import { describe, expect, it } from 'vitest'
import { checkRecord } from './check-record.ts'
import { firstValues, recordKind } from './record-kinds.ts'

const SUBJECT = { line: 'L1', borrower: 'B1', exponent: 2, today: '2025-08-20', by: 'Wu Lan' }

describe('checkRecord', () => {
  it('turns a typed payment into a draft in minor units', () => {
    expect(checkRecord(recordKind('payment'), { amount: '1,200.50', on: '2025-08-19' }, SUBJECT)).toEqual({
      ok: true,
      draft: { type: 'payment.received', borrower: 'B1', line: 'L1', on: '2025-08-19', by: 'Wu Lan', data: { amount: 120050 } },
    })
  })

  it('names income for the borrower, not for one line, and takes a month without any', () => {
    const checked = checkRecord(recordKind('income'), { month: '2025-07', amount: '0', source: '', on: '2025-08-20' }, SUBJECT)
    expect(checked).toEqual({
      ok: true,
      draft: { type: 'income.observed', borrower: 'B1', on: '2025-08-20', by: 'Wu Lan', data: { month: '2025-07', amount: 0 } },
    })
  })

  it('clears a flag with the event that clears', () => {
    const checked = checkRecord(recordKind('flag'), { turn: 'clear', flag: 'fraud', on: '2025-08-20' }, SUBJECT)
    expect(checked).toMatchObject({ ok: true, draft: { type: 'flag.cleared', data: { flag: 'fraud' } } })
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

  it('starts a form with what is known', () => {
    expect(firstValues(recordKind('due'), '2025-08-20')).toEqual({ amount: '', dueOn: '', on: '2025-08-20' })
    expect(firstValues(recordKind('income'), '2025-08-20')).toMatchObject({ month: '2025-08' })
  })
})
