import type { DraftChange, DraftsKept } from '@tideline/runtime'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DraftKeeper } from './draft-keeper.ts'

let typed: Map<string, Record<string, string>>
let sent: (readonly DraftChange[])[]
let answer: DraftsKept
let unkept: boolean
let keeper: DraftKeeper

beforeEach(() => {
  vi.useFakeTimers()
  ;[typed, sent, answer, unkept] = [new Map(), [], { ok: true }, false]
  const keepDrafts = async (changes: readonly DraftChange[]): Promise<DraftsKept> => (sent.push(changes), answer)
  keeper = new DraftKeeper({ worker: { keepDrafts }, valuesOf: (key) => typed.get(key) ?? null, onUnkept: (now) => (unkept = now) })
})
afterEach(() => void vi.useRealTimers())

function type(amount: string): void {
  typed.set('L-1/payment', { amount })
  keeper.changed('L-1/payment')
}

it('keeps what was typed once the typing pauses, and says when it is given up', async () => {
  for (const amount of ['5', '50', '500']) type(amount)
  await vi.advanceTimersByTimeAsync(299)
  expect(sent).toEqual([])
  expect(keeper.waits('L-1/payment')).toBe(true)
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual([[{ key: 'L-1/payment', values: { amount: '500' } }]])
  typed.clear()
  keeper.changed('L-1/payment', 0)
  await vi.advanceTimersByTimeAsync(0)
  expect(sent.at(-1)).toEqual([{ key: 'L-1/payment', values: null }])
})

it('keeps at once when the page goes or the book is locked', async () => {
  type('500')
  await keeper.flush()
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toHaveLength(1)
})

it('says what the device had no room for, and keeps it when it has', async () => {
  answer = { ok: false, code: 'full', detail: '' }
  type('500')
  await keeper.flush()
  expect([unkept, keeper.waits('L-1/payment')]).toEqual([true, true])
  answer = { ok: true }
  await vi.advanceTimersByTimeAsync(10_000)
  expect([unkept, sent.length]).toEqual([false, 2])
})
