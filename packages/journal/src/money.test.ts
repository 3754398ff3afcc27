import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinor, currencyExponent, isMinor, scaleMinor } from './money.ts'
import { roundRatio } from './ratio.ts'

describe('money', () => {
  it('[V1] is a safe integer and nothing else', () => {
    expect([0, -5, Number.MAX_SAFE_INTEGER].every(isMinor)).toBe(true)
    expect([0.5, NaN, Infinity, 2 ** 53, '5', null, 5n].some(isMinor)).toBe(false)
  })

  it('[V1] names an overflow instead of rounding it', () => {
    expect(addMinor(Number.MAX_SAFE_INTEGER, 0)).toBe(Number.MAX_SAFE_INTEGER)
    expect(addMinor(Number.MAX_SAFE_INTEGER, 1)).toBeNull()
    expect(scaleMinor(Number.MAX_SAFE_INTEGER, 1001, 1)).toBeNull()
    expect(scaleMinor(Number.MAX_SAFE_INTEGER, 1000, 1)).toBe(Number.MAX_SAFE_INTEGER)
  })

  it('[V1] scales exactly and rounds down to a multiple', () => {
    expect(scaleMinor(100_000, 700, 1000)).toBe(70_000)
    expect(scaleMinor(99_999, 700, 100)).toBe(69_900)
    expect(scaleMinor(-1, 500, 1)).toBe(-1)
    fc.assert(fc.property(fc.maxSafeInteger(), fc.nat(5000), fc.integer({ min: 1, max: 1e7 }), (amount, thousandths, rounding) => {
      const exact = BigInt(amount) * BigInt(thousandths)
      const divisor = 1000n * BigInt(rounding)
      const floor = ((exact - (((exact % divisor) + divisor) % divisor)) / divisor) * BigInt(rounding)
      const scaled = scaleMinor(amount, thousandths, rounding)
      expect(scaled).toBe(Number.isSafeInteger(Number(floor)) ? Number(floor) : null)
    }))
  })

  it('[V1] knows how many decimals a currency has', () => {
    expect(['CNY', 'JPY', 'KWD', 'CLF', 'ZZZ'].map(currencyExponent)).toEqual([2, 0, 3, 4, 2])
  })

  it('[V4] rounds a ratio half up to nine decimals', () => {
    expect(roundRatio(0.1 + 0.2)).toBe(0.3)
    expect(roundRatio(0.95 - 1e-12)).toBe(0.95)
    expect(roundRatio(2 / 3)).toBe(0.666666667)
    expect(roundRatio(-0.25 - 1e-12)).toBe(-0.25)
    expect(roundRatio(-1.5e-9)).toBe(-1e-9)
  })
})
