/** The long work that goes on: one at a time as a person sees it. While it does, the screen stays on and the book is not locked away from under it. */
import type { ScreenAwake } from './screen-awake.ts'
import { TimeLeft } from './time-left.ts'

/** How far it has come; texts are asked for when they are shown, in the language of then. */
export interface Told {
  readonly title: () => string
  /** 0 to 1; `null` where the end is not known. */
  readonly share: number | null
  readonly detail?: () => string
}

export interface WorkPlan {
  /** What is said before anything is known of it. */
  readonly title: () => string
  /** Asks it to stop; it ends soon after. */
  readonly stop: () => void
  /** Holds it, or lets it go on; work that can't be held has none. */
  readonly hold?: (held: boolean) => void
}

export class LongWork {
  #told = $state.raw<Told>()!
  #secondsLeft = $state<number | null>(null)
  #held = $state(false)
  #stopping = $state(false)
  readonly #plan: WorkPlan
  readonly #timing: TimeLeft

  constructor(plan: WorkPlan, now: () => number) {
    this.#plan = plan
    this.#told = { title: plan.title, share: null }
    this.#timing = new TimeLeft(now)
  }

  get told(): Told {
    return this.#told
  }

  /** `null` while nobody can tell. */
  get secondsLeft(): number | null {
    return this.#secondsLeft
  }

  get held(): boolean {
    return this.#held
  }

  get stopping(): boolean {
    return this.#stopping
  }

  get canHold(): boolean {
    return this.#plan.hold !== undefined
  }

  tell(told: Told): void {
    this.#told = told
    this.#secondsLeft = told.share === null ? null : this.#timing.at(told.share)
  }

  hold(held: boolean): void {
    this.#held = held
    this.#timing.hold(held)
    this.#plan.hold?.(held)
  }

  stop(): void {
    this.#stopping = true
    this.#plan.stop()
  }
}

export class LongWorks {
  #all = $state.raw<readonly LongWork[]>([])
  readonly #awake: ScreenAwake
  readonly #now: () => number

  /** `now`: rising ms. */
  constructor(awake: ScreenAwake, now: () => number) {
    this.#awake = awake
    this.#now = now
  }

  /** The work that goes on; what is held waits for a person, and nothing waits for it. */
  get now(): LongWork | null {
    return this.#all.findLast(({ held }) => !held) ?? null
  }

  /** Does it, with the screen on until it is over. */
  async run<T>(plan: WorkPlan, task: (work: LongWork) => Promise<T>): Promise<T> {
    const work = new LongWork(plan, this.#now)
    this.#all = [...this.#all, work]
    this.#awake.hold()
    try {
      return await task(work)
    } finally {
      this.#all = this.#all.filter((one) => one !== work)
      if (this.#all.length === 0) this.#awake.release()
    }
  }
}
