/** A book in two lines: how many lines stand where, and how long it took. */
import { statusText } from '@tideline/content'
import { STATUSES, type Decision } from '@tideline/engine'
import { count } from '../failure.ts'

/** `decisions` in the order of lines, then days: the last of each line is counted. `tookMs` in milliseconds. */
export function summaryOf(decisions: readonly Decision[], tookMs: number): string[] {
  const last = decisions.filter((decision, i) => decisions[i + 1]?.line !== decision.line)
  const parts = STATUSES.flatMap((status) => {
    const n = last.filter((decision) => decision.status === status).length
    return n === 0 ? [] : [`${n} ${statusText(status, 'revolving', 'en').word.toLowerCase()}`]
  })
  return [`${count(last.length, 'line')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`, `Decided in ${(tookMs / 1000).toFixed(2)} s`]
}
