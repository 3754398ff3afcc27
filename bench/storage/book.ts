/** A synthetic book of the size that the budgets speak of: 10,000 borrowers × 36 months, about 1.4 M events. */
import type { JournalEvent } from '@tideline/journal'

export interface BenchBorrower {
  readonly borrower: string
  readonly events: readonly JournalEvent[]
}

export function makeBorrower(index: number, months: number): BenchBorrower {
  const borrower = `B-${String(index).padStart(5, '0')}`
  const line = `L-${String(index).padStart(5, '0')}`
  const events: JournalEvent[] = []
  const push = (type: string, on: string, data: unknown, ofLine = true): void => {
    const number = String(events.length).padStart(4, '0')
    const at = `${on}T09:${String(index % 60).padStart(2, '0')}:${String(events.length % 60).padStart(2, '0')}Z`
    const id = `${borrower.toLowerCase()}-${number}`
    events.push({ id, type, borrower, ...(ofLine && { line }), on, at, by: `officer-${index % 20}`, data })
  }
  push('borrower.registered', '2022-01-05', { name: `Borrower ${index}`, branch: `branch-${index % 8}` }, false)
  push('line.opened', '2022-01-05', { kind: 'revolving', currency: 'CNY', limit: 1_000_000 })
  push('draw.made', '2022-01-05', { amount: 400_000 + (index % 100) * 1000 })
  for (let month = 0; month < months; month++) {
    const text = `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    push('due.raised', `${text}-06`, { dueOn: `${text}-20`, amount: 30_000 + index })
    push('payment.received', `${text}-19`, { amount: 30_000 + index })
    push('charge.added', `${text}-25`, { kind: 'interest', amount: 1500 + (index % 300) })
    if (month % 12 !== 11) push('income.observed', `${text}-27`, { month: text, amount: 800_000 + month * 100 + index }, false)
  }
  return { borrower, events }
}
