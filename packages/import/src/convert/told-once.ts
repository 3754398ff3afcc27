/**
 * What a file has told already: a borrower and a line are told of in every row, and count once; money moves as often as
 * rows say that are not the same row (I24).
 */
import { canonicalJson, type JournalEvent } from '@tideline/journal'

interface Told {
  readonly row: number
  readonly content: string
}

export interface Sifted {
  /** What is told for the first time. */
  readonly fresh: readonly JournalEvent[]
  /** Why the row can't be taken: an earlier one says otherwise, or the same without saying which of two it is. */
  readonly refusal: { readonly type: string; readonly expected: string } | null
}

export class ToldOnce {
  readonly #told = new Map<string, Told>()

  /** The events of a row; nothing of it is remembered where it is refused. */
  sift(events: readonly JournalEvent[], row: number, reference: string): Sifted {
    const fresh: JournalEvent[] = []
    for (const event of events) {
      const first = this.#told.get(keyOf(event, reference))
      if (first === undefined) {
        fresh.push(event)
        continue
      }
      const same = first.content === canonicalJson(event.data ?? null)
      if (!same) return { fresh: [], refusal: { type: event.type, expected: `what row ${first.row} says of it` } }
      // Whether one payment stands there twice or two were made, only the number of the receipt tells.
      if (isMoney(event) && reference === '') {
        return { fresh: [], refusal: { type: event.type, expected: `another than in row ${first.row}: a column of receipt numbers would tell two apart` } }
      }
    }
    for (const event of fresh) this.#told.set(keyOf(event, reference), { row, content: canonicalJson(event.data ?? null) })
    return { fresh, refusal: null }
  }
}

function isMoney({ type }: JournalEvent): boolean {
  return type === 'payment.received' || type === 'draw.made'
}

/** What may be told once: by whom it is about, and for what happens by day and receipt, or by its id. */
function keyOf(event: JournalEvent, reference: string): string {
  const { type, borrower, line, on, id } = event
  if (type === 'borrower.registered') return `${type}\n${borrower}`
  if (type === 'line.opened') return `${type}\n${line}`
  if (type === 'statement.reported') return `${type}\n${line}\n${on}`
  return reference === '' ? `${type}\n${id}` : `${type}\n${line}\n${on}\n${reference}`
}
