/** Notices: what they may say, which are due, and that they were handed over. */
import type { BookLine } from '@tideline/engine'
import { addDays, formatDay } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { Draft, LineSummary, RecordResult } from '../contract.ts'
import type { NoticeDraft, NoticeDue, NoticesIssued, NoticeTasks } from '../notice-contract.ts'
import type { AccessLog } from './access-log.ts'
import type { BorrowerBook } from './borrower-book.ts'
import type { DecidedBook } from './decided-book.ts'
import { giveWay } from './give-way.ts'
import { noticeFacts, noticesTold } from './notice/notice-facts.ts'
import { noticeOffers } from './notice/notice-offers.ts'
import { dayOf } from './summary.ts'

export interface NoticeTasksContext {
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  readonly withLine: <T>(id: string, asOf: string, work: (book: BorrowerBook, line: BookLine) => T | null) => Promise<T | null>
  /** Records what is drafted, in the name of whoever is there and in turn with all that is recorded. */
  readonly recording: (today: string, drafted: () => Promise<Draft | RecordResult>) => Promise<RecordResult>
  readonly log: AccessLog
}

/** What is older than this was told by other means, or is none of this month's round. */
const NEWS_DAYS = 31

export function makeNoticeTasks({ opened, withLine, recording, log }: NoticeTasksContext): NoticeTasks {
  /** As an entry, with the reasons that fire now; `null` where it is not true any more. */
  async function entryOf({ line, kind, language, text }: NoticeDraft, by: string, today: string): Promise<Draft | null> {
    return withLine(line, today, (book, found): Draft | null => {
      const offer = noticeOffers(book, found, today).find((each) => each.kind === kind)
      if (!offer) return null
      const data = { kind, reasons: offer.reasons.map(({ code }) => code), language, text }
      return { type: 'notice.issued', borrower: found.borrower, line, on: today, by, data }
    })
  }

  return {
    notices: (line, asOf) => withLine(line, asOf, (book, found) => noticeFacts(book, found, asOf)),

    async noticesDue(asOf) {
      const { store, decided } = await opened
      const first = formatDay(addDays(dayOf(asOf), -NEWS_DAYS))
      const due: NoticeDue[] = []
      for (const { summaries } of (await decided.at(asOf)).borrowers.values()) {
        for (const summary of summaries) {
          const kind = newsOf(summary)
          if (kind === null || summary.since < first) continue
          const { line, name, branch, since } = summary
          const told = noticesTold(await store.read(summary.borrower), line).find((each) => each.kind === kind && each.on >= since)
          due.push({ line, name, branch, kind, since, toldOn: told?.on ?? null })
        }
      }
      return due.sort((a, b) => Number(a.toldOn !== null) - Number(b.toldOn !== null) || (a.since < b.since ? 1 : a.since > b.since ? -1 : 0))
    },

    async issueNotices(drafts, by, today) {
      const failed: NoticesIssued['failed'][number][] = []
      let issued = 0
      for (const draft of drafts) {
        const untrue: RecordResult = { ok: false, issues: [] }
        const result = await recording(today, async () => (await entryOf(draft, by, today)) ?? untrue)
        if (result.ok) {
          issued++
          void log.note({ kind: 'notice-issued', about: { borrower: result.event.borrower!, line: draft.line } })
        } else failed.push({ line: draft.line, code: result.failure?.code ?? (result.issues.length > 0 ? 'refused' : 'not-true') })
        await giveWay()
      }
      return { issued, failed }
    },
  }
}

/** What the status of a line makes news. */
function newsOf({ status }: LineSummary): 'suspension' | 'reopening' | null {
  return status === 'suspended' ? 'suspension' : status === 'probation' ? 'reopening' : null
}
