import type { LineSummary } from '@tideline/runtime'
import { afterAll, expect, it } from 'vitest'
import { overwriteGetLocale } from '../../paraglide/runtime.js'
import type { Locale, LocaleState } from '@tideline/ui/page'
import { Words } from '../../words/words.ts'
import { rowText } from './queue-texts.ts'

afterAll(() => overwriteGetLocale(() => 'en'))

function rowOf(language: Locale, days: number, unmet: number): string {
  overwriteGetLocale(() => language)
  const line = { status: 'suspended', attention: [{ kind: 'cured-but-shut', since: '2025-08-01', days, unmet }] } as unknown as LineSummary
  return rowText(line, new Words({ current: language, format: language } as LocaleState))
}

it('[O3] says of a line that is cured and still shut since when, and how much is still to be met', () => {
  expect(rowOf('en', 12, 2)).toBe('Cured 12 days ago, still shut: 2 conditions to meet')
  expect(rowOf('en', 0, 1)).toBe('Cured today, still shut: one condition to meet')
  expect(rowOf('zh-CN', 12, 2)).toBe('12天前已补救，仍未恢复：还差 2 项条件')
})
