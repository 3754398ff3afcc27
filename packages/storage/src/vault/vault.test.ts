import { canonicalJson, sha256Hex, type JournalEvent } from '@tideline/journal'
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { opening, payment, PHASE } from '../contract/sample-events.ts'
import { openCheapVault, openSealed, PIN } from '../contract/sealed-book.ts'
import { JournalDatabase } from '../database.ts'
import type { Erasure } from './sealed-store.ts'
import type { Created, Vault } from './vault-port.ts'

const newFactory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
const NEW_PIN = '385162'

async function made(factory = newFactory()): Promise<{ vault: Vault; factory: typeof factory; id: string; code: string }> {
  const vault = await openCheapVault('book', { factory })
  const created = (await vault.create(' Chen ', PIN)) as Created
  return { vault, factory, id: created.user.id, code: created.recoveryCode }
}

/** An erasure of which nobody signs anything. */
async function untold({ store }: Vault): Promise<Erasure> {
  return { revision: await store.revision().catch(() => 0), events: [] }
}

/** A supervisor and an officer, the supervisor unlocked. */
async function two(): Promise<Awaited<ReturnType<typeof made>> & { officer: string }> {
  const all = await made()
  const added = await all.vault.addUser({ name: 'Li', role: 'officer' }, NEW_PIN, PIN)
  if (!added.ok) throw new Error(added.code)
  return { ...all, officer: added.user.id }
}

describe('locking', () => {
  it('[VA3] gives nothing while locked, and everything again after the right PIN', async () => {
    const { vault, id } = await made()
    await vault.store.append([payment('p-1')])
    await vault.lock()
    expect(await vault.status()).toMatchObject({ state: 'locked', user: null, users: [{ name: 'Chen', role: 'supervisor' }] })
    await expect(vault.store.read('B-1')).rejects.toMatchObject({ code: 'locked' })
    await expect(vault.store.readAll()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'locked' })
    await expect(vault.store.getSetting('book')).rejects.toMatchObject({ code: 'locked' })
    await expect(vault.store.putSetting('book', 1)).rejects.toMatchObject({ code: 'locked' })
    await expect(vault.store.revision()).rejects.toMatchObject({ code: 'locked' })
    await expect(vault.store.clear()).rejects.toMatchObject({ code: 'locked' })
    await expect(vault.tombstones()).rejects.toMatchObject({ code: 'locked' })
    expect(await vault.store.append([payment('p-2')])).toMatchObject({ ok: false, code: 'unavailable' })
    expect(await vault.unlock(id, PIN)).toMatchObject({ ok: true, user: { name: 'Chen' }, failures: 0 })
    expect(await vault.store.read('B-1')).toHaveLength(1)
  })

  it('[VA3] finishes what was being written', async () => {
    const { vault, id } = await made()
    const writing = vault.store.append([payment('p-1')])
    await vault.lock()
    expect(await writing).toMatchObject({ ok: true })
    await vault.unlock(id, PIN)
    expect(await vault.store.read('B-1')).toHaveLength(1)
  })

  it('[VA3] is made once', async () => {
    const { vault } = await made()
    expect(await vault.create('Wu', PIN)).toMatchObject({ ok: false, code: 'vault-exists' })
    expect(await (await openCheapVault('other', { factory: newFactory() })).unlock('x', PIN)).toMatchObject({ code: 'no-vault' })
  })

  it('[VA3] can be thrown away by whoever has lost every way in', async () => {
    const { vault, factory } = await made()
    await vault.store.append([payment('p-1')])
    await vault.lock()
    await vault.discard()
    expect(await vault.status()).toMatchObject({ state: 'none', plainBook: false, users: [] })
    expect(await vault.create('Wu', PIN)).toMatchObject({ ok: true })
    expect(await vault.store.read('B-1')).toEqual([])
    vault.close()
    expect(await (await openSealed('book', { factory })).store.append([payment('p-1')])).toMatchObject({ added: 1 })
  })
})

