import type { JournalEvent } from '@tideline/journal'
import type { BatchResult, Draft } from '@tideline/runtime'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { UndoState } from './undo-state.svelte.ts'

const event = (id: string): JournalEvent => ({ id, type: 'payment.received', borrower: 'B', line: 'L', on: '2025-03-01', at: '2025-03-20T09:00:00Z', by: 'Wu Lan', data: { amount: 1 } })
let sent: (readonly Draft[])[]
let undo: UndoState

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  const recordBatch = async (drafts: readonly Draft[]): Promise<BatchResult> => (sent.push(drafts), { ok: true, events: [], page: null })
  undo = new UndoState({ asOf: '2025-03-20', recordBatch }, { by: 'Wu Lan' })
})
afterEach(() => void vi.useRealTimers())

it('takes back all that was saved together, as reversals with their reason', async () => {
  undo.offer([event('a'), event('b')])
  expect(await undo.take()).toBe(true)
  expect(sent).toEqual([['a', 'b'].map((id) => ({ type: 'event.reversed', borrower: 'B', line: 'L', on: '2025-03-20', by: 'Wu Lan', data: { event: id, reason: 'undo' } }))])
  expect(await undo.take()).toBe(false)
  expect(sent).toHaveLength(1)
})

it('offers it for ten seconds, and only what was saved last', async () => {
  undo.offer([event('a')])
  await vi.advanceTimersByTimeAsync(6_000)
  expect(undo.left).toBe(4)
  undo.offer([event('b')])
  await vi.advanceTimersByTimeAsync(9_000)
  expect(undo.offered?.map(({ id }) => id)).toEqual(['b'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(undo.offered).toBeNull()
  expect(await undo.take()).toBe(false)
})
