/**
 * Locks the book that nobody touches, or that is out of sight. Timers may come late or not at all while a page is hidden
 * or the device asleep; so the time is looked at again before anything is shown.
 */
import { LOCK_TIMES, type LockTimes } from '@tideline/runtime'
import { startOf, type Clocks } from './elapsed.ts'

/** How long before locking it is said. */
const NOTICE_SECONDS = 20
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const

export interface AutoLockOptions {
  readonly page: Window
  readonly clocks: Clocks
  readonly lock: () => void
}

export class AutoLock {
  #covered = $state(false)
  #left = $state<number | null>(null)
  #times: LockTimes = LOCK_TIMES
  /** Since the last touch; since it went out of sight, or `null`. */
  #idle: () => number
  #hidden: (() => number) | null = null
  readonly #options: AutoLockOptions

  constructor(options: AutoLockOptions) {
    this.#options = options
    this.#idle = startOf(options.clocks)
  }

  /** Nothing may be seen: the page is hidden, or it is not yet known whether it has to be locked. */
  get covered(): boolean {
    return this.#covered
  }

  /** Seconds until it locks, when that is near; `null` otherwise. */
  get left(): number | null {
    return this.#left
  }

  set times(times: LockTimes) {
    this.#times = times
  }

  stay(): void {
    this.#idle = startOf(this.#options.clocks)
    this.#left = null
  }

  /** Watches until what it returns is called. */
  start(): () => void {
    const { page } = this.#options
    const { document } = page
    this.stay()
    this.#times = LOCK_TIMES
    const timer = page.setInterval(() => this.#look(), 1000)
    const touched = (): void => {
      // A touch that comes after the time is up, because the timer slept, is too late.
      this.#look()
      this.stay()
    }
    const seen = (): void => {
      if (document.visibilityState === 'hidden') {
        this.#hidden ??= startOf(this.#options.clocks)
        this.#covered = true
        return
      }
      this.#look()
      this.#hidden = null
      this.#covered = false
    }
    for (const type of TOUCHES) page.addEventListener(type, touched, { capture: true, passive: true })
    for (const type of ['visibilitychange', 'resume'] as const) document.addEventListener(type, seen)
    page.addEventListener('pageshow', seen)
    return () => {
      page.clearInterval(timer)
      for (const type of TOUCHES) page.removeEventListener(type, touched, { capture: true })
      for (const type of ['visibilitychange', 'resume'] as const) document.removeEventListener(type, seen)
      page.removeEventListener('pageshow', seen)
      this.#left = null
      this.#hidden = null
      this.#covered = false
    }
  }

  #look(): void {
    const { idleMinutes, hiddenSeconds } = this.#times
    const idleLeft = idleMinutes * 60 - this.#idle() / 1000
    const hiddenLeft = this.#hidden ? hiddenSeconds - this.#hidden() / 1000 : Infinity
    const left = Math.min(idleLeft, hiddenLeft)
    if (left <= 0) this.#options.lock()
    this.#left = idleLeft <= NOTICE_SECONDS ? Math.max(0, Math.ceil(idleLeft)) : null
  }
}
