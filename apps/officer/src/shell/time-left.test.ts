import { describe, expect, it } from 'vitest'
import { TimeLeft } from './time-left.ts'

function timed(): { readonly left: TimeLeft; readonly pass: (ms: number) => void } {
  let now = 1000
  return { left: new TimeLeft(() => now), pass: (ms) => (now += ms) }
}

describe('the time left of a long task', () => {
  it('is not guessed before there is something to guess by', () => {
    const { left, pass } = timed()
    pass(1000)
    expect(left.at(0.5)).toBeNull()
    pass(60_000)
    expect(left.at(0.02)).toBeNull()
  })

  it('follows the pace so far, in steps as coarse as the guess', () => {
    const { left, pass } = timed()
    pass(4000)
    expect(left.at(0.2)).toBe(20)
    pass(6000)
    expect(left.at(0.1)).toBeNull()
    pass(10_000)
    expect([left.at(0.1), left.at(0.2), left.at(0.99)]).toEqual([90, 40, 5])
    const long = timed()
    long.pass(120_000)
    expect(long.left.at(0.25)).toBe(360)
  })

  it('leaves out the time in which the task was held', () => {
    const { left, pass } = timed()
    pass(10_000)
    left.hold(true)
    left.hold(true)
    pass(3_600_000)
    expect(left.at(0.5)).toBe(10)
    left.hold(false)
    pass(10_000)
    expect(left.at(0.5)).toBe(20)
  })

  it('begins anew with a stage that begins anew', () => {
    const { left, pass } = timed()
    pass(60_000)
    expect(left.at(0.9)).toBe(10)
    expect(left.at(0)).toBeNull()
    pass(2000)
    expect(left.at(0.5)).toBe(5)
  })
})
