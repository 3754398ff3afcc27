/** A book small enough to be read: one consumer line that falls behind for a while, one project line. */

export type Event = Record<string, unknown> & { readonly id: string }

const consumer = (id: string, type: string, on: string, data: object, at = `${on}T10:00:00Z`): Event =>
  ({ id, type, borrower: 'B-1', line: 'L-1', on, at, by: 'officer-1', data })

const project = (id: string, type: string, on: string, data: object): Event =>
  ({ id, type, borrower: 'C-1', line: 'L-2', on, at: `${on}T10:00:00Z`, by: 'officer-1', data })

export const EVENTS: readonly Event[] = [
  { id: 'e-01', type: 'borrower.registered', borrower: 'B-1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1', data: { name: 'Lin Mei', branch: 'East' } },
  consumer('e-02', 'line.opened', '2025-01-10', { kind: 'revolving', currency: 'CNY', limit: 1000000 }),
  consumer('e-03', 'draw.made', '2025-01-10', { amount: 100000 }),
  consumer('e-04', 'due.raised', '2025-01-10', { dueOn: '2025-02-10', amount: 50000 }),
  consumer('e-05', 'due.raised', '2025-01-10', { dueOn: '2025-03-10', amount: 50000 }),
  consumer('e-06', 'payment.received', '2025-02-10', { amount: 50000 }),
  // Made in March, recorded in April.
  consumer('e-07', 'payment.received', '2025-03-08', { amount: 50000 }, '2025-04-15T18:00:00Z'),
  project('e-08', 'line.opened', '2025-02-01', { kind: 'project', currency: 'CNY', limit: 900000000 }),
  project('e-09', 'covenant.reported', '2025-03-31', { plannedProgress: 0.5, actualProgress: 0.3 }),
]

export function jsonLines(events: readonly Event[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}
