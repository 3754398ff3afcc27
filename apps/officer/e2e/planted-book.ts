/** A book whose contents can be told from anything else on a disk, and what a search must look for. */
import { reopeningBook, REOPENING } from './reopening-book.ts'

/** What is in the file that is imported. */
export const IN_FILE = { name: '欧阳翡翠', branch: 'Kookaburra Branch', note: '袋熊约定 wombat 7731', phone: '13877319046', draw: 738_116_029 } as const
/** What is typed into screens; amounts in fen. */
export const TYPED = { name: 'Zebulon Quackenbush', branch: '翠鸟分行', note: 'pangolin 穿山甲 ledger', phone: '+86 139-2846-7315', payment: 551_290_377, limit: 981_734_200 } as const
/** What is typed and not saved. */
export const UNSAVED = { draft: 'dromedary 单峰驼 unfinished', search: 'quackensearch' } as const
export const LINE = 'L-quokka-77'

type Planted = Readonly<Record<string, string | number>>
const valuesOf = (planted: Planted): (string | number)[] => Object.values(planted)
export const STORED: readonly (string | number)[] = [...valuesOf(IN_FILE), ...valuesOf(TYPED)]
export const EVERYTHING: readonly (string | number)[] = [...STORED, ...valuesOf(UNSAVED)]

/** `typed`: with what screens would have taken, for a book that is only imported. */
export function plantedBook(today: string, typed: boolean): string {
  const common = { borrower: 'B-quokka-77', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'Wu Lan' }
  const events: object[] = [
    { ...common, id: 'q-1', type: 'borrower.registered', data: { name: IN_FILE.name, branch: IN_FILE.branch } },
    { ...common, id: 'q-2', type: 'line.opened', line: LINE, data: { kind: 'revolving', currency: 'CNY', limit: 900_000_000 } },
    { ...common, id: 'q-3', type: 'draw.made', line: LINE, data: { amount: IN_FILE.draw } },
    { ...common, id: 'q-4', type: 'contact.made', data: { kind: 'call', outcome: `${IN_FILE.note}; ${IN_FILE.phone}` } },
  ]
  if (typed) {
    const other = { ...common, borrower: 'B-typed' }
    events.push(
      { ...other, id: 't-1', type: 'borrower.registered', data: { name: TYPED.name, branch: TYPED.branch } },
      { ...other, id: 't-2', type: 'line.opened', line: 'L-typed', data: { kind: 'revolving', currency: 'CNY', limit: TYPED.limit } },
      { ...common, id: 't-3', type: 'payment.received', line: LINE, data: { amount: TYPED.payment } },
      { ...common, id: 't-4', type: 'review.held', data: { note: `${TYPED.note}; ${TYPED.phone}` } },
    )
  }
  return reopeningBook(today) + events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

export { REOPENING }
