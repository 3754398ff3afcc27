/** What a borrower says back, into the journal: once, and as a request for a person to look (exchange HB20). */
import { openNote, type Note, type NoteKind } from '@tideline/exchange'
import type { ReviewSubject } from '@tideline/journal'
import type { NoteTaken } from '../story-contract.ts'
import { readLender } from './lender-setting.ts'
import { recordEntries } from './record-entry.ts'
import type { StoryTasksContext } from './story-tasks.ts'

interface NoteBrought {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly code: string
  readonly answerBy: string
  readonly today: string
}

const ABOUT: Readonly<Record<NoteKind, ReviewSubject>> = { review: 'status', dispute: 'record', hardship: 'other', correction: 'record' }

export async function takeNote({ opened, storing, inName }: Pick<StoryTasksContext, 'opened' | 'storing' | 'inName'>, { bytes, code, answerBy, today }: NoteBrought): Promise<NoteTaken> {
  const { store, decided } = await opened
  const lender = await readLender(store)
  if (!lender) return { ok: false, code: 'no-lender' }
  const answer = await openNote(bytes, code)
  if (!answer.ok) return { ok: false, code: answer.why }
  const { note, phoneKey } = answer
  if (note.lenderKey !== lender.key) return { ok: false, code: 'other-lender' }
  if ((await decided.latest(today)).owners.get(note.line) !== note.borrower) return { ok: false, code: 'other-line' }
  const event = `note-${note.id}`
  const { kind, borrower, line, made, words, entry } = note
  const seen = { kind, borrower, line, made, words, entry }
  const result = await storing(async (context) => {
    if ((await store.read(borrower)).some(({ id }) => id === event)) return 'again'
    const draft = await inName({ type: 'review.requested', borrower, line, on: today, by: 'borrower', data: dataOf(note, phoneKey, answerBy) })
    return 'ok' in draft ? draft : recordEntries(context, [{ ...draft, id: event }], today)
  })
  if (result === 'again') return { ok: true, again: true, note: seen, event }
  if (result.ok) return { ok: true, again: false, note: seen, event }
  return { ok: false, code: 'refused', result: { ok: false, issues: result.issues, ...(result.failure && { failure: result.failure }) } }
}

/** Beside what every request says, which phone said it, of what kind, and which entry is meant. */
function dataOf({ kind, words, entry, made }: Note, phoneKey: string, answerBy: string): Readonly<Record<string, unknown>> {
  return { about: ABOUT[kind], note: words, answerBy, said: { kind, made, phone: phoneKey, ...(entry && { entry }) } }
}
