/** Tasks for people: P15. */
import { holds, type MetricReader } from './conditions.ts'
import type { Task } from './day.ts'
import { eventsOf, type LineLog } from './log.ts'
import type { PolicyJson, WarningJson } from './shapes.ts'

const DEFAULT_REPEAT_DAYS = 30

/** The tasks at the end of a day, by warning: one entry for each warning whose `when` holds. */
export function tasksOn(
  log: LineLog,
  policy: PolicyJson,
  day: number,
  before: ReadonlyMap<string, Task>,
  read: MetricReader,
): Map<string, Task> {
  const tasks = new Map<string, Task>()
  for (const warning of policy.warnings) {
    if (!holds(warning.when, read)) continue
    const task = standing(warning, day, before.get(warning.id))
    const closed = task.state === 'open' && isClosedOn(log, day, warning.kind)
    tasks.set(warning.id, closed ? { state: 'closed', closedOn: day } : task)
  }
  return tasks
}

/** Opened today, still open, opened again, or still closed. */
function standing(warning: WarningJson, day: number, before: Task | undefined): Task {
  const opened: Task = { state: 'open', dueOn: day + warning.dueInDays }
  if (before === undefined) return opened
  if (before.state === 'open') return before
  return day >= before.closedOn + (warning.repeatDays ?? DEFAULT_REPEAT_DAYS) ? opened : before
}

function isClosedOn(log: LineLog, day: number, kind: string): boolean {
  if (eventsOf(log, 'review.held', day).some((review) => review.day === day)) return true
  return eventsOf(log, 'contact.made', day).some((contact) => {
    if (contact.day !== day) return false
    if (contact.event.data.kind === 'visit') return kind === 'visit' || kind === 'call'
    return contact.event.data.kind === 'call' && kind === 'call'
  })
}
