/** What every store must do, whatever it is made of: one suite for all of them, in Node and in a browser. */
import { canonicalJson, type JournalEvent } from '@tideline/journal'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SharedStore } from '../shared-store.ts'
import { opening, payment, PHASE, UNKNOWN } from './sample-events.ts'

/** `open` gives an empty store the first time; `reopen`, where the store outlives its closing, the same one again. */
export interface StoreUnderTest {
  open(): Promise<SharedStore>
  reopen?(): Promise<SharedStore>
}

export function describeStore(name: string, make: () => StoreUnderTest): void {
  describe(name, () => {
    let subject: StoreUnderTest
    let store: SharedStore

    beforeEach(async () => {
      subject = make()
      store = await subject.open()
    })
    afterEach(() => store.close())

    it('[ST1] reads back what it confirmed, with every field', async () => {
      const events = [...opening(), PHASE, UNKNOWN, payment('p-1')]
      expect(await store.append(events)).toEqual({ ok: true, added: 5, repeated: 0 })
      expect(bytes(await store.read('B-1'))).toEqual(bytes(events.filter((event) => event.borrower === 'B-1')))
      expect(bytes(await store.read(''))).toEqual(bytes([PHASE]))
      expect(await store.read('nobody')).toEqual([])
    })

    it.skipIf(!make().reopen)('[ST1] still has what it confirmed after being closed and opened again', async () => {
      await store.append(opening())
      await store.append([payment('p-1')])
      await store.putSetting('book', { name: 'Spring' })
      store.close()
      store = await subject.reopen!()
      expect(await store.read('B-1')).toHaveLength(3)
      expect(await store.getSetting('book')).toEqual({ name: 'Spring' })
      expect(await store.append([payment('p-1')])).toEqual({ ok: true, added: 0, repeated: 1 })
    })

    it('[ST2] counts an event once, in however many calls and however often in one it comes', async () => {
      expect(await store.append([payment('p-1'), payment('p-1')])).toEqual({ ok: true, added: 1, repeated: 1 })
      expect(await store.append([payment('p-1'), payment('p-2')])).toEqual({ ok: true, added: 1, repeated: 1 })
      expect(ids(await store.read('B-1'))).toEqual(['p-1', 'p-2'])
    })

    it('[ST2] takes the same members in another order for the same content', async () => {
      await store.append([payment('p-1')])
      const turned = Object.fromEntries(Object.entries(payment('p-1')).reverse()) as unknown as JournalEvent
      expect(await store.append([turned])).toEqual({ ok: true, added: 0, repeated: 1 })
    })

    it('[ST3] refuses a call whole when one of its ids has other content already', async () => {
      await store.append([payment('p-1')])
      const refused = await store.append([payment('p-2'), payment('p-1', 'B-1', 60_000)])
      expect(refused).toMatchObject({ ok: false, code: 'refused', issues: [{ code: 'conflicting-event', event: 'p-1' }] })
      expect(ids(await store.read('B-1'))).toEqual(['p-1'])
      expect(await store.revision()).toBe(1)
    })

    it('[ST3] finds the id with another borrower, and twice within one call', async () => {
      await store.append([payment('p-1', 'B-1'), payment('p-9', 'B-2')])
      expect(await store.append([payment('p-1', 'B-2')])).toMatchObject({ ok: false, code: 'refused' })
      expect(await store.append([payment('p-3', 'B-1'), payment('p-3', 'B-2')])).toMatchObject({ ok: false, code: 'refused' })
      expect(ids(await store.read('B-2'))).toEqual(['p-9'])
    })

    it('[ST4] yields every borrower once, with all of its events', async () => {
      const borrowers = Array.from({ length: 2_345 }, (_, i) => `B-${i}`)
      await store.append(borrowers.map((borrower) => payment(`p-${borrower}`, borrower)))
      await store.append([PHASE, payment('late', 'B-7')])
      const seen = new Map<string, number>()
      for await (const { borrower, events } of store.readAll()) {
        expect(seen.has(borrower)).toBe(false)
        seen.set(borrower, events.length)
      }
      expect(seen.size).toBe(2_346)
      expect(seen.get('B-7')).toBe(2)
      expect(seen.get('')).toBe(1)
    })

    it('[ST4] has no part of a call on which an append is still running', async () => {
      const appending = store.append(Array.from({ length: 200 }, (_, i) => payment(`p-${i}`)))
      expect([0, 200]).toContain((await store.read('B-1')).length)
      await appending
      expect(await store.read('B-1')).toHaveLength(200)
    })

    it('[ST5] takes appends that run at the same time one after the other', async () => {
      const results = await Promise.all(Array.from({ length: 20 }, (_, i) => store.append([payment(`p-${i}`), payment('same')])))
      expect(results.every((result) => result.ok)).toBe(true)
      expect(await store.read('B-1')).toHaveLength(21)
      expect(await store.revision()).toBe(20)
    })

    it('[ST6] raises its revision with every write of events and with nothing else', async () => {
      const start = await store.revision()
      await store.append([payment('p-1')])
      await store.append([payment('p-1')])
      await store.putSetting('a', 1)
      expect(await store.revision()).toBe(start + 1)
    })

    it('[ST12] appends at a revision or not at all', async () => {
      const start = await store.revision()
      expect(await store.appendAt(start, [payment('p-1')])).toEqual({ ok: true, added: 1, repeated: 0 })
      expect(await store.appendAt(start, [payment('p-2')])).toEqual({ ok: false, code: 'outdated' })
      expect(ids(await store.read('B-1'))).toEqual(['p-1'])
      const results = await Promise.all(['p-3', 'p-4', 'p-5'].map((id) => store.appendAt(start + 1, [payment(id)])))
      expect(results.map((result) => result.ok).filter(Boolean)).toHaveLength(1)
      expect(await store.revision()).toBe(start + 2)
    })

    it('[ST10] keeps settings by key and forgets everything when cleared', async () => {
      expect(await store.getSetting('book')).toBeUndefined()
      await store.putSetting('book', { name: 'A', parts: [1, null] })
      await store.putSetting('book', { name: 'B' })
      expect(await store.getSetting('book')).toEqual({ name: 'B' })
      await store.append([payment('p-1')])
      await store.clear()
      expect(await store.getSetting('book')).toBeUndefined()
      expect(await store.read('B-1')).toEqual([])
      expect(await store.append([payment('p-1', 'B-1', 99)])).toEqual({ ok: true, added: 1, repeated: 0 })
    })
  })
}

const bytes = (events: readonly JournalEvent[]): string[] => events.map((event) => canonicalJson(event)).sort()
const ids = (events: readonly JournalEvent[]): string[] => events.map((event) => event.id).sort()
