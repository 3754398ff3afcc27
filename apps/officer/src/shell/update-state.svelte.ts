/** A new version of the app waits until a person takes it. */
import type { Workbox } from 'workbox-window'

export class UpdateState {
  #waiting = $state(false)
  #offlineReady = $state(false)
  #workbox: Workbox | null = null

  /** A new version is here and has not been put off. */
  get waiting(): boolean {
    return this.#waiting
  }

  /** Everything the app needs is on this device. */
  get offlineReady(): boolean {
    return this.#offlineReady
  }

  /** Registers the service worker beside the page; without one (an old browser, a plain http address) the app still works online. */
  async register(url: string, reload: () => void): Promise<void> {
    if (!('serviceWorker' in navigator)) return
    const { Workbox } = await import('workbox-window')
    const workbox = (this.#workbox = new Workbox(url))
    let taken = false
    workbox.addEventListener('waiting', () => (this.#waiting = true))
    workbox.addEventListener('activated', () => (this.#offlineReady = true))
    workbox.addEventListener('controlling', (event) => {
      // The first visit is taken over quietly; an update reloads once, and only after consent.
      if (event.isUpdate && this.#taking && !taken) {
        taken = true
        reload()
      }
    })
    try {
      const registration = await workbox.register()
      if (registration?.active) this.#offlineReady = true
    } catch {
      // Registration is refused where storage is; the page says "online only" by not saying "ready".
    }
  }

  #taking = false

  take(): void {
    this.#taking = true
    this.#waiting = false
    this.#workbox?.messageSkipWaiting()
  }

  /** Until the next start. */
  putOff(): void {
    this.#waiting = false
  }
}
