import { NO_LINK } from '@tideline/journal'
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { dumpBytes, holdsText } from '../contract/database-dump.ts'
import { opening, payment } from '../contract/sample-events.ts'
import { openCheapVault, openSealed, PIN } from '../contract/sealed-book.ts'
import { JournalDatabase } from '../database.ts'
import { PAGE_ENTRIES } from './access-pages.ts'
import type { AccessEntry, AccessKind, AccessNote } from './access-port.ts'
import type { Vault } from './vault-port.ts'

const OWNERS = new Map([['L-1', 'B-1'], ['L-2', 'B-2']])

let factory: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
let vault: Vault
let seconds = 0

const clock = (): string => new Date(Date.UTC(2026, 2, 1, 9, 0, seconds++)).toISOString()
const openTab = (): Promise<Vault> => openSealed('book', { factory, clock })

beforeEach(async () => {
  factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  seconds = 0
  vault = await openTab()
  await vault.store.append([...opening('B-1'), ...opening('B-2')])
})

function note(kind: AccessKind, more: Partial<AccessNote> = {}): AccessNote {
  return { at: clock(), by: 'Chen', role: 'supervisor', kind, ...more }
}

const reading = (line = 'L-1'): AccessNote => note('line-read', { about: { borrower: OWNERS.get(line)!, line } })

async function noted(tab: Vault, ...notes: readonly AccessNote[]): Promise<void> {
  tab.access!.note(...notes)
  await tab.access!.settled()
}

async function all(tab = vault): Promise<readonly AccessEntry[]> {
  return (await tab.access!.read({ limit: Infinity, owners: OWNERS })).entries
}

/** Does something to the database past the vault, as somebody with a tool would. */
async function tamper(change: (db: JournalDatabase) => Promise<unknown>): Promise<void> {
  const db = new JournalDatabase('book', factory)
  await db.open()
  await change(db)
  db.close()
}

