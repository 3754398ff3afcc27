/** Faults at every step of what an officer does, through vault, signatures and journal: a sample of seeds in `npm test`. */
import { verifyChain, type JournalEvent } from '@tideline/journal'
import { verify } from '@tideline/journal/fixtures'
import { openDeviceKeys, openVault, type Vault } from '@tideline/storage'
import { FAULTS, FaultyDevice, type Plan } from '@tideline/storage/faulty-device'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Draft, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const RUNS = process.env.TIDELINE_LONG ? 800 : 60
const ROOT_SEED = Number(process.env.TIDELINE_SEED)
const TODAY = '2025-03-20'
const PIN = '270914'
const PASSPHRASE = 'reeds bend where the tide turns'

const device = new FaultyDevice()
// Dexie tells it there when the database has gone away.
const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
afterAll(() => {
  device.restore()
  warnings.mockRestore()
})

const LINES = ['1', '2', '3'] as const
const opening = (n: string): JournalEvent[] => {
  const common = { borrower: `B-${n}`, on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
  return [
    { ...common, id: `r-${n}`, type: 'borrower.registered', data: { name: '林美', branch: 'East' } },
    { ...common, id: `o-${n}`, type: 'line.opened', line: `L-${n}`, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  ]
}
const fileOf = (events: readonly JournalEvent[]): Blob => new Blob(events.map((event) => `${JSON.stringify(event)}\n`))
const draw = (line: string): Draft => ({ type: 'draw.made', line: `L-${line}`, on: TODAY, by: 'anybody', data: { amount: 1_000 } })
const noBook = async (): Promise<Blob> => new Blob([])

interface Tab {
  readonly vault: Vault
  readonly host: TidelineWorker
}

interface Tablet {
  readonly factory: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
  readonly random: (below: number) => number
  ids: number
}

async function openTab(tablet: Tablet): Promise<Tab> {
  const { factory } = tablet
  const vault = await openVault('book', { factory, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
  const host = createHost({ vault, deviceKeys: openDeviceKeys('book', { factory }), books: { sample: noBook, narrated: noBook }, newId: () => `id-${++tablet.ids}`, backupKdf: { memoryKiB: 8, passes: 1 } })
  return { vault, host }
}

async function unlock({ host }: Tab): Promise<void> {
  const state = await host.vaultState()
  if (state.state === 'absent' || state.state === 'none') throw new Error(state.state)
  if (state.state === 'locked') expect(await host.unlock(state.users[0]!.id, PIN)).toMatchObject({ ok: true })
}

/** What is done, and the ids of what it adds: those it said are there, those it said are not, those nobody heard of. */
interface Deed {
  readonly name: string
  /** Done where nothing has been recorded yet. */
  readonly toEmptyBook?: true
  do(tab: Tab, outcome: Outcome, random: Tablet['random']): Promise<void>
}

interface Outcome {
  readonly there: string[]
  readonly refused: string[]
  /** Groups of which all or nothing is there. */
  readonly whole: string[][]
}

async function entry(host: TidelineWorker, outcome: Outcome, line: string, taken: () => number): Promise<void> {
  const before = taken()
  const result = await host.record(draw(line), TODAY)
  if (result.ok) outcome.there.push(result.event.id)
  else if (result.failure?.code !== 'locked') {
    // Every id given out meanwhile is of this entry or of a registration with it.
    for (let id = before + 1; id <= taken(); id++) outcome.refused.push(`id-${id}`)
  }
}

const imported = [...opening('7'), ...opening('8'), ...Array.from({ length: 12 }, (_, i): JournalEvent => ({ ...opening('1')[1]!, id: `in-${i}`, type: 'draw.made', at: TODAY + 'T08:00:00Z', on: TODAY, line: `L-${LINES[i % 3]!}`, borrower: `B-${LINES[i % 3]!}`, data: { amount: 100 + i } }))]
const importedIds = imported.map(({ id }) => id)

const lines = LINES.flatMap(opening)
/** What another tablet has sealed. */
let backup: Blob
const backedUpIds = [...lines, ...imported].map(({ id }) => id)
beforeAll(async () => {
  const { host, vault } = await openTab(newTablet(1))
  await host.createVault('Zhao', PIN)
  await host.importFile(fileOf([...lines, ...imported]), 'b.jsonl', 'events')
  const made = await host.makeBackup({ passphrase: PASSPHRASE }, TODAY)
  if (made.outcome !== 'done') throw new Error(JSON.stringify(made))
  backup = made.file!
  vault.close()
})

const deedsOf = (tablet: Tablet): readonly Deed[] => [
  { name: 'an entry', do: ({ host }, outcome, random) => entry(host, outcome, LINES[random(3)]!, () => tablet.ids) },
  {
    name: 'two entries in turn',
    async do({ host }, outcome) {
      await entry(host, outcome, '1', () => tablet.ids)
      await entry(host, outcome, '2', () => tablet.ids)
    },
  },
  {
    name: 'an import',
    async do({ host }, outcome) {
      outcome.whole.push(importedIds)
      const report = await host.importFile(fileOf(imported), 'new.jsonl', 'events')
      if (report.outcome === 'done') outcome.there.push(...importedIds)
      else if (report.refusal?.code !== 'locked') outcome.refused.push(...importedIds)
    },
  },
  {
    name: 'a restore',
    toEmptyBook: true,
    async do({ host }, outcome) {
      outcome.whole.push(backedUpIds)
      const result = await host.restoreBackup({ file: backup, fileName: 'b.backup', passphrase: PASSPHRASE, wholeOnly: true }, TODAY)
      if (result.outcome === 'done') outcome.there.push(...backedUpIds)
      else if (result.outcome !== 'refused' || result.refusal.code !== 'locked') outcome.refused.push(...backedUpIds)
    },
  },
  { name: 'a copy given away', do: async ({ host }) => void (await host.exportBook('anybody', TODAY).catch(() => null)) },
]

/** As on a tablet in use: a vault, three lines, now and then some signed entries and a restart. */
async function prepare(tablet: Tablet, { toEmptyBook }: Deed): Promise<{ tab: Tab; kept: string[] }> {
  const tab = await openTab(tablet)
  await tab.host.createVault('Chen', PIN)
  if (toEmptyBook) return { tab, kept: [] }
  await tab.host.importFile(fileOf(lines), 'b.jsonl', 'events')
  const outcome: Outcome = { there: lines.map(({ id }) => id), refused: [], whole: [] }
  for (let i = tablet.random(3); i > 0; i--) await entry(tab.host, outcome, '1', () => tablet.ids)
  if (tablet.random(2) === 0) return { tab, kept: outcome.there }
  tab.vault.close()
  const again = await openTab(tablet)
  await unlock(again)
  if (tablet.random(2) === 0) await again.host.openBook(TODAY)
  return { tab: again, kept: outcome.there }
}

/** Everything confirmed is there, nothing by halves, and the chain is whole. */
async function expectWholeBook({ vault, host }: Tab, { there, refused, whole }: Outcome): Promise<void> {
  expect((await host.openBook(TODAY)).trouble).toEqual([])
  const events: JournalEvent[] = []
  for await (const stored of vault.store.readAll()) events.push(...stored.events)
  const ids = events.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(there))
  expect(refused.filter((id) => ids.includes(id))).toEqual([])
  for (const group of whole) expect([0, group.length]).toContain(group.filter((id) => ids.includes(id)).length)
  expect(await verifyChain(events, verify)).toMatchObject({ whole: true, breaks: [] })
}

/** Where nothing came of a restore the book is empty, and can be begun in another way. */
async function bringLines({ host }: Tab, outcome: Outcome): Promise<void> {
  if ((await host.openBook(TODAY)).lineCount > 0) return
  expect(await host.importFile(fileOf(lines), 'b.jsonl', 'events')).toMatchObject({ outcome: 'done' })
  outcome.there.push(...lines.map(({ id }) => id))
  // Now some of what the restore would have brought is there.
  outcome.refused.splice(0, Infinity, ...outcome.refused.filter((id) => !lines.some((line) => line.id === id)))
  outcome.whole.splice(0)
}

function randomFrom(seed: number): Tablet['random'] {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 12)) >>> 0) % below
  }
}

