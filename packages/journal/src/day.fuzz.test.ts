import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, type Day, firstDayOf, formatDay, lastDayOf, monthOf, parseDay, parseMonth, formatMonth, shiftMonth } from './day.ts'
import { compareInstants, formatInstant, parseInstant } from './instant.ts'

const days = fc.integer({ min: -719_528, max: 2_932_896 }).map(n => n as Day)
const instants = fc.tuple(fc.integer({ min: -1e12, max: 4e12 }), fc.boolean())
  .map(([ms, withMs]) => formatInstant(withMs ? ms : Math.floor(ms / 1000) * 1000, withMs))

describe('days and instants, any', () => {
  it('[V2] a day survives its text, and agrees with the calendar of the platform', () => {
    fc.assert(fc.property(days, day => {
      const text = formatDay(day)
      expect(parseDay(text)).toBe(day)
      expect(new Date(day * 86_400_000).toISOString().slice(0, 10)).toBe(text)
      expect(parseMonth(formatMonth(monthOf(day)))).toBe(monthOf(day))
    }))
  })

  it('[V2] adding months keeps the day of the month or is the last of a shorter month', () => {
    const inner = fc.integer({ min: -500_000, max: 2_500_000 }).map(n => n as Day)
    fc.assert(fc.property(inner, fc.integer({ min: -600, max: 600 }), (day, n) => {
      const moved = addMonths(day, n)
      const month = shiftMonth(monthOf(day), n)
      expect(monthOf(moved)).toBe(month)
      const wanted = day - firstDayOf(monthOf(day))
      expect(moved).toBe(Math.min(firstDayOf(month) + wanted, lastDayOf(month)))
    }))
  })

  it('an instant survives its text and compares as a number', () => {
    fc.assert(fc.property(instants, instants, (a, b) => {
      const [left, right] = [parseInstant(a) ?? NaN, parseInstant(b) ?? NaN]
      expect(formatInstant(left, a.length === 24)).toBe(a)
      expect(left).toBe(Date.parse(a))
      expect(Math.sign(compareInstants(a, b))).toBe(Math.sign(left - right))
    }))
  })
})
