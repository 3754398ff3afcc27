/** Finding in the book, by an index in memory that is built while nothing else is asked. */
import { cellNamed, linesBehind, type PortfolioCell } from '@tideline/engine'
import { refusalOf, type SharedStore, type Vault } from '@tideline/storage'
import type { FindFilter, FindTasks, FoundRow, SavedFilter } from '../../find-contract.ts'
import type { Decided, DecidedBook } from '../decided-book.ts'
import type { Surveys } from '../survey/survey-book.ts'
import { userOf } from '../vault-tasks.ts'
import { FindIndex, type Found } from './find-index.ts'
import { filterOf } from './line-filter.ts'
import { loadReadings } from './readings.ts'

export interface FindTasksContext {
  readonly vault: Promise<Vault> | null
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  readonly surveys: Surveys
}

export interface Finding extends FindTasks {
  /** Lays the book out in slices, between other questions. */
  readonly warm: (decided: Decided) => void
  readonly forget: () => void
}

/** Milliseconds that a question may have to wait for the laying out, and the pause in which it is asked. */
const SLICE = 8
const PAUSE = 4

export function makeFindTasks({ vault, opened, surveys }: FindTasksContext): Finding {
  let index: Promise<FindIndex> | null = null
  const indexed = (): Promise<FindIndex> => (index ??= loadReadings().then((readings) => new FindIndex(readings)))

  async function upToDate(asOf: string): Promise<FindIndex> {
    const found = await indexed()
    const decided = await (await opened).decided.at(asOf)
    found.update(decided)
    return found
  }

  const settingOf = async (): Promise<string> => `filters/${(await userOf(vault))?.id ?? ''}`

  async function linesIn(cell: PortfolioCell, asOf: string): Promise<ReadonlySet<string>> {
    const survey = await surveys.of(asOf)
    return new Set(survey ? linesBehind(survey, cell).map(({ line }) => line) : [])
  }

  return {
    async find({ text, filter, behind, limit }, asOf) {
      const cell = behind ? cellNamed(behind) : null
      const lines = cell && (await linesIn(cell, asOf))
      const found = await upToDate(asOf)
      const rows = found.search(text, filterOf(filter, asOf, lines))
      return { rows: rows.slice(0, limit).map(rowOf), total: rows.length, cell, ...found.choices }
    },

    async findLines(text, asOf) {
      const found = await upToDate(asOf)
      return found.search(text, ({ line }) => line !== null).map(({ entry }) => entry.line!.line)
    },

    async savedFilters() {
      const { store } = await opened
      return sorted(((await store.getSetting(await settingOf())) ?? {}) as Kept)
    },

    async keepFilter(name, filter) {
      try {
        const { store } = await opened
        await store.changeSetting(await settingOf(), (value) => {
          const kept = new Map(Object.entries((value ?? {}) as Kept))
          if (filter) kept.set(name, filter)
          else kept.delete(name)
          return Object.fromEntries(kept)
        })
        return { ok: true }
      } catch (error) {
        return refusalOf(error)
      }
    },

    warm(decided) {
      const step = async (): Promise<void> => {
        const building = indexed()
        const found = await building
        // Forgotten meanwhile: the book was locked.
        if (index !== building) return
        const until = performance.now() + SLICE
        if (!found.prepare(decided, () => performance.now() > until)) setTimeout(() => void step(), PAUSE)
      }
      void step()
    },

    forget() {
      index = null
    },
  }
}

type Kept = Readonly<Record<string, FindFilter>>

function sorted(kept: Kept): SavedFilter[] {
  return Object.entries(kept)
    .map(([name, filter]) => ({ name, filter }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function rowOf({ entry, near }: Found): FoundRow {
  const { borrower, name, branch, centre, phone, line, lastContact } = entry
  return { borrower, name, branch, centre, phone, line, lastContact, near }
}
