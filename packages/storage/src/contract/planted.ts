/** A book whose contents can be told from anything else, and the search for them. */
import type { JournalEvent } from '@tideline/journal'
import { expect } from 'vitest'
import type { SharedStore } from '../shared-store.ts'
import { dumpBytes, holdsNumber, holdsText } from './database-dump.ts'
import { payment } from './sample-events.ts'

const TEXTS = ['欧阳 planted', 'Planted Note', 'planted-id-', 'B-planted-', 'L-planted-', 'planted-book', 'planted-setting', 'review.held']
const AMOUNT = 738_116_029

export async function plant(store: SharedStore): Promise<void> {
  const events = Array.from({ length: 50 }, (_, i): JournalEvent[] => {
    const money = payment(`planted-id-${i}`, `B-planted-${i}`, AMOUNT)
    const note = { ...money, id: `planted-id-note-${i}`, type: 'review.held', data: { note: `Planted Note ${i}` } }
    const { line: _line, ...person } = money
    return [money, note, { ...person, id: `planted-id-r-${i}`, type: 'borrower.registered', data: { name: '欧阳 planted', branch: 'East' } }]
  }).flat()
  expect(await store.append(events)).toMatchObject({ ok: true })
  await store.putSetting('planted-setting', { name: 'planted-book' })
}

/** What of it stands in the bytes of the database. */
export async function findPlanted(name: string, factory: { readonly indexedDB: IDBFactory }): Promise<string[]> {
  const bytes = await dumpBytes(name, factory)
  return [...TEXTS.filter((text) => holdsText(bytes, text)), ...(holdsNumber(bytes, AMOUNT) ? ['the amount'] : [])]
}

export const ALL_PLANTED: readonly string[] = [...TEXTS, 'the amount']
