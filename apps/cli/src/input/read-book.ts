/** Reads a book: JSON Lines into one checked log, every fault with the line it stands on. */
import { existsSync } from 'node:fs'
import { joinLog, readJsonLines, sameContent, type Issue, type JournalEvent, type Log } from '@tideline/journal'
import { Failure, failureOf } from '../failure.ts'
import { openFile } from './open-file.ts'
import { sayIssue } from './say-issue.ts'
import { isSampleBook, readSampleBook } from './sample-book.ts'

export interface ReadBook {
  readonly log: Log
  /** Where the event of an id stands: `book.jsonl:7`. */
  readonly placeOf: (event: string) => string
}

/** Reads all of a file, of standard input (`-`) or of a sample book (its id). Throws a `Failure` naming every bad line. */
export async function readBook(path: string): Promise<ReadBook> {
  if (isSampleBook(path) && !existsSync(path)) {
    const log = await readSampleBook(path)
    return { log, placeOf: (event) => `${path}: ${event}` }
  }
  const lines = new BookLines(path === '-' ? 'stdin' : path)
  for await (const row of readJsonLines(await openFile(path, 'a book of JSON Lines'))) {
    if (row.ok) lines.add(row.event, row.line)
    else lines.refuse(row.issues, row.line)
  }
  return { log: lines.join(), placeOf: (event) => lines.placeOf(event) }
}

/** The events of a file and the lines they stand on. */
export class BookLines {
  readonly events: JournalEvent[] = []
  readonly #lines: number[] = []
  readonly #faults: string[] = []
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  add(event: JournalEvent, line: number): void {
    this.events.push(event)
    this.#lines.push(line)
  }

  refuse(issues: readonly Issue[], line: number): void {
    for (const issue of issues) this.#faults.push(sayIssue(`${this.#name}:${line}`, issue))
  }

  placeOf(id: string): string {
    return this.#place(this.events.findIndex((event) => event.id === id))
  }

  /** All events as one log; throws a `Failure` naming every fault. */
  join(): Log {
    if (this.#faults.length > 0) throw failureOf(this.#faults, 'nothing was decided')
    if (this.events.length === 0) throw new Failure(`${this.#name}: the book holds no events: there is nothing to decide.`)
    const joined = joinLog(this.events)
    if (joined.ok) return joined.log
    throw failureOf([...new Set(joined.issues.map((issue) => this.#sayConflict(issue)))], 'nothing was decided')
  }

  /** Of two events with one id, the one whose content differs is at fault; the first is named beside it. */
  #sayConflict(issue: Issue): string {
    const first = this.events.findIndex((event) => event.id === issue.event)
    if (first < 0) return sayIssue(this.#name, issue)
    if (issue.code !== 'conflicting-event') return sayIssue(this.#place(first), issue)
    const other = this.events.findIndex((event, i) => i > first && event.id === issue.event && !sameContent(event, this.events[first]!))
    return sayIssue(this.#place(other), { ...issue, got: `${issue.got}: ${issue.event} stands on line ${this.#lines[first]} already` })
  }

  #place(index: number): string {
    return `${this.#name}:${this.#lines[index]}`
  }
}
