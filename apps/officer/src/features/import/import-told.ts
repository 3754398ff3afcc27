/** How far an import is, in words. */
import type { ImportProgress } from '@tideline/runtime'
import { formatBytes, formatNumber } from '@tideline/ui/formats'
import { m } from '../../paraglide/messages.js'
import type { LocaleState } from '@tideline/ui/page'
import type { Told } from '../../shell/long-works.svelte.ts'

const STAGES = { reading: m.import_stage_reading, saving: m.import_stage_saving, deciding: m.import_stage_deciding } as const

/** `null`: nothing is known yet. Only the reading knows its end. */
export function importTold(progress: ImportProgress | null, locale: LocaleState): Told {
  if (progress === null) return { title: m.import_stage_starting, share: null }
  const { stage, bytesRead, bytesTotal, rows, events, badRows } = progress
  const isReading = stage === 'reading' && bytesTotal > 0
  return {
    title: STAGES[stage],
    share: isReading ? bytesRead / bytesTotal : null,
    detail: () => {
      const number = (value: number): string => formatNumber(value, locale.format)
      const counts = m.import_counts({ rows: number(rows), events: number(events), bad: number(badRows) })
      if (!isReading) return counts
      return `${counts} · ${m.import_bytes({ read: formatBytes(bytesRead, locale.format), total: formatBytes(bytesTotal, locale.format) })}`
    },
  }
}