describe('the access log', () => {
  it('[AL1] says who did and saw what and when, newest first, and names nobody in the database', async () => {
    await noted(vault, note('unlocked'), reading(), note('exported', { facts: { bytes: 1_234 } }))
    expect(await all()).toEqual([
      { seq: 3, at: '2026-03-01T09:00:02.000Z', by: 'Chen', role: 'supervisor', kind: 'exported', facts: { bytes: 1_234 } },
      { seq: 2, at: '2026-03-01T09:00:01.000Z', by: 'Chen', role: 'supervisor', kind: 'line-read', about: { borrower: 'B-1', line: 'L-1' } },
      { seq: 1, at: '2026-03-01T09:00:00.000Z', by: 'Chen', role: 'supervisor', kind: 'unlocked' },
    ])
    const bytes = await dumpBytes('book', factory)
    expect(['L-1', 'line-read', 'exported'].filter((text) => holdsText(bytes, text))).toEqual([])
  })

  it('[AL1] outlives the book and the session, and is given to nobody while locked', async () => {
    await noted(vault, reading())
    await vault.store.clear()
    await noted(vault, note('book-erased'))
    await vault.lock()
    expect(vault.access).toBeNull()
    const later = await openTab()
    expect((await all(later)).map(({ kind, about }) => [kind, about])).toEqual([['book-erased', undefined], ['line-read', null]])
    expect(await later.access!.verify()).toMatchObject({ entries: 2, broken: null })
  })

  it('[AL1] gives pages of what is asked for', async () => {
    await noted(vault, ...Array.from({ length: 3 * PAGE_ENTRIES }, (_, i) => (i % 3 === 0 ? note('unlocked') : reading(i % 3 === 1 ? 'L-1' : 'L-2'))))
    const found: AccessEntry[] = []
    for (let before: number | undefined; ; ) {
      const page = await vault.access!.read({ ...(before && { before }), limit: 50, owners: OWNERS, matches: ({ kind }) => kind === 'unlocked' })
      found.push(...page.entries)
      if (page.next === null) break
      before = page.next
    }
    expect(found.map(({ seq }) => seq)).toEqual(Array.from({ length: PAGE_ENTRIES }, (_, i) => 3 * (PAGE_ENTRIES - i) - 2))
  })

  it('[AL2] makes nobody wait, writes at once, and has written before a lock is over', async () => {
    vault.access!.note(reading())
    vault.access!.note(reading('L-2'), note('locked'))
    await vault.lock()
    const later = await openTab()
    expect((await all(later)).map(({ kind }) => kind)).toEqual(['locked', 'line-read', 'line-read'])
  })

  it('[AL2] keeps what could not be written for the next time', async () => {
    await noted(vault, reading())
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await noted(vault, reading('L-2'))
    full.mockRestore()
    expect(await all()).toHaveLength(1)
    await noted(vault, note('exported'))
    expect((await all()).map(({ seq, kind }) => [seq, kind])).toEqual([[3, 'exported'], [2, 'line-read'], [1, 'line-read']])
  })

  it('[AL4] takes over what happened while nobody had the key: how often, first and last', async () => {
    const id = (await vault.status()).users[0]!.id
    await vault.lock()
    const tab = await openCheapVault('book', { factory, clock })
    for (let i = 0; i < 2; i++) await tab.unlock(id, '000001')
    expect(await tab.changePin(id, PIN, '385162')).toMatchObject({ ok: true })
    await tab.unlock(id, '000001')
    expect(await tab.unlock(id, '385162')).toMatchObject({ ok: true })
    await noted(tab, note('unlocked'))
    const entries = await all(tab)
    expect(entries.map(({ kind }) => kind)).toEqual(['unlocked', 'unlock-failed', 'pin-changed'])
    expect(entries[1]).toMatchObject({ by: 'Chen', facts: { failures: 3, first: '2026-03-01T09:00:00.000Z' } })
    await noted(tab, note('unlocked'))
    expect(await all(tab)).toHaveLength(4)
  })

  it('[AL4] hears of wrong recovery codes too, and at the unlock by the right one', async () => {
    const renewed = await vault.renewRecoveryCode(PIN)
    const id = (await vault.status()).users[0]!.id
    await vault.lock()
    const tab = await openCheapVault('book', { factory, clock })
    expect(await tab.recover('0000-0000-0000-0000-0000-0000-0000-00', id, '385162')).toMatchObject({ ok: false })
    expect(await tab.recover(renewed.ok ? renewed.recoveryCode : '', id, '385162')).toMatchObject({ ok: true })
    await noted(tab, note('recovery-used'))
    expect((await all(tab)).at(0)).toMatchObject({ kind: 'recovery-used' })
  })

  it('[AL5] keeps one sequence though two tabs write at once', async () => {
    const other = await openTab()
    for (let i = 0; i < 20; i++) {
      vault.access!.note(reading())
      other.access!.note(reading('L-2'))
      if (i % 5 === 0) await vault.access!.settled()
    }
    await Promise.all([vault.access!.settled(), other.access!.settled()])
    const entries = await all(other)
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => 40 - i))
    expect(entries.filter(({ about }) => about?.line === 'L-2')).toHaveLength(20)
    expect(await vault.access!.verify()).toMatchObject({ entries: 40, broken: null })
  })

  it('[AL6] forgets whom an entry was about with the borrower, and stays whole', async () => {
    await noted(vault, reading(), reading('L-2'), note('path-issued', { about: { borrower: 'B-1' } }))
    await vault.shred('B-1', clock(), { revision: await vault.store.revision(), events: [] })
    expect((await all()).map(({ about }) => about)).toEqual([null, { borrower: 'B-2', line: 'L-2' }, null])
    expect(await vault.access!.verify()).toMatchObject({ entries: 3, broken: null })
    // Nor does it come back with somebody of the same id.
    await vault.store.clear()
    await vault.store.append(opening('B-1'))
    expect((await all()).map(({ about }) => about)).toEqual([null, null, null])
  })
})

