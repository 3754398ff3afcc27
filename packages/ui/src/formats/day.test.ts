import { expect, it } from 'vitest'
import { dayAfter, daysBetween, formatDay, formatDaysFrom, formatMonth, formatWeekday, localDay } from './day.ts'

it('shows a civil day in each language, whatever the zone of the device', () => {
  expect(formatDay('2025-08-20', 'en')).toBe('Aug 20, 2025')
  expect(formatDay('2025-08-20', 'en-GB', 'long')).toMatch(/^Wednesday,? 20 August 2025$/u)
  expect(formatDay('2025-08-20', 'zh-CN', 'short')).toBe('8月20日')
  expect(formatMonth('2025-08', 'zh-CN')).toBe('2025年8月')
  expect(formatDay('soon', 'en')).toBe('soon')
  expect([formatWeekday(1, 'en'), formatWeekday(7, 'en'), formatWeekday(3, 'zh-CN')]).toEqual(['Monday', 'Sunday', '星期三'])
})

it('counts civil days over leap days and years', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysBetween('2025-01-01', '2024-12-31')).toBe(-1)
  expect(dayAfter('2024-02-28', 2)).toBe('2024-03-01')
  expect(dayAfter('2025-03-01', -1)).toBe('2025-02-28')
})

it('says how far away a day is in the words a person would use', () => {
  expect(formatDaysFrom(0, 'en')).toBe('today')
  expect(formatDaysFrom(-3, 'en')).toBe('3 days ago')
  expect(formatDaysFrom(2, 'zh-CN')).toBe('后天')
  expect(formatDaysFrom(-400, 'en')).toBe('13 months ago')
})

it('takes the day of the device, not of Greenwich', () => {
  expect(localDay(new Date(2025, 0, 5, 23, 59))).toBe('2025-01-05')
})
