import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { expect, it } from 'vitest'
import { readWhole } from './read-whole.ts'

const event = (id: string, borrower: string): JournalEvent => ({ id, type: 'visit.planned', borrower, on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'o', data: {} })
const idsIn = (borrowers: readonly (readonly JournalEvent[])[]): string[] => borrowers.flat().map(({ id }) => id).sort()

/** Another tab appends to two borrowers while the first of them has been read already. */
async function disturbed(): Promise<SharedStore> {
  const store = createMemoryStore()
  await store.append([event('a-1', 'A'), event('b-1', 'B')])
  let calls = 0
  return Object.assign(Object.create(store) as SharedStore, {
    async *readAll() {
      if (calls++ > 0) return yield* store.readAll()
      yield { borrower: 'A', events: await store.read('A') }
      await store.append([event('a-2', 'A'), event('b-2', 'B')])
      yield { borrower: 'B', events: await store.read('B') }
    },
    revision: () => store.revision(),
  })
}

it('[ST4] shows no part of what another tab writes while everything is read', async () => {
  const { borrowers, failure } = await readWhole(await disturbed())
  expect(failure).toBe(null)
  expect(idsIn(borrowers)).toEqual(['a-1', 'a-2', 'b-1', 'b-2'])
})
