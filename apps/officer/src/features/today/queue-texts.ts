/** The words of the queue. */
import type { LineSummary } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import type { Words } from '../../words/words.ts'
import { isAttentionKind, type QueueFilter, type QueueGroup } from './queue.ts'

const GROUPS: Readonly<Record<QueueGroup, () => string>> = {
  'newly-suspended': m.queue_newly_suspended,
  'override-proposed': m.queue_override_proposed,
  'review-requested': m.queue_review_requested,
  'cured-but-shut': m.queue_cured_but_shut,
  warning: m.queue_warnings_due,
  others: m.queue_others,
}

const TASKS = { call: m.task_call, visit: m.task_visit, review: m.task_review } as const

export function groupText(group: QueueGroup): string {
  return GROUPS[group]()
}

export function filterText(filter: QueueFilter, words: Words): string {
  if (filter === 'all') return m.filter_all()
  if (filter === 'attention') return m.filter_attention()
  if (isAttentionKind(filter)) return groupText(filter)
  return words.status({ status: filter, kind: 'revolving' })
}

/** The one thing to know of a line in the queue. */
export function rowText(line: LineSummary, words: Words): string {
  const attention = line.attention[0]
  if (attention?.kind === 'cured-but-shut') return m.row_cured_but_shut({ ago: words.daysAgo(attention.days), count: attention.unmet })
  if (attention?.kind === 'override-proposed') {
    const { by, status, until } = attention
    return m.row_override_proposed({ by, status: words.status({ ...line, status }), day: words.day(until, 'short') })
  }
  if (attention?.kind === 'review-requested') {
    const told = { on: words.day(attention.on, 'short'), day: words.day(attention.answerBy, 'short') }
    return attention.overdue ? m.row_review_overdue(told) : m.row_review_requested(told)
  }
  if (attention?.kind === 'warning' && line.status !== 'suspended') {
    const title = words.warningTitle(line.policy, attention.warning)
    return taskText(attention.task, title, words.day(attention.dueOn, 'short'), attention.overdue)
  }
  return line.reason ? words.reasonTitle(line.reason) : m.row_nothing_against()
}

/** `Call by 22 Aug: a payment is late`. */
export function taskText(task: keyof typeof TASKS, title: string, dueOn: string, overdue: boolean): string {
  return overdue
    ? m.task_overdue({ task: TASKS[task](), title, dueOn })
    : m.task_due({ task: TASKS[task](), title, dueOn })
}
