/** How the app looks and listens on this device, for whoever holds it. No borrower's data: it is known before the PIN. */
import type { TextShelf } from '@tideline/ui/page'

export const THEMES = ['system', 'light', 'dark', 'sunlight'] as const
export type Theme = (typeof THEMES)[number]

/** `system`: as the device asks for. */
export type Motion = 'system' | 'off'

export interface PreferenceShelves {
  readonly theme: TextShelf
  readonly motion: TextShelf
  readonly shortcuts: TextShelf
  readonly installHint: TextShelf
}

/** What of a window they act on. */
export type PreferencesWindow = Pick<Window, 'document' | 'matchMedia' | 'getComputedStyle'>

export class Preferences {
  #theme = $state<Theme>('system')
  #motion = $state<Motion>('system')
  #shortcuts = $state(true)
  #installHint = $state(true)
  readonly #shelves: PreferenceShelves
  readonly #page: PreferencesWindow

  constructor(shelves: PreferenceShelves, page: PreferencesWindow) {
    this.#shelves = shelves
    this.#page = page
    const kept = shelves.theme.read()
    this.#theme = THEMES.find((theme) => theme === kept) ?? 'system'
    this.#motion = shelves.motion.read() === 'off' ? 'off' : 'system'
    this.#shortcuts = shelves.shortcuts.read() !== 'off'
    this.#installHint = shelves.installHint.read() !== 'read'
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
      page.matchMedia(query).addEventListener('change', () => this.#show())
    }
    this.#show()
  }

  get theme(): Theme {
    return this.#theme
  }

  set theme(theme: Theme) {
    this.#theme = theme
    this.#shelves.theme.write(theme)
    this.#show()
  }

  get motion(): Motion {
    return this.#motion
  }

  set motion(motion: Motion) {
    this.#motion = motion
    this.#shelves.motion.write(motion)
    this.#show()
  }

  /** Whether single keys do something. */
  get shortcuts(): boolean {
    return this.#shortcuts
  }

  set shortcuts(on: boolean) {
    this.#shortcuts = on
    this.#shelves.shortcuts.write(on ? 'on' : 'off')
  }

  /** Whether the hint that the app can be installed has not been answered yet. */
  get installHint(): boolean {
    return this.#installHint
  }

  /** It is said once. */
  installHintRead(): void {
    this.#installHint = false
    this.#shelves.installHint.write('read')
  }

  #show(): void {
    const { document, matchMedia, getComputedStyle } = this.#page
    const asks = (query: string): boolean => matchMedia.call(this.#page, query).matches
    // Who asks the device for more contrast by day gets the theme that has the most.
    const contrast = this.#theme === 'system' && asks('(prefers-contrast: more)') && !asks('(prefers-color-scheme: dark)')
    document.documentElement.dataset.theme = contrast ? 'sunlight' : this.#theme
    document.documentElement.dataset.motion = this.#motion
    const bar = getComputedStyle.call(this.#page, document.documentElement).getPropertyValue('--bar')
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', bar)
  }
}
