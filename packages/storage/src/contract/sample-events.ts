/** A few valid events for the contract suite. */
import type { JournalEvent } from '@tideline/journal'

export function payment(id: string, borrower = 'B-1', amount = 50_000): JournalEvent {
  const line = borrower.replace('B', 'L')
  return { id, type: 'payment.received', borrower, line, on: '2025-02-10', at: '2025-02-10T10:00:00Z', by: 'officer-1', data: { amount } }
}

export function opening(borrower = 'B-1'): JournalEvent[] {
  const line = borrower.replace('B', 'L')
  const common = { borrower, on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
  return [
    { ...common, id: `${borrower}-registered`, type: 'borrower.registered', data: { name: '林 美', branch: 'East' } },
    { ...common, id: `${borrower}-opened`, type: 'line.opened', line, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  ]
}

export const PHASE: JournalEvent = {
  id: 'phase-1',
  type: 'phase.set',
  on: '2025-03-01',
  at: '2025-03-01T08:00:00.250Z',
  by: 'head-office',
  data: { phase: 'tighten' },
}

/** E4: an unknown type is kept with all that it carries. */
export const UNKNOWN: JournalEvent = {
  id: 'weather-1',
  type: 'weather.seen',
  borrower: 'B-1',
  on: '2025-03-02',
  at: '2025-03-02T08:00:00Z',
  by: 'officer-1',
  data: { rain: [1.5, null, { much: true }] },
}
