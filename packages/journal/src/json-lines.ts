/** JSON Lines: the form in which events are exchanged (§2, J1 to J4). */
import { canonicalJson } from './canonical-json.ts'
import type { JournalEvent } from './event.ts'
import type { Issue } from './issue.ts'
import { LineSplitter, type RawLine } from './line-splitter.ts'
import { shown } from './text.ts'
import { decodeUtf8 } from './utf8.ts'
import { validateEvent, type ValidationResult } from './validate.ts'

/** Bytes that a line may have, its newline apart. */
export const LONGEST_LINE = 1_048_576

/** One line of a file, counted from 1. */
export type JsonLine = { readonly line: number } & ValidationResult

/**
 * Reads events line by line, holding one line at a time. Blank lines are passed over but counted; a bad line is
 * reported with its number and reading goes on. A source of text is taken as it is, one of bytes as UTF-8.
 */
export async function* readJsonLines(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<JsonLine> {
  const splitter = new LineSplitter(LONGEST_LINE)
  let line = 0
  for await (const chunk of source) {
    for (const raw of splitter.push(chunk)) {
      line++
      const result = readLine(raw, line)
      if (result !== null) yield { line, ...result }
    }
  }
  for (const raw of splitter.end()) {
    line++
    const result = readLine(raw, line)
    if (result !== null) yield { line, ...result }
  }
}

/** Each event as canonical JSON and a newline. */
export function* writeJsonLines(events: Iterable<JournalEvent>): Generator<string> {
  for (const event of events) yield `${canonicalJson(event)}\n`
}

function readLine(raw: RawLine, line: number): ValidationResult | null {
  if (raw === null) return refused(`a line of at most ${LONGEST_LINE} bytes`, 'a longer one')
  const decoded = decodeUtf8(raw)
  if (decoded === null) return refused('text in UTF-8', 'other bytes')
  const text = line === 1 && decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded
  if (text.trim() === '') return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's own message differs between engines, so it is not shown.
    return refused('one JSON object', shown(text))
  }
  return validateEvent(value)
}

function refused(expected: string, got: string): { ok: false; issues: Issue[] } {
  return { ok: false, issues: [{ code: 'bad-json', path: '', expected, got }] }
}
