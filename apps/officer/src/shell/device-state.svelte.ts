/** What the device says of itself: whether a network is there, and whether the app may be installed. */

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

export class DeviceState {
  #online = $state(true)
  #prompt = $state.raw<InstallPrompt | null>(null)
  #installed = $state(false)

  constructor(page: Window) {
    this.#online = page.navigator.onLine
    this.#installed = page.matchMedia('(display-mode: standalone)').matches
    page.addEventListener('online', () => (this.#online = true))
    page.addEventListener('offline', () => (this.#online = false))
    page.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault()
      this.#prompt = event as InstallPrompt
    })
    page.addEventListener('appinstalled', () => {
      this.#prompt = null
      this.#installed = true
    })
  }

  get online(): boolean {
    return this.#online
  }

  get canInstall(): boolean {
    return this.#prompt !== null
  }

  get installed(): boolean {
    return this.#installed
  }

  async install(): Promise<void> {
    const prompt = this.#prompt
    this.#prompt = null
    await prompt?.prompt()
  }
}