describe('users', () => {
  it('[VA4] switches from one to the other, who see one book', async () => {
    const { vault, officer } = await two()
    await vault.store.append([payment('p-1')])
    expect(await vault.unlock(officer, '000001')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect((await vault.status()).user?.name).toBe('Chen')
    expect(await vault.unlock(officer, NEW_PIN)).toMatchObject({ ok: true, user: { name: 'Li', role: 'officer' }, failures: 1 })
    expect(await vault.store.read('B-1')).toHaveLength(1)
  })

  it('[VA4] leaves users and erasing to a supervisor, who gives the PIN again', async () => {
    const { vault, id, officer } = await two()
    expect(await vault.addUser({ name: 'Wu', role: 'trainer' }, '481516', NEW_PIN)).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await vault.addUser({ name: 'Li', role: 'trainer' }, '481516', PIN)).toMatchObject({ ok: false, code: 'name-taken' })
    await vault.unlock(officer, NEW_PIN)
    expect(await vault.addUser({ name: 'Wu', role: 'trainer' }, '481516', NEW_PIN)).toMatchObject({ ok: false, code: 'not-allowed' })
    expect(await vault.removeUser(id, NEW_PIN)).toMatchObject({ ok: false, code: 'not-allowed' })
    expect(await vault.shred('B-1', '2025-03-01T08:00:00Z', await untold(vault))).toMatchObject({ ok: false, code: 'not-allowed' })
    await vault.lock()
    expect(await vault.removeUser(id, PIN)).toMatchObject({ ok: false, code: 'locked' })
  })

  it('[VA4] keeps the last supervisor, and lets nobody in who was removed', async () => {
    const { vault, id, officer } = await two()
    expect(await vault.removeUser(id, PIN)).toMatchObject({ ok: false, code: 'last-supervisor' })
    expect(await vault.removeUser(officer, PIN)).toMatchObject({ ok: true, user: { name: 'Li' } })
    expect(await vault.unlock(officer, NEW_PIN)).toMatchObject({ ok: false, code: 'unknown-user' })
  })

  it('[VA4] opens nothing for a role or a name that was changed in the header', async () => {
    const { vault, officer, factory } = await two()
    const db = new JournalDatabase('book', factory)
    await db.open()
    const header = (await db.vault.get('header'))!
    for (const change of [{ role: 'supervisor' as const }, { name: 'Chen' }]) {
      await db.vault.put({ ...header, slots: header.slots.map((slot) => (slot.id === officer ? { ...slot, ...change } : slot)) })
      expect(await vault.unlock(officer, NEW_PIN)).toMatchObject({ ok: false, code: 'wrong-pin' })
    }
    await db.vault.put(header)
    expect(await vault.unlock(officer, NEW_PIN)).toMatchObject({ ok: true })
  })
})

describe('PINs', () => {
  it('[VA5] changes by wrapping anew: no row of the book is written', async () => {
    const { vault, id, factory } = await made()
    await vault.store.append(opening())
    const db = new JournalDatabase('book', factory)
    await db.open()
    const rows = async (): Promise<unknown> => [await db.sealedShelves.toArray(), await db.sealedLedger.toArray()]
    const before = await rows()
    expect(await vault.unlock(id, ' ')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await vault.changePin(id, '000000', NEW_PIN)).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await vault.changePin(id, PIN, NEW_PIN)).toMatchObject({ ok: true })
    expect(await rows()).toEqual(before)
    await vault.lock()
    expect(await vault.unlock(id, PIN)).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await vault.unlock(id, NEW_PIN)).toMatchObject({ ok: true, failures: 1 })
    expect(await vault.store.read('B-1')).toHaveLength(2)
  })

  it('[VA5] says of every new recovery code that nobody has it on paper, until somebody says so', async () => {
    const { vault, id, code } = await made()
    const confirmed = async (): Promise<boolean> => (await vault.status()).codeConfirmed
    expect(await confirmed()).toBe(false)
    await vault.confirmCode()
    expect(await confirmed()).toBe(true)
    await vault.renewRecoveryCode(PIN)
    expect(await confirmed()).toBe(false)
    await vault.lock()
    await vault.confirmCode()
    expect(await confirmed()).toBe(false)
    expect(await vault.recover(code, id, NEW_PIN)).toMatchObject({ ok: false })
  })

  it('[VA5] gets a forgotten one back by a supervisor', async () => {
    const { vault, officer } = await two()
    expect(await vault.resetPin(officer, '481516', PIN)).toMatchObject({ ok: true })
    expect(await vault.unlock(officer, NEW_PIN)).toMatchObject({ ok: false })
    expect(await vault.unlock(officer, '481516')).toMatchObject({ ok: true })
  })

  it('[VA5] gets a forgotten one back by the printed code, however it is typed, once', async () => {
    const { vault, id, code } = await made()
    await vault.store.append([payment('p-1')])
    await vault.lock()
    expect(await vault.recover(code.replace(/.$/u, (last) => (last === '0' ? '1' : '0')), id, NEW_PIN)).toMatchObject({ ok: false, code: 'mistyped-code' })
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
    const recovered = await vault.recover(typed, id, NEW_PIN)
    expect(recovered).toMatchObject({ ok: true, user: { name: 'Chen' } })
    expect(await vault.store.read('B-1')).toHaveLength(1)
    expect(await vault.recover(code, id, PIN)).toMatchObject({ ok: false, code: 'wrong-pin' })
    const renewed = (await vault.renewRecoveryCode(NEW_PIN)) as Created
    expect(await vault.recover((recovered as Created).recoveryCode, id, PIN)).toMatchObject({ ok: false })
    expect(await vault.recover(renewed.recoveryCode, id, PIN)).toMatchObject({ ok: true })
  })

  it.each(['12345', '111111', '123456', '987654', '      7      ', 'abcdef'])('[VA5] refuses %j, which is tried first', async (pin) => {
    const vault = await openCheapVault('book', { factory: newFactory() })
    expect(await vault.create('Chen', pin)).toMatchObject({ ok: false, code: 'weak-pin' })
  })

  it('[VA5] takes a passphrase in whichever form of Unicode it is typed', async () => {
    const vault = await openCheapVault('book', { factory: newFactory() })
    const created = (await vault.create('Chen', 'caf\u00e9 \u5c71\u6c34 2026')) as Created
    expect(await vault.unlock(created.user.id, 'cafe\u0301 \u5c71\u6c34 2026')).toMatchObject({ ok: true })
  })
})

