/** The five hundred lines of an officer's whole day, and who of them plays a part in it. */
import { meetingBook } from './meeting-book.ts'
import { REOPENING, reopeningBook } from './reopening-book.ts'

export const LINES = 500
/** Cured and still shut, as He Xiu is; two people open this one. */
export const JUDGED = { borrower: 'B-lu-ping', line: 'L-lu-ping', name: 'Lu Ping' } as const
/** A project with money left to draw and a due of 400 to come. */
export const DAM = { line: 'L-dam', name: 'Green Valley Hydro', phone: '+86 139 0000 1234', centre: 'North gate' } as const
/** Missed what fell due two months ago, and were suspended for it within the month that is reviewed. */
export const LATE = ['Luo Fei', 'Ma Hua', 'Pan Yun', 'Qin Lei', 'Tang Bo'] as const
/** Whatever the screen's language; the others have none of their own. */
const READS: Readonly<Record<string, string>> = { [LATE[0]]: 'zh-CN', [LATE[1]]: 'en' }

/** `today` is the device's day. */
export function dayBook(today: string): string {
  return meetingBook(today, LINES - LATE.length - 3) + LATE.map((name, i) => lateBook(today, name, i)).join('') + reopeningBook(today, REOPENING) + reopeningBook(today, JUDGED) + damBook(today)
}

/** The 20th, so many months before that of a day. */
function monthsBefore(today: string, n: number): string {
  return new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - n, 20)).toISOString().slice(0, 10)
}

function lateBook(today: string, name: string, i: number): string {
  const events: string[] = []
  const of = { borrower: `B-late-${i}`, by: 'Wu Lan' }
  const add = (n: number, type: string, data: object, line = true): void => {
    const on = monthsBefore(today, n)
    events.push(`${JSON.stringify({ id: `late-${i}-${events.length}`, type, ...of, ...(line && { line: `L-late-${i}` }), on, at: `${on}T09:00:00Z`, data })}\n`)
  }
  add(9, 'borrower.registered', { name, branch: 'North', ...(READS[name] && { language: READS[name] }) }, false)
  add(9, 'line.opened', { kind: 'revolving', currency: 'CNY', limit: 1_000_000 })
  add(9, 'draw.made', { amount: 300_000 })
  for (let n = 8; n > 1; n--) {
    add(n, 'due.raised', { dueOn: monthsBefore(today, n), amount: 20_000 })
    if (n > 2) add(n, 'payment.received', { amount: 20_000 })
  }
  return events.join('')
}

function damBook(today: string): string {
  const common = { borrower: 'B-dam', on: '2025-01-10', at: '2025-01-10T08:00:00Z', by: 'Wu Lan' }
  const next = new Date(Date.parse(`${today}T00:00:00Z`) + 10 * 86_400_000).toISOString().slice(0, 10)
  const events = [
    { ...common, id: 'dam-1', type: 'borrower.registered', data: { name: DAM.name, branch: 'East', phone: DAM.phone, centre: DAM.centre } },
    { ...common, id: 'dam-2', type: 'line.opened', line: DAM.line, data: { kind: 'project', currency: 'CNY', limit: 1_000_000 } },
    { ...common, id: 'dam-3', type: 'draw.made', line: DAM.line, data: { amount: 200_000 } },
    { ...common, id: 'dam-4', type: 'due.raised', line: DAM.line, data: { dueOn: next, amount: 40_000 } },
  ]
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}
