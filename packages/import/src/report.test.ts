import { describe, expect, it } from 'vitest'
import { formatReport } from './report.ts'

const PROBLEM = { row: 7, code: 'bad-number', path: 'LIMIT_BAL', expected: 'a number such as 1,234.50', got: '=HYPERLINK("x")' } as const
const REFUSAL = { row: 0, code: 'empty-file', path: '', expected: 'a file with rows', got: 'no bytes' } as const

describe('a report to save', () => {
  it('[I18] as CSV that a spreadsheet opens as it is and runs nothing of', () => {
    expect(formatReport({ problems: [PROBLEM], refusal: REFUSAL })).toBe(
      '\uFEFFrow,code,path,expected,got\r\n0,empty-file,,a file with rows,no bytes\r\n' +
        '7,bad-number,LIMIT_BAL,"a number such as 1,234.50","\'=HYPERLINK(""x"")"\r\n',
    )
  })

  it('[I18] as JSON Lines', () => {
    const lines = formatReport({ problems: [PROBLEM], refusal: REFUSAL }, 'jsonl').trimEnd().split('\n')
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([REFUSAL, PROBLEM])
  })
})
