/** The book that lies in every file of `forms`, each written by the program of its day. */
import { canonicalJson, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '../shared-store.ts'
import { dumpDatabase, type DatabaseDump } from './database-dump.ts'
import book from './forms/book.json'
import { openSealed, PIN } from './sealed-book.ts'

interface Factory {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
}

export const OFFICER_PIN = '385162'
const SETTINGS: Readonly<Record<string, unknown>> = { book: { name: 'Spring', source: 'file' }, nothing: null }

/** What a store must give when it has opened one of them: every event to the byte, and the settings. */
export const FORM_BOOK: readonly string[] = [...(book as readonly JournalEvent[]).map((event) => canonicalJson(event)), ...Object.entries(SETTINGS).map(settingText)].sort()

/** What it gives. */
export async function formBookIn(store: SharedStore): Promise<string[]> {
  const found: string[] = []
  for await (const { events } of store.readAll()) found.push(...events.map((event) => canonicalJson(event)))
  for (const key of Object.keys(SETTINGS)) found.push(settingText([key, await store.getSetting(key)]))
  return found.sort()
}

/** The book as this program writes it, in a vault with a supervisor (`PIN`) and an officer (`OFFICER_PIN`). */
export async function writeForm(factory: Factory): Promise<DatabaseDump> {
  const vault = await openSealed('book', { factory })
  await vault.addUser({ name: 'Li', role: 'officer' }, OFFICER_PIN, PIN)
  await vault.store.append(book as readonly JournalEvent[])
  for (const [key, value] of Object.entries(SETTINGS)) await vault.store.putSetting(key, value)
  vault.close()
  return dumpDatabase('book', factory)
}

function settingText([key, value]: readonly [string, unknown]): string {
  return `${key} ${JSON.stringify(value)}`
}