describe('an access log that was tampered with', () => {
  beforeEach(async () => {
    for (let page = 0; page < 3; page++) await noted(vault, ...Array.from({ length: PAGE_ENTRIES }, () => reading()))
    await noted(vault, note('exported'))
    await vault.store.append([payment('p-1')])
  })

  const brokenAfter = async (change: (db: JournalDatabase) => Promise<unknown>) => {
    await tamper(change)
    return (await (await openTab()).access!.verify()).broken
  }

  it('[AL3] is whole as long as nobody does', async () => {
    const verdict = await vault.access!.verify()
    expect(verdict).toMatchObject({ entries: 3 * PAGE_ENTRIES + 1, broken: null, first: '2026-03-01T09:00:00.000Z' })
    expect(verdict.hash).not.toBe(NO_LINK)
  })

  it('[AL3] tells a page that is gone, altered, exchanged or cut off, with its head or without', async () => {
    const saved = new JournalDatabase('book', factory)
    await saved.open()
    const [pages, head] = [await saved.accessPages.toArray(), await saved.accessHead.toArray()]
    saved.close()
    const restore = (db: JournalDatabase) => Promise.all([db.accessPages.bulkPut(pages), db.accessHead.bulkPut(head)])
    const flipped = Uint8Array.from(pages[1]!.bytes, (byte, i) => (i === 40 ? byte ^ 1 : byte))
    expect(await brokenAfter((db) => db.accessPages.delete(2))).toEqual({ seq: PAGE_ENTRIES + 1, why: 'removed' })
    await tamper(restore)
    expect(await brokenAfter((db) => db.accessPages.put({ ...pages[1]!, bytes: flipped }))).toEqual({ seq: PAGE_ENTRIES + 1, why: 'altered' })
    await tamper(restore)
    expect(await brokenAfter((db) => db.accessPages.put({ ...pages[1]!, bytes: pages[2]!.bytes }))).toMatchObject({ why: 'altered' })
    await tamper(restore)
    expect(await brokenAfter((db) => db.accessPages.delete(4))).toEqual({ seq: 3 * PAGE_ENTRIES + 1, why: 'cut-off' })
    await tamper(restore)
    expect(await brokenAfter((db) => Promise.all([db.accessPages.delete(4), db.accessHead.clear()]))).toEqual({ seq: 3 * PAGE_ENTRIES + 1, why: 'cut-off' })
    await tamper(restore)
    expect(await brokenAfter((db) => db.accessHead.clear())).toMatchObject({ why: 'altered' })
    await tamper(restore)
    expect(await brokenAfter(async () => {})).toBeNull()
  })

  it('[AL3] goes on behind a break, which stays to be found', async () => {
    await tamper((db) => Promise.all([db.accessPages.clear(), db.accessHead.clear()]))
    const tab = await openTab()
    await noted(tab, reading('L-2'))
    expect(await all(tab)).toMatchObject([{ seq: 3 * PAGE_ENTRIES + 2 }])
    expect((await tab.access!.verify()).broken).toEqual({ seq: 1, why: 'removed' })
    await tamper((db) => db.accessPages.update(1, { bytes: new Uint8Array(40) }))
    const later = await openTab()
    await noted(later, reading())
    expect(await all(later)).toMatchObject([{ seq: 3 * PAGE_ENTRIES + 3 }])
  })
})

it('[AL7] takes about 120 bytes an entry', async () => {
  await noted(vault, ...Array.from({ length: PAGE_ENTRIES }, () => reading()))
  await tamper(async (db) => {
    const [page] = await db.accessPages.toArray()
    expect(page!.bytes.length / PAGE_ENTRIES).toBeGreaterThan(90)
    expect(page!.bytes.length / PAGE_ENTRIES).toBeLessThan(140)
  })
})
