/** Journal events as JSON Lines, line by line. */
import { canonicalJson, readJsonLines, type JournalEvent } from '@tideline/journal'
import { isDamaged } from './cell/plain.ts'
import type { RowOutcome } from './convert/converter.ts'

/** What each line that is not blank came to. */
export async function* readJsonEvents(texts: AsyncIterable<string>): AsyncGenerator<RowOutcome> {
  let damaged = false
  async function* watched(): AsyncGenerator<string> {
    for await (const text of texts) {
      damaged ||= isDamaged(text)
      yield text
    }
  }
  for await (const line of readJsonLines(watched())) {
    if (!line.ok) {
      yield { events: [], problems: line.issues.map(({ code, path, expected, got }) => ({ row: line.line, code, path, expected, got })) }
    } else if (damaged && isDamaged(canonicalJson(line.event))) {
      yield { events: [], problems: [damagedEvent(line.line, line.event)] }
    } else {
      yield { events: [line.event], problems: [] }
    }
  }
}

function damagedEvent(row: number, event: JournalEvent) {
  return { row, code: 'bad-characters', path: '', expected: 'characters of the encoding', got: `event ${event.id}` } as const
}
