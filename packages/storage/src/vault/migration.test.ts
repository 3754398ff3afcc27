import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { restoreDump, type DatabaseDump } from '../contract/database-dump.ts'
import form2 from '../contract/forms/form-2-erased.json'
import { openCheapVault, PIN } from '../contract/sealed-book.ts'
import { JournalDatabase } from '../database.ts'

/** Five borrowers of three events, the last of them erased; the supervisor Chen and the officer Li. */
async function openForm2() {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  await restoreDump('book', form2 as DatabaseDump, factory)
  return { factory, vault: await openCheapVault('book', { factory }) }
}

it('[VA6] opens a vault of form 2 as it was, and its access log begins', async () => {
  const { vault } = await openForm2()
  const { users } = await vault.status()
  expect(users.map(({ name }) => name)).toEqual(['Chen', 'Li'])
  expect(await vault.unlock(users[0]!.id, PIN)).toMatchObject({ ok: true })
  const found: Record<string, number> = {}
  for await (const { borrower, events } of vault.store.readAll()) found[borrower] = events.length
  expect(found).toEqual({ 'B-1': 3, 'B-2': 3, 'B-3': 3, 'B-4': 3 })
  expect(await vault.store.getSetting('book')).toEqual({ name: 'Spring', source: 'file' })
  expect(await vault.tombstones()).toMatchObject([{ events: 3 }])
  expect(await vault.access!.verify()).toMatchObject({ entries: 0, broken: null })
  vault.access!.note({ at: '2026-11-02T08:00:00Z', by: 'Chen', role: 'supervisor', kind: 'line-read', about: { borrower: 'B-1', line: 'L-1' } })
  await vault.access!.settled()
  expect(await vault.access!.verify()).toMatchObject({ entries: 1, broken: null })
})

it('[AL3] takes a log that is not there for a loss once it has begun', async () => {
  const { vault, factory } = await openForm2()
  const { users } = await vault.status()
  await vault.unlock(users[1]!.id, '385162')
  vault.close()
  const db = new JournalDatabase('book', factory)
  await db.open()
  expect((await db.vault.get('header'))?.steps).toContain('3.1-access')
  await db.accessHead.clear()
  db.close()
  const later = await openCheapVault('book', { factory })
  await later.unlock(users[0]!.id, PIN)
  expect((await later.access!.verify()).broken).toEqual({ seq: 1, why: 'altered' })
})
