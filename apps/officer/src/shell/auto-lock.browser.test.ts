import { describe, expect, it } from 'vitest'
import { AutoLock } from './auto-lock.svelte.ts'

/** A page whose timer ticks and whose visibility changes when the test says so. */
function fakePage() {
  const listeners = new Map<string, () => void>()
  const document = { visibilityState: 'visible', addEventListener: (type: string, to: () => void) => listeners.set(type, to), removeEventListener() {} }
  let tick = (): void => {}
  const page = {
    document,
    setInterval: (work: () => void) => ((tick = work), 1),
    clearInterval() {},
    addEventListener: document.addEventListener,
    removeEventListener() {},
  }
  return { page: page as unknown as Window, document, tick: () => tick(), tell: (type: string) => listeners.get(type)?.() }
}

function watched(busy: () => boolean) {
  let now = 0
  let locked = 0
  const fake = fakePage()
  const autoLock = new AutoLock({ page: fake.page, clocks: { steady: () => now, date: () => now }, lock: () => locked++, busy })
  autoLock.start()
  const pass = (minutes: number): void => {
    now += minutes * 60_000
    fake.tick()
  }
  return { ...fake, autoLock, pass, locked: () => locked }
}

describe('the lock that falls by itself', () => {
  it('waits for work that runs, with the book out of sight, and falls when the work is over', () => {
    let working = true
    const { autoLock, pass, tell, locked } = watched(() => working)
    pass(6)
    expect([autoLock.waiting, autoLock.left, locked()]).toEqual([true, null, 0])
    tell('pointerdown')
    pass(0)
    expect([autoLock.waiting, locked()], 'a touch that came too late').toEqual([true, 0])
    working = false
    pass(0)
    expect(locked()).toBe(1)
  })

  it('waits for it too where the screen went dark', () => {
    let working = true
    const { autoLock, document, pass, tell, locked } = watched(() => working)
    document.visibilityState = 'hidden'
    tell('visibilitychange')
    pass(3)
    expect([autoLock.covered, autoLock.waiting, locked()]).toEqual([true, true, 0])
    document.visibilityState = 'visible'
    tell('visibilitychange')
    expect([autoLock.covered, autoLock.waiting, locked()]).toEqual([false, true, 0])
    working = false
    pass(0)
    expect(locked()).toBe(1)
  })

  it('does not wait for ever', () => {
    const { pass, locked } = watched(() => true)
    pass(6)
    pass(29)
    expect(locked()).toBe(0)
    pass(2)
    expect(locked()).toBe(1)
  })

  it('falls at once where nothing runs', () => {
    const { autoLock, pass, locked } = watched(() => false)
    pass(4)
    expect(locked()).toBe(0)
    pass(2)
    expect([locked(), autoLock.covered]).toEqual([1, false])
  })
})
