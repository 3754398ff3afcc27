/** The tasks of the officer's day; what a meeting came to is recorded as one. */
import type { SharedStore } from '@tideline/storage'
import type { Draft } from '../contract.ts'
import type { DayTasks, SheetResult } from '../day-contract.ts'
import type { BatchResult } from '../record-contract.ts'
import type { AccessLog } from './access-log.ts'
import { placingDraft } from './day/place-in-centre.ts'
import { DayPlanner } from './day/plan-day.ts'
import { readMeetings, type Meetings } from './day/meetings.ts'
import { recordSheet } from './day/record-sheet.ts'
import { withReceipts } from './day/receipts.ts'
import type { DecidedBook } from './decided-book.ts'
import { recordEntries } from './record-entry.ts'
import type { Recording } from './record-tasks.ts'

export interface DayTasksContext extends Pick<Recording, 'storing' | 'inName'> {
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  readonly log: AccessLog
}

export function makeDayTasks({ opened, storing, inName, log }: DayTasksContext): DayTasks {
  /** By the book as it was decided last: a page asks for a day of that book, not for another book. */
  async function planner(day: string): Promise<{ readonly planner: DayPlanner; readonly meetings: Meetings }> {
    const { store, decided } = await opened
    const known = await decided.latest(day)
    const meetings = readMeetings(await store.read(''))
    return { planner: new DayPlanner(known, meetings), meetings }
  }

  async function meeting(centre: string, day: string): ReturnType<DayTasks['meeting']> {
    const { store, decided } = await opened
    const found = (await planner(day)).planner.meeting(centre, day)
    return found?.held ? withReceipts(found, found.held, store, await decided.latest(day)) : found
  }

  return {
    dayRoute: async (day) => (await planner(day)).planner.day(day),
    week: async (from) => (await planner(from)).planner.week(from),
    meeting,
    centres: async (day) => (await planner(day)).planner.centres(day),
    recordSheet: (sheet, today) =>
      storing(async (context): Promise<SheetResult> => {
        const refused = await recordSheet(context, sheet, today, inName)
        return refused ?? { ok: true, meeting: (await meeting(sheet.centre, sheet.on))! }
      }),
    placeInCentre: (centre, borrowers, by, today) =>
      storing(async (context): Promise<BatchResult> => {
        const drafts = await Promise.all(borrowers.map(async (borrower) => inName(placingDraft(borrower, await context.store.read(borrower), centre, by, today))))
        const refused = drafts.find((draft) => 'ok' in draft)
        return refused ?? recordEntries(context, drafts as Draft[], today)
      }),
    notePrinted: (what) => log.note({ kind: 'printed', facts: { what } }),
  }
}
