/** A book whose one line is cured, still shut, and reopens today if its balance is repaid. */

export const REOPENING = { borrower: 'B-he-xiu', line: 'L-he-xiu', name: 'He Xiu', balance: 1000 } as const

type Who = Readonly<Record<'borrower' | 'line' | 'name', string>>

/** `today` is the device's day; everything lies a fixed number of days before it. */
export function reopeningBook(today: string, { borrower, line, name }: Who = REOPENING): string {
  const day = (before: number): string => new Date(Date.parse(`${today}T00:00:00Z`) - before * 86_400_000).toISOString().slice(0, 10)
  const lines: string[] = []
  const add = (before: number, type: string, data: object, ofLine = true): void => {
    const id = `${borrower}-${lines.length}`
    const event = { id, type, borrower, ...(ofLine && { line }), on: day(before), at: `${day(before)}T08:00:00Z`, by: 'Wu Lan', data }
    lines.push(JSON.stringify(event))
  }
  add(400, 'borrower.registered', { name, branch: 'North' }, false)
  add(400, 'line.opened', { kind: 'revolving', currency: 'CNY', limit: 1_000_000 })
  add(400, 'draw.made', { amount: 320_000 })
  for (let before = 370; before > 100; before -= 30) {
    add(before + 30, 'due.raised', { dueOn: day(before), amount: 20_000 })
    add(before, 'payment.received', { amount: 20_000 })
  }
  // Missed, 30 days late seventy days ago, then all but a rest is repaid.
  add(130, 'due.raised', { dueOn: day(100), amount: 20_000 })
  add(65, 'payment.received', { amount: 40_000 })
  return `${lines.join('\n')}\n`
}
