/**
 * Locks the book that nobody touches, or that is out of sight. Timers may come late or not at all while a page is hidden
 * or the device asleep; so the time is looked at again before anything is shown. Work that runs is not broken off by it:
 * the book goes out of sight, and is locked as soon as the work is over.
 */
import { LOCK_TIMES, type LockTimes } from '@tideline/runtime'
import { startOf, type Clocks } from './elapsed.ts'

/** How long before locking it is said. */
const NOTICE_SECONDS = 20
/** Work that takes longer than this after the time to lock is taken to hang: a lost tablet must not stay open for it. */
const MOST_WAIT_MINUTES = 30
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const

export interface AutoLockOptions {
  readonly page: Window
  readonly clocks: Clocks
  readonly lock: () => void
  /** Whether work runs that locking would break off. */
  readonly busy: () => boolean
}

export class AutoLock {
  #covered = $state(false)
  #left = $state<number | null>(null)
  /** Since the time to lock came while work ran, or `null`. */
  #waiting = $state.raw<(() => number) | null>(null)
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

  /** The time to lock has come, and work that runs is waited for: nothing of the book may be seen, and no touch brings it back. */
  get waiting(): boolean {
    return this.#waiting !== null
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
      this.#waiting = null
    }
  }

  #look(): void {
    const { idleMinutes, hiddenSeconds } = this.#times
    const idleLeft = idleMinutes * 60 - this.#idle() / 1000
    const hiddenLeft = this.#hidden ? hiddenSeconds - this.#hidden() / 1000 : Infinity
    const left = Math.min(idleLeft, hiddenLeft)
    if (left <= 0 || this.#waiting) this.#lockOrWait()
    this.#left = idleLeft <= NOTICE_SECONDS && !this.#waiting ? Math.max(0, Math.ceil(idleLeft)) : null
  }

  #lockOrWait(): void {
    this.#waiting ??= startOf(this.#options.clocks)
    if (!this.#options.busy() || this.#waiting() > MOST_WAIT_MINUTES * 60_000) this.#options.lock()
  }
}
