import { readFile } from 'node:fs/promises'
import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Draft, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const narrated = async (): Promise<Blob> => new Blob([await readFile(new URL('../../../content/books/narrated.jsonl', import.meta.url))])

let store: SharedStore
let host: TidelineWorker

describe('the way back', () => {
  beforeEach(async () => {
    store = createMemoryStore()
    host = createHost({ store, books: { sample: narrated, narrated }, clock: () => '2026-03-31T09:00:00.000Z' })
    await host.startBook('narrated', DAY)
  })
  const DAY = '2026-03-31'
  const LINE = 'L-zhao-min'

  it('[R6] of a suspended line is found, the soonest and the cheapest, and stores nothing', async () => {
    const before = await store.revision()
    const found = await host.paths(LINE, DAY)
    expect(found?.paths.map(({ kinds }) => kinds)).toEqual([['soonest'], ['cheapest']])
    expect(structuredClone(found)).toEqual(found)
    expect(await host.paths('nobody', DAY)).toBeNull()
    expect((await host.paths('L-zhou-qiang', DAY))?.none).toMatchObject({ why: 'talk-to-lender', obstacle: null })
    expect(await store.revision()).toBe(before)
  })

  it('[Q8] is recorded as promised, as it is found on the day, and shown as running', async () => {
    const found = await host.paths(LINE, DAY)
    const result = await host.issuePath(LINE, DAY, 'cheapest', 'officer-1')
    expect(result).toMatchObject({ ok: true, event: { type: 'path.issued', line: LINE, on: DAY, by: 'officer-1' } })
    const { reopensOn, limit } = found!.paths[1]!
    expect(result.ok && result.page?.decision.promise).toMatchObject({ state: 'running', reopensOn, limit })
    expect(result.ok && result.event.data).toEqual(found!.promises[1])
    expect(found!.promises[1]).toMatchObject({ policy: { id: 'consumer@1' }, steps: [{ kind: 'payment', amount: 35_000 }] })
    expect((await host.openLine(LINE, DAY))?.decision.promise?.state).toBe('running')
  })

  it('is refused where there is none of that kind', async () => {
    const revision = await store.revision()
    expect(await host.issuePath('L-zhou-qiang', DAY, 'soonest', 'o')).toMatchObject({ ok: false, issues: [{ path: 'kind' }] })
    expect(await host.issuePath('nobody', DAY, 'soonest', 'o')).toMatchObject({ ok: false })
    expect(await store.revision()).toBe(revision)
  })

  it('[W1] of a what-if is that of the events recorded, and nothing of it is stored', async () => {
    const until = '2026-05-01'
    const drafts: Draft[] = [{ type: 'payment.received', line: LINE, on: DAY, by: 'o', data: { amount: 402_000 } }]
    const revision = await store.revision()
    const answer = await host.whatIf(LINE, until, drafts)
    expect(await store.revision()).toBe(revision)
    expect(answer).toMatchObject({ ok: true, now: { asOf: until }, then: { status: 'probation', balance: 0 } })
    if (!answer?.ok) return
    expect(answer.now).toEqual((await host.openLine(LINE, until))?.decision)
    expect(answer.trace.now.score).toHaveLength(answer.trace.then.score.length)
    expect(answer.trace.then.balance.at(-1)).toBe(0)
    expect(await host.record(drafts[0]!, DAY)).toMatchObject({ ok: true })
    expect(answer.then).toEqual((await host.openLine(LINE, until))?.decision)
  })

  it('says of a draft what is wrong with it, and knows nothing of a line that is not there', async () => {
    const draw: Draft = { type: 'draw.made', line: LINE, on: DAY, by: 'o', data: { amount: 0 } }
    expect(await host.whatIf(LINE, DAY, [draw])).toMatchObject({ ok: false, issues: [{ path: 'data.amount' }] })
    expect(await host.whatIf(LINE, DAY, [{ ...draw, data: { amount: Number.MAX_SAFE_INTEGER } }])).toMatchObject({ ok: false, issues: [{ code: 'money-overflow' }] })
    expect(await host.whatIf(LINE, DAY, [{ ...draw, borrower: 'B-9', data: { amount: 1 } }])).toMatchObject({ ok: false, issues: [{ path: 'borrower' }] })
    expect(await host.whatIf('nobody', DAY, [])).toBeNull()
    expect(await host.whatIf(LINE, '1990-01-01', [])).toBeNull()
  })
})
