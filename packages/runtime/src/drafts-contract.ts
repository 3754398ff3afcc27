/** What has been typed into a form and not saved: kept with the book, for whoever typed it, until it is saved or given up. */

/** The values of one form; `key` says which, as its page does. */
export interface FormDraft {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
  /** The instant of the last change. */
  readonly at: string
}

/** `values` in the place of what was kept under the key; `null`: saved, or given up. */
export interface DraftChange {
  readonly key: string
  readonly values: Readonly<Record<string, string>> | null
}

export type DraftsKept = { readonly ok: true } | { readonly ok: false; readonly code: 'full' | 'unavailable' | 'locked'; readonly detail: string }

export interface DraftTasks {
  /** Those of whoever is there, newest first. Rejects while locked. */
  drafts(): Promise<readonly FormDraft[]>
  /** Kept when it resolves with `ok`: the others of the same person, also from another window, stay. */
  keepDrafts(changes: readonly DraftChange[]): Promise<DraftsKept>
}
