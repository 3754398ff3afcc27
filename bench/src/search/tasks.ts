/** One keystroke in the field that finds, over the borrowers of a book: what was typed so far to the rows that are shown. */
import { FindIndex, loadReadings, type FindableBorrower, type Person, type Readings } from '@tideline/runtime/find'
import { grouped } from '../figures.ts'
import { heldBytes, timeEach, type TaskResult } from '../measure.ts'
import type { BookSource } from '../replay/tasks.ts'
import { searchMini, type Search } from './mini-search.ts'
import { keystrokes, makePeople, makeSought } from './people.ts'

export const TIDELINE = 'Tideline, a keystroke'
export const MINI = 'MiniSearch, a keystroke'

const SOUGHT = 200
const SHOWN = 50
/** Whoever is meant should stand here when all of it was typed. */
const SEEN = 10

export function measureTidelineSearch(source: BookSource): Promise<TaskResult> {
  return measure(source, TIDELINE, searchTideline)
}

export function measureMiniSearch(source: BookSource): Promise<TaskResult> {
  return measure(source, MINI, searchMini)
}

async function measure({ plan }: BookSource, what: string, make: (people: readonly Person[], readings: Readings) => Search): Promise<TaskResult> {
  const readings = await loadReadings()
  const people = makePeople(plan.borrowers)
  const sought = makeSought(people, readings, SOUGHT)
  const began = performance.now()
  const search = make(people, readings)
  const built = performance.now() - began
  const held = heldBytes()
  const samples = timeEach(keystrokes(sought), (text) => search(text, SHOWN))
  const seen = sought.filter(({ person, whole }) => search(whole, SEEN).some(({ name }) => name === person.name)).length
  const notes = [
    `${what}: ${grouped(people.length)} borrowers laid out in ${Math.round(built)} ms; of ${grouped(samples.length)} keystrokes the longest took ${Math.max(...samples).toFixed(1)} ms.`,
    `${what}: of ${SOUGHT} who were sought, the name meant stood among the first ${SEEN} for **${seen}**.`,
  ]
  return { measured: [{ what, samples, single: true }], heldBytes: held, notes }
}

/** As the worker holds it, each borrower with a line. */
function searchTideline(people: readonly Person[], readings: Readings): Search {
  const index = new FindIndex(readings)
  index.update({ revision: 1, borrowers: new Map(people.map((person) => [person.borrower, borrowerOf(person)])) })
  return (text, limit) => index.search(text, () => true).slice(0, limit).map(({ entry }) => entry)
}

function borrowerOf(person: Person): FindableBorrower {
  const { borrower, name, branch } = person
  const line = borrower.replace('B', 'L')
  const summary = { line, borrower, name, branch, kind: 'revolving', currency: 'CNY', status: 'active', since: '2026-01-01', policy: 'consumer' } as const
  return {
    person,
    contacts: new Map(),
    summaries: [{ ...summary, limit: 0, available: 0, balance: 0, score: 600, daysPastDue: 0, reason: null, attention: [] }],
  }
}
