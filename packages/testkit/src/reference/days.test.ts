import { describe, expect, it } from 'vitest'
import { addMonths, dayOf, dayText, instantOf, lastDayOf, monthOf, monthText, windowStart } from './days.ts'
import { sha256Hex } from './sha256.ts'

describe('the days of the reference', () => {
  it('are those of the civil calendar, four centuries through', () => {
    for (let day = dayOf('1901-01-01'); day <= dayOf('2301-01-01'); day += 17) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
      expect(dayText(day)).toBe(text)
      expect(dayOf(text)).toBe(day)
      expect(monthText(monthOf(day))).toBe(text.slice(0, 7))
    }
  })

  it('[V2] keep their day of the month, clipped to its end', () => {
    expect(dayText(addMonths(dayOf('2024-01-31'), 1))).toBe('2024-02-29')
    expect(dayText(addMonths(dayOf('2025-03-31'), -1))).toBe('2025-02-28')
    expect(dayText(addMonths(dayOf('2024-02-29'), 12))).toBe('2025-02-28')
    expect(dayText(lastDayOf(monthOf(dayOf('2100-02-10'))))).toBe('2100-02-28')
    expect(dayText(windowStart(dayOf('2025-02-28'), 3))).toBe('2024-12-01')
  })

  it('compare instants with and without milliseconds', () => {
    expect(instantOf('2025-03-01T00:00:00Z')).toBe(Date.UTC(2025, 2, 1))
    expect(instantOf('2025-03-01T10:20:30.045Z')).toBe(Date.UTC(2025, 2, 1, 10, 20, 30, 45))
    expect(instantOf('2025-03-01T10:20:30.000Z')).toBe(instantOf('2025-03-01T10:20:30Z'))
  })
})

describe('the hash of the reference', () => {
  it('gives the digests that FIPS 180-4 publishes, over one block and over more', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256Hex('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    )
  })
})
