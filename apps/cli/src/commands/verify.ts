/** `tideline verify`: whether a book is what its devices recorded, or where the chain of each first breaks (AU1 to AU8). */
import { existsSync } from 'node:fs'
import { canonicalJson, readJsonLines, verifyChain, type JournalEvent } from '@tideline/journal'
import { openFile } from '../input/open-file.ts'
import { isSampleBook, readSampleBook } from '../input/sample-book.ts'
import { sayIssue } from '../input/say-issue.ts'
import { writeOut } from '../output/write.ts'
import { verifyEd25519 } from '../verify/ed25519.ts'
import { verifyPage, type Verdict } from '../verify/verify-page.ts'

/** What a process ends with when the book was read and is not whole. */
const NOT_WHOLE = 3

export interface VerifyOptions {
  readonly json?: boolean
}

export async function verify(path: string, options: VerifyOptions): Promise<void> {
  const { events, places, unreadable } = await readEvery(path)
  const report = await verifyChain(events, verifyEd25519)
  const verdict: Verdict = {
    whole: report.whole && unreadable.length === 0,
    events: events.length,
    devices: report.devices,
    breaks: report.breaks.map(({ index, ...broken }) => ({ ...broken, place: places[index]! })),
    unreadable,
    unsigned: report.unsigned,
    unsignedLater: report.unsignedLater.map((index) => ({ event: events[index]!.id, place: places[index]! })),
    erasures: report.erasures.map(({ index, ...erasure }) => ({ ...erasure, by: events[index]!.by, at: events[index]!.at, place: places[index]! })),
    contradictions: report.contradictions.map(({ index, ...contradiction }) => ({ ...contradiction, place: places[index]! })),
  }
  await writeOut(options.json ? [`${canonicalJson(verdict)}\n`] : verifyPage(verdict).map((text) => `${text}\n`))
  if (!verdict.whole) process.exitCode = NOT_WHOLE
}

interface Everything {
  readonly events: readonly JournalEvent[]
  /** `book.jsonl:7` of each event. */
  readonly places: readonly string[]
  /** A sentence for each line that holds no event. */
  readonly unreadable: readonly string[]
}

/** Every line by itself, not a log: what contradicts itself is to be judged here, not refused. */
async function readEvery(path: string): Promise<Everything> {
  if (isSampleBook(path) && !existsSync(path)) {
    const { events } = await readSampleBook(path)
    return { events, places: events.map(() => path), unreadable: [] }
  }
  const name = path === '-' ? 'stdin' : path
  const events: JournalEvent[] = []
  const places: string[] = []
  const unreadable: string[] = []
  for await (const row of readJsonLines(await openFile(path, 'a book of JSON Lines'))) {
    if (row.ok) {
      events.push(row.event)
      places.push(`${name}:${row.line}`)
    } else for (const issue of row.issues) unreadable.push(sayIssue(`${name}:${row.line}`, issue))
  }
  return { events, places, unreadable }
}
