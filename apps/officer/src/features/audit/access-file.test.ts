import type { AccessEntry } from '@tideline/runtime'
import { expect, it } from 'vitest'
import { accessCsv } from './access-file.ts'

const entry: AccessEntry = { seq: 1, at: '2026-03-01T09:00:00.000Z', by: 'Chen', role: 'officer', kind: 'line-read', about: { borrower: 'B-1', line: 'L-1' } }

it('writes one row an entry, says who is gone, and lets no spreadsheet run a name', () => {
  const csv = accessCsv([{ ...entry, seq: 3, by: '=HYPERLINK("x")' }, { ...entry, seq: 2, about: null }, { ...entry, kind: 'exported', facts: { bytes: 12 } }])
  expect(csv.slice(1).split('\r\n')).toEqual([
    'seq,at,by,role,kind,about,facts',
    '3,2026-03-01T09:00:00.000Z,"\'=HYPERLINK(""x"")",officer,line-read,L-1,',
    '2,2026-03-01T09:00:00.000Z,Chen,officer,line-read,erased,',
    '1,2026-03-01T09:00:00.000Z,Chen,officer,exported,L-1,"{""bytes"":12}"',
    '',
  ])
})
