import { describe, expect, it } from 'vitest'
import { dateReader, isDateForm } from './date.ts'

const DEFAULT = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日']
const read = (cell: string, forms: readonly string[] = DEFAULT) => {
  const result = dateReader(forms)(cell)
  return result.ok ? result.day : result.code
}

describe('dates', () => {
  it.each([
    ['2025-01-31', '2025-01-31'],
    [' 2025-1-5 ', '2025-01-05'],
    ['2025/1/5', '2025-01-05'],
    ['20250105', '2025-01-05'],
    ['2025年1月5日', '2025-01-05'],
    ['２０２５－０１－０５', '2025-01-05'],
    ['2024-02-29 13:05:00', '2024-02-29'],
    ['2024-02-29T13:05:00.123Z', '2024-02-29'],
  ])('[I9] %j is %s', (cell, day) => {
    expect(read(cell)).toBe(day)
  })

  it('[I9] the forms of a profile, and no other', () => {
    expect(read('3.4.2025', ['D.M.YYYY'])).toBe('2025-04-03')
    expect(read('03/04/2025', ['MM/DD/YYYY'])).toBe('2025-03-04')
    expect(read('2025-04-03', ['D.M.YYYY'])).toBe('bad-date')
    expect(read('3x4x2025', ['D.M.YYYY'])).toBe('bad-date')
  })

  it.each(['2025-02-29', '2025-13-01', '20250431', '2025/0/1', '2025年6月31日', '0000-00-00'])('[I9] %j is no day', cell => {
    expect(read(cell)).toBe('impossible-date')
  })

  it.each(['45678', '1.1.2025', 'yesterday', '2025-01', '2025-01-05x', ''])('[I9] %j is no date', cell => {
    expect(read(cell)).toBe('bad-date')
  })

  it('[I17] a form names year, month and day once each', () => {
    expect(['D.M.YYYY', 'YYYYMMDD'].every(isDateForm)).toBe(true)
    expect(['YYYY-MM', 'D.D.YYYY', 'YYYY-MM-MM-DD', ''].some(isDateForm)).toBe(false)
  })
})
