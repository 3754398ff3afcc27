import { expect, it } from 'vitest'
import { reportCsv } from './report-file.ts'

it('writes a report that a spreadsheet reads and does not run', () => {
  const csv = reportCsv(
    {
      outcome: 'done',
      rows: 3,
      eventsAdded: 4,
      eventsKnown: 1,
      problemCount: 2,
      problems: [
        { row: 2, code: 'bad-data', path: 'paid', expected: 'a number', got: '=HYPERLINK("x")' },
        { row: 3, code: 'bad-data', path: 'name, first', expected: 'text', got: '' },
      ],
    },
    '三月.csv',
  )
  expect(csv.startsWith('\uFEFFfile,三月.csv\r\noutcome,done\r\n')).toBe(true)
  expect(csv).toContain(`2,bad-data,paid,a number,"'=HYPERLINK(""x"")"\r\n`)
  expect(csv).toContain('3,bad-data,"name, first",text,\r\n')
})
