import type { Meeting, MemberLine } from '@tideline/runtime'
import { describe, expect, it } from 'vitest'
import { callAll, callOne, filledSheet, pay, payRest, rowsOf, tallyOf, type Change, type SheetValues } from './sheet.ts'

const line = (id: string, due: number, currency = 'CNY'): MemberLine => ({ line: id, kind: 'revolving', policy: 'consumer', currency, status: 'active', due, late: 0, tell: [] })
const member = (name: string, ...lines: MemberLine[]) => ({ borrower: `B-${name}`, name, lines })
const MEETING: Meeting = {
  centre: 'East market', day: '2025-08-20', currency: 'CNY', people: 4, talk: 0, due: 1_700, held: null,
  members: [member('Xu', line('L-x1', 400), line('L-x2', 100)), member('Cai', line('L-c', 400)), member('Huang', line('L-h', 800)), member('Lin', line('L-l', 900, 'USD'))],
}
const ROWS = rowsOf(MEETING, 'en')
const rowOf = (id: string) => ROWS.find((row) => row.line?.line === id)!
const apply = (values: SheetValues, changes: readonly Change[]): SheetValues => ({ ...values, ...Object.fromEntries(changes) })

describe('a collection sheet', () => {
  it('has a row for each line, one roll call for each borrower, and leaves other currencies out', () => {
    expect(ROWS.map(({ name, first, line: of }) => [name, first, of?.line ?? null])).toEqual([
      ['Cai', true, 'L-c'], ['Huang', true, 'L-h'], ['Lin', true, null], ['Xu', true, 'L-x1'], ['Xu', false, 'L-x2'],
    ])
  })

  it('takes a meeting in a few taps, and adds it up', () => {
    let values: SheetValues = { id: 'M-1' }
    values = apply(values, callAll(ROWS, values))
    values = apply(values, [callOne(rowOf('L-h'), values)])
    expect(tallyOf(ROWS, values)).toMatchObject({ people: 4, present: 3, absent: 1, open: 4, ready: 3, expected: 1_700, received: 0, counted: null, difference: null })
    values = apply(values, pay(rowOf('L-x2'), 50, values))
    values = apply(values, payRest(ROWS, values))
    values = apply(values, [['counted', '840']])
    expect(tallyOf(ROWS, values)).toMatchObject({ open: 1, ready: 0, received: 850, counted: 840, difference: -10 })
    expect(filledSheet(MEETING, ROWS, { ...values, note: ' ten short ' }, 'Wu Lan')).toEqual({
      id: 'M-1', centre: 'East market', on: '2025-08-20', currency: 'CNY', by: 'Wu Lan', expected: 1_700, counted: 840, note: 'ten short',
      present: ['B-Cai', 'B-Lin', 'B-Xu'],
      payments: [{ line: 'L-c', amount: 400 }, { line: 'L-x1', amount: 400 }, { line: 'L-x2', amount: 50 }],
    })
  })

  it('knows nothing paid from nothing said, and who pays is here', () => {
    const paid = apply({}, pay(rowOf('L-c'), 400, {}))
    expect(tallyOf(ROWS, paid)).toMatchObject({ present: 1, received: 400 })
    const nothing = apply({}, pay(rowOf('L-c'), 0, {}))
    expect(tallyOf(ROWS, nothing)).toMatchObject({ present: 0, received: 0, open: 3 })
    expect(tallyOf(ROWS, apply(nothing, pay(rowOf('L-c'), null, nothing)))).toMatchObject({ open: 4 })
    // Whoever is absent stays so: a daughter may pay.
    expect(pay(rowOf('L-c'), 400, { 'here/B-Cai': 'no' })).toEqual([['paid/L-c', '400']])
    expect(callOne(rowOf('L-c'), { 'here/B-Cai': 'no' })).toEqual(['here/B-Cai', 'yes'])
  })
})
