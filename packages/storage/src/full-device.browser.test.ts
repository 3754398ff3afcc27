import { expect, it } from 'vitest'
import { payment } from './contract/sample-events.ts'
import { openDexieStore } from './dexie-store.ts'

/** A part of the device's storage with a limit of its own: a disk that a test can fill. */
interface Buckets {
  open(name: string, options: { readonly quota: number }): Promise<{ readonly indexedDB: IDBFactory }>
  delete(name: string): Promise<void>
}
const buckets = (navigator as unknown as { readonly storageBuckets?: Buckets }).storageBuckets

it.skipIf(!buckets)('[ST5] says that the device is full, keeps what was confirmed and nothing of what was not', async () => {
  const { indexedDB } = await buckets!.open('small', { quota: 400_000 })
  const store = await openDexieStore('book', { factory: { indexedDB, IDBKeyRange } })
  await store.append([payment('p-1')])
  // Texts that no packing shortens much.
  const note = (i: number): string => Array.from({ length: 4_000 }, (_, k) => ((k * 7919 + i * 104_729) % 1_000_003).toString(36)).join('')
  const big = Array.from({ length: 200 }, (_, i) => ({ ...payment(`big-${i}`), type: 'review.held', data: { note: note(i) } }))
  expect(await store.append(big)).toMatchObject({ ok: false, code: 'full' })
  expect(await store.read('B-1')).toHaveLength(1)
  expect(await store.append([payment('p-2')])).toEqual({ ok: true, added: 1, repeated: 0 })
  store.close()
  await buckets!.delete('small')
})
