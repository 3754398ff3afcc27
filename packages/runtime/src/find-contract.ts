/** Finding lines and borrowers of a book: by what is typed, by filters, or as the list behind a number. */
import type { PortfolioCell, Status, TaskKind } from '@tideline/engine'
import type { LineKind } from '@tideline/journal'
import type { LineSummary } from './contract.ts'
import type { DraftsKept } from './drafts-contract.ts'

/** What has to hold of a line; what is absent may be anything. */
export interface FindFilter {
  readonly status?: Status
  readonly kind?: LineKind
  readonly branch?: string
  readonly centre?: string
  /** Past due: 1 is a day or more, the others more than so many (engine B2). */
  readonly pastDue?: 1 | 30 | 60 | 90
  /** An open task of a warning: any, one of a kind, or one past its day. */
  readonly warning?: 'any' | 'overdue' | TaskKind
  /** No call, visit or review for so many days or more; where there never was one, since the opening. */
  readonly noContactDays?: number
}

export interface FindQuery {
  readonly text: string
  readonly filter: FindFilter
  /** The name of a portfolio's cell (`Figure`): its lines only. */
  readonly behind?: string | null
  /** The most rows that are answered. */
  readonly limit: number
}

/** A line, or a borrower without one. */
export interface FoundRow {
  readonly borrower: string
  readonly name: string
  readonly branch: string
  readonly centre: string
  readonly phone: string
  /** `null`: nothing was opened for this borrower by the day. */
  readonly line: LineSummary | null
  /** Day of the last call, visit or review; `null` without one. */
  readonly lastContact: string | null
  /** Not what was typed, but near to it. */
  readonly near: boolean
}

export interface FindAnswer {
  /** Best first; what is equally good in the order of the queue. */
  readonly rows: readonly FoundRow[]
  /** All that were found, also beyond `limit`. */
  readonly total: number
  /** What `behind` names; `null` without, or where it names nothing. */
  readonly cell: PortfolioCell | null
  /** What the book has to filter by. */
  readonly branches: readonly string[]
  readonly centres: readonly string[]
}

/** A filter under a name of its own; what was typed is not kept, for it may be somebody's name. */
export interface SavedFilter {
  readonly name: string
  readonly filter: FindFilter
}

export interface FindTasks {
  find(query: FindQuery, asOf: string): Promise<FindAnswer>
  /** The ids of all lines that are found. */
  findLines(text: string, asOf: string): Promise<readonly string[]>
  /** Those of whoever is there, by name. Rejects while locked. */
  savedFilters(): Promise<readonly SavedFilter[]>
  /** In the place of one of the same name; `null` forgets it. */
  keepFilter(name: string, filter: FindFilter | null): Promise<DraftsKept>
}