describe('wrong PINs', () => {
  it('[VA7] cost more and more time, which neither a restart nor the date shortens', async () => {
    const { vault, id, factory } = await made()
    vault.close()
    let now = 0
    let tried = await openCheapVault('book', { factory, now: () => now })
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const answer = await tried.unlock(id, '000001')
      expect(answer).toMatchObject({ ok: false, code: 'wrong-pin' })
      const waitMs = answer.ok ? 0 : answer.waitMs
      waits.push(waitMs)
      now += waitMs
    }
    expect(waits).toEqual([0, 0, 5_000, 15_000, 60_000, 300_000, 900_000, 900_000])
    expect(await tried.unlock(id, '000001')).toMatchObject({ code: 'wrong-pin', waitMs: 900_000 })
    // The right one waits as well, here and after a restart with the clock set back or ahead.
    now += 899_000
    expect(await tried.unlock(id, PIN)).toEqual({ ok: false, code: 'wait', waitMs: 1_000 })
    tried.close()
    for (const date of ['2020-01-01', '2040-01-01']) {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(date) })
      tried = await openCheapVault('book', { factory, now: () => now })
      expect(await tried.unlock(id, PIN)).toEqual({ ok: false, code: 'wait', waitMs: 900_000 })
      expect((await tried.status()).users[0]).toMatchObject({ waitMs: 900_000 })
      vi.useRealTimers()
    }
    now += 900_000
    expect(await tried.unlock(id, PIN)).toMatchObject({ ok: true, failures: 9 })
    expect(await tried.unlock(id, '000001')).toMatchObject({ code: 'wrong-pin', waitMs: 0 })
  })

  it('[VA7] are counted before they are tried, by every tab for all', async () => {
    const { vault, id, factory } = await made()
    const other = await openCheapVault('book', { factory })
    for (const tab of [vault, other, vault]) await tab.unlock(id, '000001')
    expect(await other.unlock(id, PIN)).toEqual({ ok: false, code: 'wait', waitMs: 5_000 })
    expect(await vault.changePin(id, PIN, NEW_PIN)).toMatchObject({ code: 'wait' })
  })

  it('[VA4, VA7] count the same where somebody stands in beside the one who is there, and stays', async () => {
    const { vault, id, officer, code } = await two()
    await vault.unlock(officer, NEW_PIN)
    expect(await vault.confirm(id, '000001')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await vault.confirm(id, PIN)).toMatchObject({ ok: true, user: { name: 'Chen', role: 'supervisor' }, failures: 1 })
    expect(vault.user?.name).toBe('Li')
    expect(await vault.confirm('recovery', code)).toMatchObject({ code: 'unknown-user' })
    for (let i = 0; i < 3; i++) await vault.confirm(id, '000001')
    expect(await vault.confirm(id, PIN)).toEqual({ ok: false, code: 'wait', waitMs: 5_000 })
    expect(await vault.unlock(id, PIN)).toMatchObject({ code: 'wait' })
    await vault.lock()
    expect(await vault.confirm(id, PIN)).toMatchObject({ code: 'locked' })
  })

  it('[VA7] cost time on a full device too, whose book opens to the right one', async () => {
    const { vault, id } = await made()
    await vault.store.append(opening('B-1'))
    await vault.lock()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    expect(await vault.unlock(id, '000001')).toMatchObject({ code: 'wrong-pin', waitMs: 0 })
    expect(await vault.unlock(id, PIN)).toMatchObject({ ok: true })
    expect(await vault.store.read('B-1')).not.toEqual([])
    await vault.lock()
    for (let i = 0; i < 3; i++) await vault.unlock(id, '000001')
    expect(await vault.unlock(id, PIN)).toEqual({ ok: false, code: 'wait', waitMs: 5_000 })
    put.mockRestore()
  })

  it('[VA7] are counted even if the program is ended before the answer', async () => {
    const { vault, id, factory } = await made()
    const asked = vi.spyOn(crypto.subtle, 'unwrapKey').mockReturnValue(new Promise(() => {}))
    void vault.unlock(id, '000001')
    await vi.waitFor(() => expect(asked).toHaveBeenCalled())
    asked.mockRestore()
    const next = await openCheapVault('book', { factory })
    expect(await next.unlock(id, PIN)).toMatchObject({ ok: true, failures: 1 })
  })
})

