/** A collection sheet becomes its payments and one `meeting.held`: all of them, once, or none. */
import { formatDay, type Issue } from '@tideline/journal'
import type { Draft } from '../../contract.ts'
import type { FilledSheet, SheetResult } from '../../day-contract.ts'
import { tryEntries, type Entry, type RecordContext } from '../record-entry.ts'
import type { Recording } from '../record-tasks.ts'
import { dayOf } from '../summary.ts'
import { readMeetings } from './meetings.ts'

export type SheetRefused = Extract<SheetResult, { readonly ok: false }>

/** The ids of its payments begin so; a number follows. */
export function receiptPrefix(sheet: string): string {
  return `${sheet}.`
}

/** `null`: it is stored, now or since an earlier try. */
export async function recordSheet(context: RecordContext, sheet: FilledSheet, today: string, inName: Recording['inName']): Promise<SheetRefused | null> {
  const wrong = faultOf(sheet, today)
  if (wrong) return { ok: false, issues: [wrong] }
  const named = await inName(heldDraft(sheet))
  if ('ok' in named) return named
  const entries: Entry[] = [
    ...sheet.payments.map(({ line, amount }, i): Entry => ({ id: `${receiptPrefix(sheet.id)}${i + 1}`, type: 'payment.received', line, on: sheet.on, by: named.by, data: { amount } })),
    { ...named, id: sheet.id },
  ]
  for (;;) {
    // Another tab, or the try before this one, may have been quicker.
    const meetings = readMeetings(await context.store.read(''))
    if (meetings.byId(sheet.id)) return null
    const held = meetings.held(sheet.centre, sheet.on)
    if (held) return { ok: false, issues: [], failure: { code: 'held-already', detail: held.by } }
    const stored = await tryEntries(context, entries, today)
    if (stored !== 'outdated') return stored.ok ? null : stored
  }
}

function heldDraft({ centre, on, currency, present, payments, expected, counted, note, by }: FilledSheet): Draft {
  const received = payments.reduce((sum, { amount }) => sum + amount, 0)
  return { type: 'meeting.held', on, by, data: { centre, currency, present, expected, received, counted, ...(note !== undefined && { note }) } }
}

/** What no single event shows: a day that has not come, a line that pays twice. */
function faultOf({ on, payments }: FilledSheet, today: string): Issue | null {
  if (on > today) return { code: 'bad-data', path: 'on', expected: `a day not after ${formatDay(dayOf(today))}`, got: on }
  const lines = payments.map(({ line }) => line)
  const twice = lines.find((line, i) => lines.indexOf(line) !== i)
  return twice === undefined ? null : { code: 'bad-data', path: 'payments', expected: 'at most one payment for each line', got: twice }
}
