/** The months of a line: which days a chart shows, and the same as rows for those who read a table. */
import { STATUS_ORDER } from './status-order.ts'
import type { LineTrace } from '@tideline/runtime'
import type { Tone } from '@tideline/ui'
import { dayAfter } from '@tideline/ui/formats'

export interface HistoryColumns {
  readonly from: string
  readonly score: Float64Array
  readonly daysPastDue: Float64Array
  readonly limit: Float64Array
  readonly tones: readonly Tone[]
}

/** The last `days` days of a trace, or all. */
export function historyOf(trace: LineTrace, days: number | null): HistoryColumns {
  const skip = days === null ? 0 : Math.max(0, trace.status.length - days)
  return {
    from: dayAfter(trace.from, skip),
    score: trace.score.subarray(skip),
    daysPastDue: trace.daysPastDue.subarray(skip),
    limit: trace.limit.subarray(skip),
    tones: Array.from(trace.status.subarray(skip), (status) => STATUS_ORDER[status] ?? 'closed'),
  }
}

/** Indices of the days worth a row: the first, each on which state or limit changed, each month's last, the newest. */
export function tellingDays({ from, tones, limit }: HistoryColumns): number[] {
  const last = tones.length - 1
  const telling = (i: number): boolean =>
    i === 0 ||
    i === last ||
    tones[i] !== tones[i - 1] ||
    limit[i] !== limit[i - 1] ||
    dayAfter(from, i).slice(0, 7) !== dayAfter(from, i + 1).slice(0, 7)
  return Array.from({ length: tones.length }, (_, i) => i).filter(telling).reverse()
}