describe('erasing a borrower', () => {
  const audited = (id: string, seq: number): JournalEvent => ({ ...payment(id, 'B-1'), audit: { device: 'd', seq, prev: '0', sig: 's' } }) as unknown as JournalEvent

  it('[VA8] destroys key and row, and leaves a tombstone by which the chain can still be followed', async () => {
    const { vault, factory } = await made()
    const [first, second] = [audited('p-1', 1), audited('p-2', 2)]
    await vault.store.append([first, second, ...opening('B-2')])
    const db = new JournalDatabase('book', factory)
    await db.open()
    const held = (await db.sealedShelves.toArray()).flatMap(({ rows }) => rows.map(({ tag }) => tag))
    expect(held).toHaveLength(2)
    const at = '2025-03-01T08:00:00Z'
    const shredded = await vault.shred('B-1', at, await untold(vault))
    const links = [first, second].map((event) => ({ audit: (event as unknown as { audit: object }).audit, hash: sha256Hex(canonicalJson(event)) }))
    expect(shredded).toMatchObject({ ok: true, tombstone: { at, by: 'Chen', events: 2, links } })
    expect((await db.sealedShelves.toArray()).flatMap(({ rows }) => rows)).toHaveLength(1)
    expect(await vault.tombstones()).toHaveLength(1)
    expect(JSON.stringify(await vault.tombstones())).not.toContain('B-1')
    expect(await vault.store.read('B-1')).toEqual([])
    const seen: string[] = []
    for await (const { borrower } of vault.store.readAll()) seen.push(borrower)
    expect(seen).toEqual(['B-2'])
  })

  it('[VA8] keeps the borrower out, also when a file brings the entries again', async () => {
    const { vault } = await made()
    await vault.store.append([payment('p-1'), payment('p-2', 'B-2')])
    await vault.shred('B-1', '2025-03-01T08:00:00Z', await untold(vault))
    const again = await vault.store.append([payment('p-1'), payment('p-3', 'B-2')])
    expect(again).toMatchObject({ ok: false, code: 'refused', issues: [{ event: 'p-1', path: 'borrower' }] })
    expect(await vault.store.append([payment('p-3', 'B-2')])).toMatchObject({ ok: true, added: 1 })
  })

  it('[VA8] stores what is told of it in the same moment, or does nothing', async () => {
    const { vault } = await made()
    await vault.store.append([payment('p-1'), payment('p-2', 'B-2'), PHASE])
    const before = await untold(vault)
    await vault.store.append([payment('p-3')])
    const told: JournalEvent = { ...PHASE, id: 'erased', type: 'borrower.erased', data: { events: 2, links: [] } }
    expect(await vault.shred('B-1', '2025-03-01T08:00:00Z', { ...before, events: [told] })).toEqual({ ok: false, code: 'outdated' })
    expect(await vault.store.read('B-1')).toHaveLength(2)
    expect(await vault.shred('B-1', '2025-03-01T08:00:00Z', { revision: before.revision + 1, events: [told] })).toMatchObject({ tombstone: { events: 2 } })
    expect((await vault.store.read('')).map(({ id }) => id)).toEqual(['phase-1', 'erased'])
    expect(await vault.store.append([payment('p-4', 'B-2')])).toMatchObject({ ok: true })
    const seen: number[] = []
    for await (const { events } of vault.store.readAll()) seen.push(events.length)
    expect(seen.sort()).toEqual([2, 2])
  })

  it('[VA8] says so when there is nobody to erase, and never erases what is the book’s', async () => {
    const { vault } = await made()
    expect(await vault.shred('B-9', '2025-03-01T08:00:00Z', await untold(vault))).toEqual({ ok: true, tombstone: null })
    expect(await vault.shred('', '2025-03-01T08:00:00Z', await untold(vault))).toEqual({ ok: true, tombstone: null })
    await vault.lock()
    expect(await vault.shred('B-1', '2025-03-01T08:00:00Z', await untold(vault))).toMatchObject({ ok: false, code: 'locked' })
  })
})
