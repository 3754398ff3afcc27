import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, openVault, type Vault } from '@tideline/storage'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Draft, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2025-03-20'
const [PIN, OFFICER_PIN, OTHER_PIN] = ['270914', '385162', '481516']
const common = { borrower: 'B-1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
/** Suspended since 12 March by arrears of 30 days, a hard stop from 11 May on. */
const EVENTS: readonly JournalEvent[] = [
  { ...common, id: 'r', type: 'borrower.registered', data: { name: '林美', branch: 'East' } },
  { ...common, id: 'o', type: 'line.opened', line: 'L-1', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  { ...common, id: 'd', type: 'draw.made', line: 'L-1', data: { amount: 100_000 } },
  { ...common, id: 'due', type: 'due.raised', line: 'L-1', data: { dueOn: '2025-02-10', amount: 50_000 } },
]
const FRAUD: JournalEvent = { ...common, id: 'f', type: 'flag.raised', on: TODAY, data: { flag: 'fraud' } }
const practice = async (): Promise<Blob> => new Blob([])
const books = { sample: practice, narrated: practice }
const clock = (): string => '2025-03-20T09:00:00.000Z'
const reopen: Draft = { type: 'override.proposed', line: 'L-1', on: TODAY, by: 'Li', data: { status: 'active', reason: 'payment-coming', note: 'sold the harvest', until: '2025-04-01' } }

let host: TidelineWorker

async function propose(draft = reopen): Promise<string> {
  const result = await host.record(draft, TODAY)
  if (!result.ok) throw new Error('the proposal was refused')
  return result.event.id
}

const judgement = async (today = TODAY) => (await host.judgement('L-1', today))!
const attention = async () => (await host.openBook(TODAY)).lines[0]!.attention

describe('a proposal in a vault', () => {
  let vault: Vault
  let chen: string
  let li: string
  let wu: string

  beforeEach(async () => {
    const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
    vault = await openVault('book', { factory, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
    host = createHost({ vault, books, clock })
    const created = await vault.create('Chen', PIN)
    const officer = await vault.addUser({ name: 'Li', role: 'officer' }, OFFICER_PIN, PIN)
    const second = await vault.addUser({ name: 'Wu', role: 'supervisor' }, OTHER_PIN, PIN)
    if (!created.ok || !officer.ok || !second.ok) throw new Error('no users')
    ;[chen, li, wu] = [created.user.id, officer.user.id, second.user.id]
    await vault.store.append(EVENTS)
    await vault.unlock(li, OFFICER_PIN)
  })

  it('[VA4, P12] is approved by the PIN of a supervisor on the spot, and whoever is there stays', async () => {
    const id = await propose()
    expect(await attention()).toContainEqual({ kind: 'override-proposed', proposal: id, by: 'Li', status: 'active', until: '2025-04-01' })
    const answer = await host.approveOverride('L-1', id, { user: chen, pin: PIN }, TODAY)
    expect(answer).toMatchObject({ ok: true, event: { type: 'override.approved', by: 'Chen' }, page: { decision: { status: 'active', since: TODAY } } })
    expect(vault.user?.name).toBe('Li')
    expect((await judgement()).proposals).toMatchObject([{ id, state: 'in-force', before: 'suspended', runsUntil: '2025-04-01', answer: { by: 'Chen', on: TODAY } }])
    expect((await attention()).map(({ kind }) => kind)).not.toContain('override-proposed')
    expect(await host.approveOverride('L-1', id, { user: wu, pin: OTHER_PIN }, TODAY)).toEqual({ ok: false, refusal: { code: 'answered' } })
  })

  it('[VA4] is never approved by an officer, nor by its proposer, whose PIN is not even asked', async () => {
    const theirs = await propose()
    expect(await host.approveOverride('L-1', theirs, { user: li, pin: OFFICER_PIN }, TODAY)).toEqual({ ok: false, refusal: { code: 'not-supervisor' } })
    await vault.unlock(chen, PIN)
    const own = await propose()
    expect(await host.approveOverride('L-1', own, { user: chen, pin: 'wrong!' }, TODAY)).toEqual({ ok: false, refusal: { code: 'own-proposal' } })
    expect(await host.refuseOverride('L-1', own, '', { user: chen, pin: PIN }, TODAY)).toEqual({ ok: false, refusal: { code: 'own-proposal' } })
    expect(await vault.confirm(chen, PIN)).toMatchObject({ failures: 0 })
    expect(await host.approveOverride('L-1', own, { user: wu, pin: OTHER_PIN }, TODAY)).toMatchObject({ ok: true, event: { by: 'Wu' } })
  })

  it('[VA7] counts wrong PINs as unlocking does, and has the next one wait', async () => {
    const id = await propose()
    const answers = await Promise.all([1, 2, 3, 4].map(() => host.approveOverride('L-1', id, { user: chen, pin: '000000' }, TODAY)))
    expect(answers.map((answer) => !answer.ok && answer.refusal)).toEqual([
      { code: 'wrong-pin', waitMs: 0 },
      { code: 'wrong-pin', waitMs: 0 },
      { code: 'wrong-pin', waitMs: 5_000 },
      { code: 'wait', waitMs: 5_000 },
    ])
    expect(await vault.unlock(chen, PIN)).toMatchObject({ ok: false, code: 'wait' })
    expect((await judgement()).proposals[0]).toMatchObject({ state: 'pending' })
  })

  it('[P23] is not approved where that would do nothing: the answer says why, and nothing is stored', async () => {
    const id = await propose()
    await vault.store.append([FRAUD])
    const revision = await vault.store.revision()
    expect((await judgement()).bounds).toMatchObject({ hardStops: ['SECURITY_REVIEW'], neverAgainst: ['hard_stop'], maxDays: 30, lastDay: '2025-04-19' })
    expect(await host.approveOverride('L-1', id, { user: chen, pin: PIN }, TODAY)).toEqual({ ok: false, refusal: { code: 'without-effect', why: 'never-against' } })
    expect(await vault.store.revision()).toBe(revision)
  })

  it('[E14] is refused by a supervisor in words, and not approved afterwards', async () => {
    const id = await propose()
    expect(await host.refuseOverride('L-1', id, 'show the contract first', { user: chen, pin: PIN }, TODAY)).toMatchObject({ ok: true, event: { by: 'Chen' } })
    expect((await judgement()).proposals).toMatchObject([{ state: 'refused', answer: { by: 'Chen', note: 'show the contract first' } }])
    expect(await host.approveOverride('L-1', id, { user: wu, pin: OTHER_PIN }, TODAY)).toEqual({ ok: false, refusal: { code: 'answered' } })
    expect(await attention()).not.toContainEqual(expect.objectContaining({ kind: 'override-proposed' }))
  })

  it('is told of to supervisors by the officer who made it', async () => {
    await propose()
    expect(await host.judgementRecord(TODAY)).toBeNull()
    await vault.unlock(chen, PIN)
    expect(await host.judgementRecord(TODAY)).toMatchObject({
      from: '2024-03-20',
      officers: [{ officer: 'Li', proposals: [{ state: 'pending', name: '林美' }] }],
      suspended: [{ line: 'L-1', name: '林美' }],
    })
  })

  it('says so where there is no such line, proposal or user', async () => {
    const by = { user: chen, pin: PIN }
    expect(await host.judgement('L-9', TODAY)).toBeNull()
    expect(await host.judgement('L-1', '2024-01-01')).toBeNull()
    expect(await host.previewOverride('L-9', { status: 'active', until: TODAY }, TODAY)).toBeNull()
    expect(await host.approveOverride('L-9', 'p', by, TODAY)).toEqual({ ok: false, refusal: { code: 'unknown-proposal' } })
    expect(await host.approveOverride('L-1', 'p', by, TODAY)).toEqual({ ok: false, refusal: { code: 'unknown-proposal' } })
    expect(await host.approveOverride('L-1', await propose(), { name: 'Chen' }, TODAY)).toMatchObject({ refusal: { code: 'unknown-user' } })
  })
})

describe('where nobody has a PIN', () => {
  beforeEach(async () => {
    const store = createMemoryStore()
    await store.append(EVENTS)
    host = createHost({ store, books, clock })
  })

  it('[P12] two different names are asked for', async () => {
    const id = await propose()
    expect(await host.approveOverride('L-1', id, { name: ' ' }, TODAY)).toEqual({ ok: false, refusal: { code: 'nameless' } })
    expect(await host.approveOverride('L-1', id, { name: ' Li ' }, TODAY)).toEqual({ ok: false, refusal: { code: 'own-proposal' } })
    expect(await host.approveOverride('L-1', id, { name: 'Chen' }, TODAY)).toMatchObject({ ok: true, page: { summary: { status: 'active' } } })
  })

  it('[P12, W1] a preview tells of today and of the day after its end, and stores nothing', async () => {
    const preview = await host.previewOverride('L-1', { status: 'active', limit: 300_000, until: '2025-06-01' }, TODAY)
    expect(preview).toMatchObject({ ok: true, runsUntil: '2025-04-19', then: { status: 'active', limit: 300_000 }, after: { asOf: '2025-04-20', status: 'suspended' } })
    expect(await host.previewOverride('L-1', { status: 'active', limit: -1, until: TODAY }, TODAY)).toMatchObject({ ok: false, issues: [{ path: 'data.limit' }] })
    expect((await judgement()).proposals).toEqual([])
  })

  it('[E14] a review that a borrower asks for waits in the queue until one answers it', async () => {
    const data = { about: 'status', note: 'I paid on Monday', answerBy: '2025-03-19' }
    const asked = await host.record({ type: 'review.requested', line: 'L-1', on: '2025-03-10', by: 'Li', data }, TODAY)
    const id = asked.ok ? asked.event.id : ''
    expect(await attention()).toContainEqual({ kind: 'review-requested', request: id, about: 'status', on: '2025-03-10', answerBy: '2025-03-19', overdue: true })
    const before = await host.openLine('L-1', TODAY)
    const held = await host.record({ type: 'review.held', line: 'L-1', on: TODAY, by: 'Chen', data: { note: 'no receipt found', answers: { request: id, outcome: 'stands' } } }, TODAY)
    expect(held.ok && held.page?.decision.reasons).toEqual(before?.decision.reasons)
    expect((await judgement()).requests).toEqual([
      { id, on: '2025-03-10', by: 'Li', about: 'status', note: 'I paid on Monday', answerBy: '2025-03-19', answer: { by: 'Chen', on: TODAY, outcome: 'stands', note: 'no receipt found' } },
    ])
    expect((await attention()).map(({ kind }) => kind)).not.toContain('review-requested')
  })
})
