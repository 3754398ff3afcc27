/** The sheet of a meeting that was held, as it was filled in: what was due before it, and what each line paid. */
import { addDays } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { Meeting, MeetingHeld, Member, MemberLine } from '../../day-contract.ts'
import { openBorrower, type BorrowerBook } from '../borrower-book.ts'
import type { Decided } from '../decided-book.ts'
import { dayOf } from '../summary.ts'
import { memberLine } from './plan-day.ts'
import { receiptPrefix } from './record-sheet.ts'
import { compare } from './why.ts'

export async function withReceipts(meeting: Meeting, held: MeetingHeld, store: Pick<SharedStore, 'read'>, { borrowers, bookWide }: Decided): Promise<Meeting> {
  // Who was there may have gone to another centre since.
  const others = held.present.filter((id) => meeting.members.every(({ borrower }) => borrower !== id))
  const gone = others.flatMap((borrower): Member[] => {
    const { facts, summaries = [] } = borrowers.get(borrower) ?? {}
    return facts ? [{ borrower, name: facts.name, lines: summaries.map(memberLine) }] : []
  })
  const members = [...meeting.members, ...gone].sort((a, b) => compare(a.name, b.name))
  return { ...meeting, members: await Promise.all(members.map(filled)) }

  async function filled(member: Member): Promise<Member> {
    const opened = openBorrower(await store.read(member.borrower), bookWide)
    return opened.ok ? { ...member, lines: member.lines.map((line) => lineAfter(line, opened.book, meeting.day, held.id)) } : member
  }
}

function lineAfter(shown: MemberLine, book: BorrowerBook, day: string, sheet: string): MemberLine {
  const line = book.line(shown.line)
  if (!line) return shown
  // What takes part: a receipt that was reversed since is none.
  const received = line.events.reduce((sum, event) => sum + (event.type === 'payment.received' && event.id.startsWith(receiptPrefix(sheet)) ? event.data.amount : 0), 0)
  const before = book.deciderOf(line).openDues(line, addDays(dayOf(day), -1)).filter(({ dueOn }) => dueOn <= day)
  const due = before.reduce((sum, { unpaid }) => sum + unpaid, 0)
  const late = before.reduce((sum, { dueOn, unpaid }) => sum + (dueOn < day ? unpaid : 0), 0)
  return { ...shown, due, late, received }
}
