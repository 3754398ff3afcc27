/** What a page may ask about a lender's file before it is taken in, and about the profiles that people made for theirs. */
import type { EntriesProfile, ProfileIssue } from '@tideline/import'
import type { JournalEvent } from '@tideline/journal'
import type { Status } from '@tideline/engine'
import type { ImportProblem, ImportProgress, ImportReport } from './contract.ts'

export type { EntriesProfile, EntryField, ProfileIssue } from '@tideline/import'

/** A profile that ships or was kept, by its id, or a JSON document that nobody has checked yet. */
export type ProfileChoice = string | Readonly<Record<string, unknown>>

/** What a file is by its first rows. */
export type FileLook =
  | { readonly kind: 'events' }
  | { readonly kind: 'refused'; readonly refusal: ImportProblem }
  | {
      readonly kind: 'table'
      readonly encoding: string
      readonly delimiter: string
      /** Line of the file on which the header stands. */
      readonly headerRow: number
      readonly columns: readonly FileColumn[]
      /** The profile that it was made for, of those that ship and those that were kept. */
      readonly profile: string | null
      /** What the columns may mean: a profile of entries without id and title, and not complete perhaps. */
      readonly guess: MappingDraft
    }

export interface FileColumn {
  /** As the file spells it: by this a profile names it. */
  readonly name: string
  /** The same as a page may show it. */
  readonly shown: string
  /** False where nothing stands there, or the same name twice. */
  readonly usable: boolean
  /** The first cells that are not empty, as a page may show them. */
  readonly samples: readonly string[]
}

/** A profile of entries in the making. */
export type MappingDraft = Omit<EntriesProfile, 'id' | 'title'>

/** What the first rows of a file become under a profile, in texts that a page may show. */
export interface FirstRows {
  /** Why the profile can't be used; then there are no rows. */
  readonly issues: readonly ProfileIssue[]
  /** Why the file can't be read by it. */
  readonly refusal: ImportProblem | null
  readonly rows: readonly FirstRow[]
}

export interface FirstRow {
  /** Line of the file. */
  readonly row: number
  readonly cells: readonly string[]
  readonly events: readonly JournalEvent[]
  readonly problems: readonly ImportProblem[]
}

/** A profile that somebody made and kept with the book. */
export interface KeptProfile {
  readonly id: string
  readonly title: string
  readonly document: Readonly<Record<string, unknown>>
}

export type KeepResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: 'bad-profile'; readonly issues: readonly ProfileIssue[] }
  /** `taken`: a profile that ships has this id. `too-many`: as many as a book keeps are there. */
  | { readonly ok: false; readonly code: 'not-allowed' | 'taken' | 'too-many' | 'full' | 'unavailable' | 'locked' }

export interface StatusChange {
  readonly line: string
  readonly name: string
  readonly from: Status
  readonly to: Status
}

/** What a file would change, had it been taken in: nothing of it is stored. */
export interface ImportPreview {
  /** As of the reading: `eventsAdded` is what would be added. */
  readonly report: ImportReport
  readonly newBorrowers: number
  /** By the status that they would have. */
  readonly newLines: Readonly<Record<Status, number>>
  /** What would be added, by type of event, most first. */
  readonly byType: readonly { readonly type: string; readonly count: number }[]
  /** Lines of the book whose status would be another; the first of them, and how many in all. */
  readonly changes: readonly StatusChange[]
  readonly changeCount: number
}

export interface FileTasks {
  /** `currency`: that of the amounts, if the file does not say. */
  lookIntoFile(file: Blob, fileName: string, currency: string): Promise<FileLook>
  tryProfile(file: Blob, fileName: string, profile: ProfileChoice, today: string): Promise<FirstRows>
  /** The dry run; it ends by `cancelImport`, as an import does, and runs in its place. */
  previewImport(file: Blob, fileName: string, profile: ProfileChoice, today: string, onProgress?: (p: ImportProgress) => void): Promise<ImportPreview>
  /** Profiles that were kept, by title. Rejects while locked. */
  keptProfiles(): Promise<readonly KeptProfile[]>
  /** Text of a profile, checked before it is kept in the place of one of the same id. Not by trainers. */
  keepProfile(text: string): Promise<KeepResult>
  dropProfile(id: string): Promise<KeepResult>
}
