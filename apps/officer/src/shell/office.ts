/** All that a page of the app works with, made once in main.ts and handed down. */
import { createContext } from 'svelte'
import type { TidelineWorker } from '@tideline/runtime'
import type { ImportState } from '../features/import/import-state.svelte.ts'
import type { Drafts } from '../features/record/drafts.svelte.ts'
import type { QueueState } from '../features/today/queue-state.svelte.ts'
import type { Words } from '../words/words.ts'
import type { BookState } from './book-state.svelte.ts'
import type { DeviceState } from './device-state.svelte.ts'
import type { LocaleState } from './locale.svelte.ts'
import type { OfficerName } from './officer-name.svelte.ts'
import type { Router } from './router.svelte.ts'
import type { SavingState } from './saving-state.svelte.ts'
import type { UpdateState } from './update-state.svelte.ts'

export interface Office {
  readonly worker: TidelineWorker
  readonly locale: LocaleState
  readonly words: Words
  readonly router: Router
  readonly book: BookState
  readonly queue: QueueState
  readonly saving: SavingState
  readonly imports: ImportState
  readonly drafts: Drafts
  readonly device: DeviceState
  readonly update: UpdateState
  readonly officer: OfficerName
}

export const [useOffice, provideOffice] = createContext<Office>()
