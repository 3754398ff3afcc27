/** All that the page knows of the book: made when it is unlocked, dropped when it is locked, kept by nobody else. */
import { importTold } from '../features/import/import-told.ts'
import { ImportState } from '../features/import/import-state.svelte.ts'
import { Drafts } from '../features/record/drafts.svelte.ts'
import { UndoState } from '../features/record/undo-state.svelte.ts'
import { QueueState } from '../features/today/queue-state.svelte.ts'
import { BookState } from './book-state.svelte.ts'
import { OfficerName } from './officer-name.svelte.ts'
import type { Premises } from './premises.ts'
import { SavingState } from './saving-state.svelte.ts'

export interface Session {
  readonly book: BookState
  readonly queue: QueueState
  readonly saving: SavingState
  readonly imports: ImportState
  readonly drafts: Drafts
  readonly undo: UndoState
  readonly officer: OfficerName
  /** What only its own page needs, made when that is first opened and kept as long as the session: no part of the first look. */
  readonly once: <T>(kind: new (...given: never[]) => T, make: () => T) => T
}

export function openSession({ worker, works, locale, mode, storage, today, vault, practiceName }: Premises): Session {
  const saving = new SavingState(() => Date.now())
  const book = new BookState({ worker, saving, today })
  const drafts = new Drafts(worker)
  void drafts.load()
  const officer = new OfficerName(practiceName, vault.user?.name)
  const made = new Map<unknown, unknown>()
  const changed = async (): Promise<void> => {
    await book.reload()
    // A real book is begun or has grown: the browser is asked to keep it, and looked at for room.
    if (mode === 'work' && !storage.kept) await storage.keep()
    await storage.look()
  }
  return {
    book,
    queue: new QueueState(book, worker),
    saving,
    imports: new ImportState({ worker, works, today, changed, told: (progress) => importTold(progress, locale) }),
    drafts,
    undo: new UndoState(book, officer),
    officer,
    once<T>(kind: unknown, make: () => T): T {
      if (!made.has(kind)) made.set(kind, make())
      return made.get(kind) as T
    },
  }
}
