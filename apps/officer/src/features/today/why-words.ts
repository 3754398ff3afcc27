/** Why a line is to be seen to, as one sentence. */
import type { DayTask, Why } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import type { Words } from '../../words/words.ts'
import { taskText } from './queue-texts.ts'

export function whyText(why: Why, line: Pick<DayTask, 'kind' | 'currency' | 'policy'>, words: Words): string {
  const money = (minor: number): string => words.money(minor, line.currency)
  const day = (of: string): string => words.day(of, 'short')
  switch (why.kind) {
    case 'newly-suspended':
      return m.why_newly_suspended({ day: day(why.since) })
    case 'cured-but-shut':
      return m.row_cured_but_shut({ ago: words.daysAgo(why.days), count: why.unmet })
    case 'override-proposed':
      return m.row_override_proposed({ by: why.by, status: words.status({ ...line, status: why.status }), day: day(why.until) })
    case 'review-requested': {
      const told = { on: day(why.on), day: day(why.answerBy) }
      return why.overdue ? m.row_review_overdue(told) : m.row_review_requested(told)
    }
    case 'warning':
      return taskText(why.task, words.warningTitle(line.policy, why.warning), day(why.dueOn), why.overdue)
    case 'promise': {
      const told = { amount: money(why.amount), rest: money(why.amount - why.paid), day: day(why.by) }
      if (why.overdue) return m.why_promise_broken(told)
      return why.paid === 0 ? m.why_promise(told) : m.why_promise_part(told)
    }
    case 'path-step':
      return m.why_path_step({ amount: money(why.amount), day: day(why.by), reopens: day(why.reopensOn) })
    case 'review-due':
      return why.overdue ? m.why_review_overdue({ day: day(why.on) }) : m.why_review_due({ day: day(why.on) })
    case 'provisional':
      return m.why_provisional({ since: day(why.since), known: day(why.knownOn) })
    case 'due':
      return why.late === 0 ? m.why_due({ amount: money(why.amount) }) : m.why_due_late({ amount: money(why.amount), late: money(why.late) })
  }
}
