import { expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { payment } from './contract/sample-events.ts'
import { openDexieStore } from './dexie-store.ts'

it('[D5] says that the device is full, keeps what was confirmed and nothing of what was not', async () => {
  // Before the first write: Chromium asks for the room left only now and then.
  const { usage = 0 } = await navigator.storage.estimate()
  const session = cdp() as unknown as { send(method: string, parameters: object): Promise<unknown> }
  await session.send('Storage.overrideQuotaForOrigin', { origin: location.origin, quotaSize: usage + 200_000 })
  const store = await openDexieStore(`book-${crypto.randomUUID()}`)
  await store.append([payment('p-1')])
  try {
    // Texts that no packing shortens much.
    const note = (i: number): string => Array.from({ length: 4_000 }, (_, k) => ((k * 7919 + i * 104_729) % 1_000_003).toString(36)).join('')
    const big = Array.from({ length: 200 }, (_, i) => ({ ...payment(`big-${i}`), type: 'review.held', data: { note: note(i) } }))
    expect(await store.append(big)).toMatchObject({ ok: false, code: 'full' })
  } finally {
    await session.send('Storage.overrideQuotaForOrigin', { origin: location.origin })
  }
  expect(await store.read('B-1')).toHaveLength(1)
  expect(await store.append([payment('p-2')])).toEqual({ ok: true, added: 1, repeated: 0 })
  store.close()
})
