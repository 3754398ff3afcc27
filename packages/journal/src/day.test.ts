import { describe, expect, it } from 'vitest'
import { addDays, addMonths, type Day, firstDayOf, formatDay, formatMonth, lastDayOf, monthOf, parseDay, parseMonth, shiftMonth } from './day.ts'

function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(`${text} is no day`)
  return parsed
}

describe('days', () => {
  it('[V2] counts days from 1970-01-01', () => {
    expect(day('1970-01-01')).toBe(0)
    expect(day('1969-12-31')).toBe(-1)
    expect(day('2000-02-29')).toBe(11_016)
    expect(day('0000-01-01')).toBe(-719_528)
    expect(formatDay(day('9999-12-31'))).toBe('9999-12-31')
  })

  it.each(['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-01-00', '2024-1-01', '24-01-01',
    '2024-01-01T', ' 2024-01-01', '2024/01/01', '+024-01-01', '2024-01-1e', '２０２４-01-01', ''])('[V2] refuses %j', text => {
    expect(parseDay(text)).toBeNull()
  })

  it('[V2] n months earlier keeps the day, clipped to the end of the month', () => {
    expect(formatDay(addMonths(day('2024-03-31'), -1))).toBe('2024-02-29')
    expect(formatDay(addMonths(day('2023-03-31'), -1))).toBe('2023-02-28')
    expect(formatDay(addMonths(day('2024-02-29'), 12))).toBe('2025-02-28')
    expect(formatDay(addMonths(day('2024-01-15'), -13))).toBe('2022-12-15')
    expect(formatDay(addMonths(day('2024-05-31'), 0))).toBe('2024-05-31')
  })

  it('[V2] a month runs from its first day to its last', () => {
    const february = monthOf(day('2024-02-10'))
    expect(formatMonth(february)).toBe('2024-02')
    expect(formatDay(firstDayOf(february))).toBe('2024-02-01')
    expect(formatDay(lastDayOf(february))).toBe('2024-02-29')
    expect(formatMonth(shiftMonth(february, -2))).toBe('2023-12')
    expect(parseMonth('2024-02')).toBe(february)
    expect([parseMonth('2024-13'), parseMonth('2024-00'), parseMonth('2024-2'), parseMonth('2024-02-01')]).toEqual([null, null, null, null])
  })

  it('writes days past the year 9999 rather than stopping', () => {
    expect(formatDay(addDays(day('9999-12-31'), 1))).toBe('+010000-01-01')
    expect(formatDay(addDays(day('0000-01-01'), -1))).toBe('-000001-12-31')
  })
})
