import { describe, expect, it } from 'vitest'
import { Refused } from '../problem.ts'
import { findHeader, type ColumnNeed } from './header.ts'

const NEEDS: readonly ColumnNeed[] = [
  { field: 'id', names: ['ID', '编号'] },
  { field: 'limit', names: ['LIMIT_BAL', '授信额度'] },
]
const limits = { rowLength: 1_000, columns: 5 }
const find = (head: string, delimiter = 'auto') => findHeader(head, true, NEEDS, delimiter, limits)

function refusal(head: string, delimiter = 'auto') {
  try {
    find(head, delimiter)
  } catch (error) {
    if (error instanceof Refused) return error.problem
  }
  return null
}

describe('the header', () => {
  it.each([',', ';', '\t', '|'])('[I8] the delimiter %j is found by the columns it shows', delimiter => {
    const header = find(`x${delimiter}id${delimiter}limit_bal\n1${delimiter}2${delimiter}3\n`)
    expect(header).toMatchObject({ delimiter, row: 1, names: { length: 3 } })
    expect([...header.columns]).toEqual([
      ['id', { index: 1, name: 'id' }],
      ['limit', { index: 2, name: 'limit_bal' }],
    ])
  })

  it('[I8] names count without case, spaces around, full-width forms and invisible marks', () => {
    expect(find('\u200B ＩＤ ,授信额度 \n').columns.get('id')).toEqual({ index: 0, name: '\u200B ＩＤ' })
    expect(find('编号,Limit_Bal\n').names).toHaveLength(2)
  })

  it('[I8] lines above the header are passed over', () => {
    expect(find('Statement of 2025\n\n"period;\nlong",x,y\nID,LIMIT_BAL\n1,2\n')).toMatchObject({ row: 5, delimiter: ',' })
  })

  it('[I8] what is missing, what was found and the delimiter that would do are named', () => {
    expect(refusal('ID,AGE\n1,2\n')).toEqual({
      row: 1,
      code: 'missing-columns',
      path: '',
      expected: 'the columns LIMIT_BAL / 授信额度',
      got: '2 with the delimiter comma: ID, AGE',
    })
    expect(refusal('ID;LIMIT_BAL\n1;2\n', ',')).toMatchObject({
      code: 'missing-columns',
      expected: 'the columns ID / 编号, LIMIT_BAL / 授信额度; the delimiter semicolon would show 2 of 2',
      got: '1 with the delimiter comma: ID;LIMIT_BAL',
    })
  })

  it('[I8] a column that stands twice, too many columns, and no text at all are refused', () => {
    expect(refusal('ID,编号,LIMIT_BAL\n')).toMatchObject({ code: 'repeated-column', got: 'ID (column 1), 编号 (column 2)' })
    expect(refusal('ID,LIMIT_BAL,a,b,c,d\n')).toMatchObject({ code: 'too-many-columns', got: '6' })
    expect(refusal('\n \n')).toMatchObject({ code: 'empty-file' })
  })
})
