/** The changes of a month, and who brought them, in words. */
import type { MonthChange, MonthDecider, MonthRow } from '@tideline/runtime'
import { layerText } from '@tideline/content'
import type { NoticeKind } from '@tideline/journal'
import { m } from '../../paraglide/messages.js'
import type { Locale } from '@tideline/ui/page'

const CHANGES: Readonly<Record<MonthChange, () => string>> = {
  increased: m.month_increased,
  reduced: m.month_reduced,
  reopened: m.month_reopened,
  suspended: m.month_suspended,
  closed: m.month_closed,
  watched: m.month_watched,
  cleared: m.month_cleared,
}

/** In the order in which they are shown. */
export const MONTH_CHANGES = Object.keys(CHANGES) as MonthChange[]

export function changeText(change: MonthChange): string {
  return CHANGES[change]()
}

export function deciderText(decider: MonthDecider, locale: Locale): string {
  if (decider.kind === 'layer') return layerText(decider.layer, locale).label
  return decider.kind === 'people' ? m.month_by_people() : m.month_by_course()
}

/** What there is to hand over of a change; `null`: nothing. */
export function noticeOf(change: MonthChange): NoticeKind | null {
  if (change === 'suspended') return 'suspension'
  if (change === 'reopened') return 'reopening'
  return change === 'increased' || change === 'reduced' ? 'limit' : null
}

export interface DeciderCounts {
  readonly name: string
  /** By change, in the order of `MONTH_CHANGES`. */
  readonly counts: readonly number[]
}

/** Changes by who brought them: layers in the order in which they first come, people and the course of the line last. */
export function byDecider(rows: readonly MonthRow[], locale: Locale): DeciderCounts[] {
  const found = new Map<string, { readonly decider: MonthDecider; readonly counts: number[] }>()
  for (const { decider, change } of rows) {
    const key = decider.kind === 'layer' ? `layer ${decider.layer}` : decider.kind
    const entry = found.get(key) ?? { decider, counts: MONTH_CHANGES.map(() => 0) }
    entry.counts[MONTH_CHANGES.indexOf(change)]!++
    found.set(key, entry)
  }
  return [...found.values()]
    .sort((a, b) => Number(a.decider.kind !== 'layer') - Number(b.decider.kind !== 'layer'))
    .map(({ decider, counts }) => ({ name: deciderText(decider, locale), counts }))
}