const WAYS = [...FAULTS, 'locked'] as const

/** How many steps a deed takes at most. */
const lengths = new Map<string, number>()

function newTablet(seed: number): Tablet {
  return { factory: { indexedDB: new IDBFactory(), IDBKeyRange }, random: randomFrom(seed), ids: 0 }
}

async function run(seed: number): Promise<string> {
  const tablet = newTablet(seed)
  const { random } = tablet
  const deeds = deedsOf(tablet)
  const deed = deeds[seed % deeds.length]!
  const way = WAYS[Math.floor(seed / deeds.length) % WAYS.length]!
  const { tab, kept } = await prepare(tablet, deed)
  const at = 1 + random(lengths.get(deed.name) ?? 60)
  const plan: Plan = way === 'locked' ? { at, act: () => void tab.host.lock() } : { at, fault: way }
  const outcome: Outcome = { there: [...kept], refused: [], whole: [] }
  device.arm(plan)
  const heard = await Promise.race([deed.do(tab, outcome, random).then(() => true, () => true), device.gone])
  const { failed, steps: taken } = device
  if (!failed) lengths.set(deed.name, Math.max(lengths.get(deed.name) ?? 0, taken))
  await device.revive()
  try {
    if (heard !== null && way !== 'closed') {
      await unlock(tab)
      await expectWholeBook(tab, outcome)
      await bringLines(tab, outcome)
      await entry(tab.host, outcome, '3', () => tablet.ids)
      await expectWholeBook(tab, outcome)
    }
    const next = await openTab(tablet)
    await unlock(next)
    await expectWholeBook(next, outcome)
    await bringLines(next, outcome)
    const result = await next.host.record(draw('2'), TODAY)
    expect(result).toMatchObject({ ok: true })
    if (result.ok) outcome.there.push(result.event.id)
    await expectWholeBook(next, outcome)
  } catch (error) {
    throw new Error(`seed ${seed}: ${deed.name}, ${way} at step ${at}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  return failed ? `${deed.name}, ${way}` : ''
}

/** What waits for ever is a fault as well. */
async function inTime(seed: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`seed ${seed} hangs`)), 60_000)))
  return Promise.race([run(seed), late]).finally(() => clearTimeout(timer))
}

describe('a tablet that fails at any step', () => {
  it(`[VA10, ST1, AU1] keeps what it confirmed, shows nothing half and goes on with a whole chain, in ${RUNS} runs`, { timeout: 1_800_000 }, async () => {
    const seen = new Set<string>()
    for (let i = 0; i < RUNS; i++) seen.add(await inTime(ROOT_SEED * 1000 + i))
    // Every way of failing in the middle of every deed, in the long run at least.
    expect(seen.size).toBeGreaterThanOrEqual(process.env.TIDELINE_LONG ? 5 * WAYS.length : 12)
  })
})
