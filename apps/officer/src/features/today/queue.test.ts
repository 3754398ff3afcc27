import type { LineSummary } from '@tideline/runtime'
import { describe, expect, it } from 'vitest'
import { groupOf, queueOf, type QueueEntry, type QueueFilter } from './queue.ts'

const line = (name: string, over: Partial<LineSummary> = {}): LineSummary => ({
  line: `L-${name}`,
  borrower: `B-${name}`,
  name,
  branch: 'East market',
  kind: 'revolving',
  currency: 'CNY',
  status: 'active',
  since: '2025-01-01',
  limit: 100,
  available: 100,
  balance: 0,
  score: 600,
  daysPastDue: 0,
  reason: null,
  attention: [],
  policy: 'consumer',
  ...over,
})

const WARNING = { kind: 'warning', warning: 'W1', task: 'call', dueOn: '2025-08-22', overdue: false } as const
const LINES = [
  line('Ma Li', { attention: [WARNING] }),
  line('Zhao Min', { status: 'suspended', attention: [WARNING, { kind: 'cured-but-shut', since: '2025-08-01', days: 19, unmet: 2 }] }),
  line('Chen Guihua', { status: 'suspended', attention: [{ kind: 'newly-suspended', since: '2025-08-19' }] }),
  line('José Núñez'),
  line('王秀兰', { branch: '东市场' }),
]

function show(filter: QueueFilter = 'all', found: readonly string[] | null = null): string[] {
  const entry = (e: QueueEntry): string => (e.kind === 'heading' ? `${e.group} ${e.count}` : `${e.place} ${e.line.name}`)
  return queueOf(LINES, { filter, found }).map(entry)
}

describe('queue', () => {
  it('puts newly suspended first, then cured but shut, then warnings, then all others', () => {
    expect(show()).toEqual([
      'newly-suspended 1',
      '1 Chen Guihua',
      'cured-but-shut 1',
      '2 Zhao Min',
      'warning 1',
      '3 Ma Li',
      'others 2',
      '4 José Núñez',
      '5 王秀兰',
    ])
    expect(groupOf(LINES[1]!)).toBe('cured-but-shut')
  })

  it('filters by status and by what needs attention', () => {
    expect(show('suspended')).toEqual(['newly-suspended 1', '1 Chen Guihua', 'cured-but-shut 1', '2 Zhao Min'])
    expect(show('warning').filter((text) => /^\d/u.test(text))).toEqual(['1 Ma Li'])
    expect(show('closed')).toEqual([])
  })

  it('shows of what passes only what was found', () => {
    expect(show('all', ['L-José Núñez', 'L-Ma Li'])).toEqual(['warning 1', '1 Ma Li', 'others 1', '2 José Núñez'])
    expect(show('suspended', ['L-José Núñez'])).toEqual([])
    expect(show('all', [])).toEqual([])
  })
})
