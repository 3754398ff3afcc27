/** One line replayed under one rulebook, and what a comparison wants to know of it. */
import type { Day } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { NEVER } from '../ledger/ledger.ts'
import type { Status } from '../policy/policy.ts'
import { replayLine, type LineDay } from '../replay/replay.ts'
import type { ReplaySources } from '../replay/sources.ts'
import { availableOf } from '../status/limit.ts'
import type { Arrears, ArrearsStretch } from './arrears.ts'
import { waitRun, type Wait } from './wait-run.ts'

/** A stretch of days with one status. */
export interface StatusStretch {
  readonly status: Status
  readonly from: Day
  /** The last day of it, or the last that was replayed. */
  readonly to: Day
}

/** The life of a line from its opening to a day under one rulebook. */
export interface LineRun {
  /** One after the other, from opening to the last day. */
  readonly stretches: readonly StatusStretch[]
  readonly arrears: Arrears
  readonly waits: readonly Wait[]
  /** The first day of being cured, where it still is and still suspended at the end; else `null`. */
  readonly curedSince: Day | null
  /** The days on which tasks opened, one entry a task. */
  readonly tasks: readonly Day[]
  /** At the end of the last day. */
  readonly status: Status
  readonly approved: number
  readonly limit: number
  readonly available: number
}

function stretchesTo({ ledgerOf }: ReplaySources, line: BookLine, last: Day): ArrearsStretch[] {
  return ledgerOf(line)
    .arrears.filter(({ from }) => from <= last)
    .map(({ from, anchor, fixed }) => ({ from: Math.max(from, line.openedOn) as Day, anchor: anchor === NEVER ? null : anchor, fixed }))
}

/** Replays a line open by `to`. Throws `MoneyOverflowError`. */
export function runLine(sources: ReplaySources, line: BookLine, to: Day): LineRun {
  const statuses: { status: Status; from: Day }[] = []
  const tasks: Day[] = []
  const dues: (Day | null)[] = sources.rulebook.warnings.map(() => null)
  const waiting = waitRun()
  const end = { status: 'active' as Status, approved: 0, limit: 0, available: 0 }

  const visit = (today: LineDay): void => {
    const { day, state, limit, balance } = today
    const { status } = state
    if (statuses.at(-1)?.status !== status) statuses.push({ status, from: day })
    waiting.see(today)
    state.warnings.forEach(({ dueOn }, i) => {
      if (dueOn !== null && dueOn !== dues[i] && status !== 'closed') tasks.push(day)
      dues[i] = dueOn
    })
    end.status = status
    end.approved = state.approved
    end.limit = limit
    end.available = availableOf(state, limit, balance)
  }
  replayLine(sources, line, to, visit, { stops: [to] })

  const last = end.status === 'closed' ? statuses.at(-1)!.from : to
  return {
    stretches: statuses.map(({ status, from }, i) => ({ status, from, to: ((statuses[i + 1]?.from ?? to + 1) - 1) as Day })),
    arrears: { stretches: stretchesTo(sources, line, last), last },
    waits: waiting.waits,
    curedSince: waiting.curedSince,
    tasks,
    ...end,
  }
}
