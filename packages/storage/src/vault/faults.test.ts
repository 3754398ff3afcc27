/** Faults at every step of everything that writes: a sample of seeds in `npm test`, all by `pnpm test:long`. */
import type { JournalEvent } from '@tideline/journal'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { restoreDump, type DatabaseDump } from '../contract/database-dump.ts'
import { FAULTS, FaultyDevice, type Fault } from '../contract/faulty-device.ts'
import form1 from '../contract/forms/form-1.json'
import { opening, payment } from '../contract/sample-events.ts'
import { openCheapVault, openSealed, PIN } from '../contract/sealed-book.ts'
import type { SharedStore } from '../shared-store.ts'
import type { Vault } from './vault-port.ts'

const RUNS = process.env.TIDELINE_LONG ? 700 : 64
const ROOT_SEED = Number(process.env.TIDELINE_SEED)
const NEW_PIN = '385162'
const AT = '2025-03-01T08:00:00Z'
const PASSKEY = { credential: new Uint8Array(16), salt: new Uint8Array(32) }
const prfOutput = (): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(5)
const ERASED: JournalEvent = { id: 'erased', type: 'borrower.erased', on: '2025-03-01', at: AT, by: 'Chen', data: { events: 3, links: [] } }

const device = new FaultyDevice()
// Dexie tells it there when the database has gone away.
vi.spyOn(console, 'warn').mockImplementation(() => {})
afterAll(() => device.restore())

interface Setting {
  readonly vault: Vault
  readonly id: string
  readonly random: (below: number) => number
}

/** Something that writes, and what must hold of the book afterwards, whether it said that it worked or not. */
interface Deed {
  readonly name: string
  /** Whether it said so; what it throws counts as a no. */
  do(setting: Setting): Promise<boolean>
  /** `said`: what it answered; `null` if the worker ended, and nobody heard. */
  check(setting: Setting, said: boolean | null): Promise<void>
}

const idsOf = (events: readonly JournalEvent[]): string[] => events.map(({ id }) => id).sort()

async function contentOf(store: SharedStore): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for await (const { borrower, events } of store.readAll()) found.set(borrower, idsOf(events))
  return found
}

/** Nothing of it where it said no, everything where it said yes, one or the other where nobody heard. */
function expectWhole(found: number, of: number, said: boolean | null): void {
  if (said === null) expect([0, of]).toContain(found)
  else expect(found).toBe(said ? of : 0)
}

const fresh = (count: number): JournalEvent[] => Array.from({ length: count }, (_, i) => payment(`new-${i}`, `B-${i % 7}`))

function appending(name: string, count: number): Deed {
  return {
    name,
    do: async ({ vault }) => (await vault.store.append(fresh(count))).ok,
    async check({ vault }, said) {
      const content = await contentOf(vault.store)
      expectWhole([...content.values()].flat().filter((id) => id.startsWith('new-')).length, count, said)
      expect(await vault.store.append(fresh(count))).toMatchObject({ ok: true })
    },
  }
}

const DEEDS: readonly Deed[] = [
  appending('an entry', 1),
  appending('an import', 40),
  {
    name: 'a setting',
    do: async ({ vault }) => (await vault.store.putSetting('book', 'new'), true),
    async check({ vault }, said) {
      const found = await vault.store.getSetting('book')
      if (said === null) expect(['old', 'new']).toContain(found)
      else expect(found).toBe(said ? 'new' : 'old')
    },
  },
  {
    name: 'erasing a borrower',
    do: async ({ vault }) => (await vault.shred('B-3', AT, { revision: await vault.store.revision(), events: [ERASED] })).ok,
    async check({ vault }, said) {
      const [events, tombstones] = [await vault.store.read('B-3'), await vault.tombstones()]
      expect(tombstones).toHaveLength(events.length > 0 ? 0 : 1)
      expect(await vault.store.read('')).toHaveLength(tombstones.length)
      if (said !== null) expect(events.length > 0).toBe(!said)
    },
  },
  {
    name: 'clearing the book',
    do: async ({ vault }) => (await vault.store.clear(), true),
    async check({ vault }, said) {
      const content = await contentOf(vault.store)
      expect([0, 12]).toContain(content.size)
      if (said !== null) expect(content.size).toBe(said ? 0 : 12)
      expect(await vault.store.getSetting('book')).toBe(content.size === 0 ? undefined : 'old')
    },
  },
  {
    name: 'changing a PIN',
    do: async ({ vault, id }) => (await vault.changePin(id, PIN, NEW_PIN)).ok,
    async check({ vault, id }, said) {
      const [old, changed] = [(await vault.unlock(id, PIN)).ok, (await vault.unlock(id, NEW_PIN)).ok]
      expect(old).toBe(!changed)
      if (said !== null) expect(changed).toBe(said)
    },
  },
  {
    name: 'adding a user',
    do: async ({ vault }) => (await vault.addUser({ name: 'Li', role: 'officer' }, NEW_PIN, PIN)).ok,
    async check({ vault }, said) {
      const added = (await vault.status()).users.find(({ name }) => name === 'Li')
      if (said !== null) expect(added !== undefined).toBe(said)
      if (added) expect(await vault.unlock(added.id, NEW_PIN)).toMatchObject({ ok: true })
    },
  },
  {
    name: 'adding a passkey',
    do: async ({ vault }) => (await vault.addPasskey(PASSKEY, prfOutput(), PIN)).ok,
    async check({ vault, id }, said) {
      const added = (await vault.status()).users[0]!.passkey !== null
      if (said !== null) expect(added).toBe(said)
      expect((await vault.unlockByPasskey(id, prfOutput())).ok).toBe(added)
    },
  },
]

