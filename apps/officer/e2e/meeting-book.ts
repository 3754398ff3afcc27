/** A book of which thirty borrowers meet today; the rest belong elsewhere, or nowhere. */

export const CENTRE = 'East market'
export const PEOPLE = 30
/** Due of each of them today, in fen. */
export const DUE = 40_000

const LAST = ['Bai', 'Cai', 'Chen', 'Deng', 'Fang', 'Gao', 'He', 'Huang', 'Jin', 'Lin']
const FIRST = ['Guihua', 'Tao', 'Xiulan']

/** Thirty names, in their order on the sheet. */
export const NAMES = LAST.flatMap((last) => FIRST.map((first) => `${last} ${first}`))

/** `today` is the device's day; everything lies a fixed number of days before it. */
export function meetingBook(today: string, lines: number): string {
  const day = (from: number): string => new Date(Date.parse(`${today}T00:00:00Z`) + from * 86_400_000).toISOString().slice(0, 10)
  const weekday = (from: number): number => new Date(`${day(from)}T00:00:00Z`).getUTCDay() || 7
  const events: string[] = []
  const add = (from: number, type: string, data: object, names: object = {}): void => {
    events.push(JSON.stringify({ id: `m-${events.length}`, type, ...names, on: day(from), at: `${day(from)}T08:00:00Z`, by: 'Wu Lan', data }))
  }
  add(-90, 'centre.scheduled', { centre: CENTRE, weekday: weekday(0), from: day(-90), time: '06:30', place: 'under the banyan' })
  add(-90, 'centre.scheduled', { centre: '河边小组', weekday: weekday(2), from: day(-90), everyWeeks: 2 })
  for (let i = 0; i < lines; i++) {
    const [borrower, line] = [`B-${i}`, `L-${i}`]
    const centre = i < PEOPLE ? CENTRE : i < 60 ? '河边小组' : undefined
    const name = NAMES[i] ?? `Zhou ${i}`
    add(-200, 'borrower.registered', { name, branch: 'East', ...(centre && { centre }) }, { borrower })
    add(-200, 'line.opened', { kind: 'revolving', currency: 'CNY', limit: 1_000_000 }, { borrower, line })
    add(-200, 'draw.made', { amount: 400_000 }, { borrower, line })
    // A due of the day for the meeting, for two who belong to no centre, and for nobody else.
    const last = i < PEOPLE || i === 70 || i === 71 ? 0 : 2
    for (let due = last - 35; due <= last; due += 7) {
      add(-60, 'due.raised', { dueOn: day(due), amount: DUE }, { borrower, line })
      if (due < 0) add(due, 'payment.received', { amount: DUE }, { borrower, line })
    }
    if (i === 4) add(-1, 'contact.made', { kind: 'call', outcome: 'half of it', promise: { amount: 20_000, by: today } }, { borrower, line })
  }
  return `${events.join('\n')}\n`
}
