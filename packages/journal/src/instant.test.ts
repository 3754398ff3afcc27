import { describe, expect, it } from 'vitest'
import { compareInstants, parseInstant } from './instant.ts'

describe('instants', () => {
  it('reads both forms', () => {
    expect(parseInstant('1970-01-01T00:00:01Z')).toBe(1000)
    expect(parseInstant('2024-02-29T23:59:59.999Z')).toBe(1_709_251_199_999)
  })

  it.each(['2024-02-29T24:00:00Z', '2024-02-29T23:60:00Z', '2024-02-29T23:59:60Z', '2024-02-30T00:00:00Z', '2024-02-29T00:00:00',
    '2024-02-29t00:00:00z', '2024-02-29T00:00:00+00:00', '2024-02-29T00:00:00.1Z', '2024-02-29T00:00:00.1234Z',
    '2024-02-29T00:00:00.12xZ', '2024-02-29T00:00:00,123Z', '2024-02-29 00:00:00Z', ''])('refuses %j', text => {
    expect(parseInstant(text)).toBeNull()
  })

  it('[E1] compares as instants, whatever the form', () => {
    expect(compareInstants('2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z')).toBe(0)
    expect(compareInstants('2024-01-01T00:00:00Z', '2024-01-01T00:00:00.001Z')).toBeLessThan(0)
    expect(compareInstants('2024-01-01T00:00:01Z', '2024-01-01T00:00:00.999Z')).toBeGreaterThan(0)
  })
})
