/** What is there whoever is there: it holds nothing of a book. Made once in main.ts and handed down. */
import { createContext } from 'svelte'
import type { TidelineWorker } from '@tideline/runtime'
import type { Words } from '../words/words.ts'
import type { AutoLock } from './auto-lock.svelte.ts'
import type { DeviceState } from './device-state.svelte.ts'
import type { LocaleState, TextShelf } from '@tideline/ui/page'
import type { LongWorks } from './long-works.svelte.ts'
import type { Mode } from './mode.ts'
import type { Preferences } from './preferences.svelte.ts'
import type { Router } from './router.svelte.ts'
import type { StorageWatch } from './storage-watch.svelte.ts'
import type { UpdateState } from './update-state.svelte.ts'
import type { VaultState } from './vault-state.svelte.ts'

export interface Premises {
  readonly worker: TidelineWorker
  readonly mode: Mode
  /** Locks, and starts the page anew in the other mode. */
  readonly changeMode: (mode: Mode) => Promise<void>
  readonly vault: VaultState
  readonly autoLock: AutoLock
  readonly works: LongWorks
  readonly locale: LocaleState
  readonly preferences: Preferences
  readonly words: Words
  readonly router: Router
  readonly device: DeviceState
  readonly update: UpdateState
  readonly storage: StorageWatch
  /** The civil day of the device. */
  readonly today: () => string
  /** The name typed in practice, where nobody has a user of their own. */
  readonly practiceName: TextShelf
}

export const [usePremises, providePremises] = createContext<Premises>()
