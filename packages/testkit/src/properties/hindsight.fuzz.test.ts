import { asTold, createDecider, impossibleEvents, openBook, whatIf, type AsTold, type Decision, type Rulebook } from '@tideline/engine'
import { addDays, canonicalJson, compareInstants, isKnownEvent, joinLog, type Day, type JournalEvent, type KnownEvent, type Log } from '@tideline/journal'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generateBook } from '../generate/book.ts'
import { END, RULEBOOKS } from './lending.ts'

const books = fc.integer({ min: 1, max: 1_000_000 }).map((seed) => generateBook({ seed, borrowers: 2, months: 20 }))
const rulebooks = fc.constantFrom(...RULEBOOKS)
/** Days before `END` that are asked about. */
const daysBefore = fc.integer({ min: 0, max: 300 })
const parts = fc.integer({ min: 0, max: 999_999 })

function logOf(events: readonly JournalEvent[]): Log {
  const joined = joinLog(events)
  if (!joined.ok) throw new Error('a generated log is refused')
  return joined.log
}

function decide(log: Log, rulebook: Rulebook, line: string, day: Day, knownAt?: string): Decision | null {
  const book = openBook(log, knownAt === undefined ? {} : { knownAt })
  const found = book.line(line)
  return (found && createDecider(book, rulebook).decide(found, [day])[0]) ?? null
}

function countCauses({ causes, differs }: AsTold, seen: Map<string, number>): void {
  const add = (name: string): void => void seen.set(name, (seen.get(name) ?? 0) + 1)
  for (const { kind, event } of causes) {
    add(kind)
    if (event.type === 'event.reversed') add('reversal')
  }
  if (differs.length === 0) add('stands as told')
}

it('[O2, O5] what was told is what was known, and its causes lead one by one to what is known by now', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(books, rulebooks, daysBefore, parts, (events, rulebook, before, part) => {
      const log = logOf(events)
      const day = addDays(END, -before)
      const instants = log.events.map(({ at }) => at).sort(compareInstants)
      // Told in the second half of the book, where there is a decision to correct.
      const knownAt = instants[Math.floor(((1 + part / 1_000_000) * instants.length) / 2)]!
      for (const { id } of openBook(log).lines) {
        const answer = asTold(log, rulebook, { line: id, day, knownAt })
        const told = decide(log, rulebook, id, day, knownAt)
        if (!answer) {
          expect(told).toBe(null)
          continue
        }
        const now = decide(log, rulebook, id, day)
        expect(canonicalJson(answer.told)).toBe(canonicalJson(told))
        expect(answer.now && canonicalJson(answer.now)).toBe(now && canonicalJson(now))
        const { causes, differs } = answer
        const statuses = [...causes.map(({ before }) => before), now?.status ?? null]
        expect(statuses).toEqual([answer.told.status, ...causes.map(({ after }) => after)])
        expect(causes.every(({ event }) => compareInstants(event.at, knownAt) > 0)).toBe(true)
        expect(causes.every(({ kind, before, after }) => (kind === 'correction') === (before !== after))).toBe(true)
        // Whatever differs in the end was changed by one of them.
        const changed = new Set(causes.flatMap((cause) => cause.differs))
        expect(differs.filter((field) => !changed.has(field))).toEqual([])
        countCauses(answer, seen)
      }
    }),
    { numRuns: 60 },
  )
  expect(['correction', 'fact', 'reversal', 'stands as told'].filter((name) => (seen.get(name) ?? 0) < 3)).toEqual([])
}, 180_000)

it('[W1] a what-if decides as the log into which its events are joined, byte for byte', () => {
  let different = 0
  fc.assert(
    fc.property(books, rulebooks, daysBefore, parts, parts, (events, rulebook, before, which, part) => {
      const whole = logOf(events)
      const lines = openBook(whole).lines
      const { id, borrower } = lines[which % lines.length]!
      const reversed = new Set(whole.events.flatMap((event) => (isKnownEvent(event) && event.type === 'event.reversed' ? [event.data.event] : [])))
      const mayBeImagined = (event: JournalEvent): event is KnownEvent =>
        isKnownEvent(event) && event.borrower === borrower && event.type !== 'line.opened' && !reversed.has(event.id)
      // About every eighth event of the borrower never happened, so that all of them together did.
      const imagined = whole.events.filter(mayBeImagined).filter((_, i) => (i + part) % 8 === 0)
      const book = openBook(logOf(whole.events.filter((event) => !imagined.includes(event as KnownEvent))))
      const line = book.line(id)
      const day = addDays(END, -before)
      if (!line || day < line.openedOn) return
      // Some of a generated book take no part; a what-if refuses those.
      const refused = new Set(impossibleEvents(book, line, imagined).map(({ event }) => event))
      const asked = imagined.filter((event) => !refused.has(event.id))
      const joined = logOf(whole.events.filter((event) => !refused.has(event.id)))
      const { now, then } = whatIf(createDecider(book, rulebook), line, asked, day)
      expect(canonicalJson(then)).toBe(canonicalJson(decide(joined, rulebook, id, day)))
      if (canonicalJson(now) !== canonicalJson(then)) different++
    }),
    { numRuns: 120 },
  )
  expect(different).toBeGreaterThan(30)
}, 180_000)