/** A book of twelve borrowers and a setting, unlocked. */
async function prepare(factory: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }, random: Setting['random']): Promise<Setting> {
  const vault = await openSealed('book', { factory })
  const borrowers = Array.from({ length: 12 }, (_, i) => `B-${i}`)
  await vault.store.append(borrowers.flatMap((borrower) => [...opening(borrower), payment(`old-${borrower}`, borrower)]))
  await vault.store.putSetting('book', 'old')
  // As after a restart, where the ids are not indexed yet, or as in the middle of a day.
  if (random(2) === 0) return { vault, id: (await vault.status()).users[0]!.id, random }
  vault.close()
  const again = await openSealed('book', { factory })
  return { vault: again, id: (await again.status()).users[0]!.id, random }
}

/** Every confirmed entry of before is there, in rows that all read back and are as many as the ledger says. */
async function expectOldBook({ vault }: Setting, deed: Deed): Promise<void> {
  const content = await contentOf(vault.store)
  if (content.size === 0 && deed.name === 'clearing the book') return
  for (let i = 0; i < 12; i++) {
    if (i === 3 && deed.name === 'erasing a borrower' && !content.has('B-3')) continue
    expect(content.get(`B-${i}`)).toEqual(expect.arrayContaining([`B-${i}-opened`, `B-${i}-registered`, `old-B-${i}`]))
  }
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const newFactory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
/** What was answered; `null` where the worker ended first. */
const said = (work: Promise<boolean>): Promise<boolean | null> => Promise.race([work.catch(() => false), device.gone])

/** How many steps a deed takes when all goes well. */
const lengths = new Map<string, number>()

async function stepsOf(deed: Deed): Promise<number> {
  const known = lengths.get(deed.name)
  if (known !== undefined) return known
  const setting = await prepare(newFactory(), randomFrom(1))
  device.arm(null)
  expect(await deed.do(setting)).toBe(true)
  const { steps } = device
  lengths.set(deed.name, steps)
  return steps
}

async function run(seed: number): Promise<string> {
  const random = randomFrom(seed)
  const deed = DEEDS[random(DEEDS.length)]!
  const fault = FAULTS[random(FAULTS.length)]!
  const at = 1 + random(await stepsOf(deed))
  const factory = newFactory()
  const setting = await prepare(factory, random)
  device.arm({ at, fault })
  const heard = await said(deed.do(setting))
  const { failed } = device
  await device.revive()
  const what = `seed ${seed}: ${deed.name}, ${fault} at step ${at}`
  try {
    // The same tab goes on if it is still there and has its database; in any case another opens what is there.
    if (heard !== null && fault !== 'closed') await expectOldBook(setting, deed)
    setting.vault.close()
    const vault = await openCheapVault('book', { factory })
    const unlocked = (await vault.unlock(setting.id, PIN)).ok || (await vault.unlock(setting.id, NEW_PIN)).ok
    expect(unlocked).toBe(true)
    const after = { ...setting, vault }
    await expectOldBook(after, deed)
    await deed.check(after, heard)
    vault.close()
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  return `${deed.name} ${failed ? fault : 'untouched'}`
}

describe('a device that fails at any step', () => {
  it(`[VA10] loses nothing confirmed and shows nothing half-written, in ${RUNS} runs`, { timeout: 1_800_000 }, async () => {
    const kinds = new Set<string>()
    for (let i = 0; i < RUNS; i++) kinds.add(await run(ROOT_SEED * 1000 + i))
    // Every kind of fault hit every deed, in the long run at least.
    expect(kinds.size).toBeGreaterThanOrEqual(process.env.TIDELINE_LONG ? DEEDS.length * FAULTS.length : 10)
  })

  const SEALING_RUNS = process.env.TIDELINE_LONG ? 80 : 16
  it(`[VA10] loses nothing of an old book while it is sealed, in ${SEALING_RUNS} runs`, { timeout: 1_800_000 }, async () => {
    let length = 0
    const seal = async (factory: ReturnType<typeof newFactory>): Promise<boolean> => (await (await openCheapVault('book', { factory })).create('Chen', PIN)).ok
    const random = randomFrom(ROOT_SEED)
    for (let i = 0; i < SEALING_RUNS; i++) {
      const factory = newFactory()
      await restoreDump('book', form1 as DatabaseDump, factory)
      const fault: Fault = FAULTS[random(FAULTS.length)]!
      device.arm(length === 0 ? null : { at: 1 + random(length), fault })
      await said(seal(factory))
      length ||= device.steps
      await device.revive()
      const { store } = await openSealed('book', { factory })
      const content = await contentOf(store)
      expect(content.size).toBe(41)
      expect([...content.values()].flat()).toHaveLength(161)
      expect(await store.getSetting('book')).toEqual({ name: 'Spring', source: 'file' })
    }
  })
})
