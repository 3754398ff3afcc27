/** Whether the browser keeps the book when the device runs full, and how much room is left: looked at long before it is none. */

/**
 * What the browser says is believed, for want of better: Chromium tells some sites of ten gigabytes more than they use,
 * whatever the disk has. A write that finds no room is told by itself.
 * A month of entries takes some 2 MB, an update of the app 15, a big import 60: warned of while all of it still fits.
 */
const LOW_BYTES = 200_000_000
const HOUR_MS = 3_600_000

export interface Room {
  readonly used: number
  readonly quota: number
}

export class StorageWatch {
  #kept = $state<boolean | null>(null)
  #room = $state.raw<Room | null>(null)
  readonly #storage: StorageManager | undefined

  constructor(storage: StorageManager | undefined) {
    this.#storage = storage
    void this.look()
    setInterval(() => void this.look(), HOUR_MS)
  }

  /** `null` where the browser does not say. */
  get kept(): boolean | null {
    return this.#kept
  }

  get room(): Room | null {
    return this.#room
  }

  get left(): number | null {
    return this.#room && Math.max(0, this.#room.quota - this.#room.used)
  }

  get low(): boolean {
    return this.left !== null && this.left < LOW_BYTES
  }

  /** At the start, each hour, and after what takes room. */
  async look(): Promise<void> {
    try {
      this.#kept = (await this.#storage?.persisted()) ?? null
      const found = await this.#storage?.estimate()
      if (found?.quota !== undefined) this.#room = { used: found.usage ?? 0, quota: found.quota }
    } catch {
      // Refused, as all storage is then: opening the book says so.
    }
  }

  /** When a real book is begun, and when a person asks for it. */
  async keep(): Promise<void> {
    this.#kept = (await this.#storage?.persist().catch(() => false)) ?? null
  }
}
