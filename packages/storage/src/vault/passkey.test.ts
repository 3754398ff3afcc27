import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { payment } from '../contract/sample-events.ts'
import { openCheapVault, openSealed, PIN } from '../contract/sealed-book.ts'
import { JournalDatabase } from '../database.ts'
import type { PasskeySlot } from './header.ts'
import type { Created, Vault } from './vault-port.ts'

const newFactory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
const NEW_PIN = '385162'
const PASSKEY = { credential: new Uint8Array(16).fill(7), salt: new Uint8Array(32).fill(8) }

/** What one authenticator makes of the salt; another of another `seed`. New each time: it is wiped. */
const output = (seed = 1): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: 32 }, (_, i) => (i * 7 + seed) & 255)

async function withPasskey(): Promise<{ vault: Vault; factory: ReturnType<typeof newFactory>; id: string }> {
  const factory = newFactory()
  const vault = await openSealed('book', { factory })
  await vault.store.append([payment('p-1')])
  expect(await vault.addPasskey(PASSKEY, output(), PIN)).toMatchObject({ ok: true, user: { name: 'Chen' } })
  return { vault, factory, id: (await vault.status()).users[0]!.id }
}

/** Li, an officer with a passkey, beside Chen, who is there again. */
async function withTwo(): Promise<Awaited<ReturnType<typeof withPasskey>> & { officer: string }> {
  const all = await withPasskey()
  const added = await all.vault.addUser({ name: 'Li', role: 'officer' }, NEW_PIN, PIN)
  if (!added.ok) throw new Error(added.code)
  const officer = added.user.id
  await all.vault.unlock(officer, NEW_PIN)
  expect(await all.vault.addPasskey(PASSKEY, output(2), NEW_PIN)).toMatchObject({ ok: true, user: { name: 'Li' } })
  await all.vault.unlock(all.id, PIN)
  return { ...all, officer }
}

describe('a passkey', () => {
  it('[VA11] opens the book beside the PIN, for its own user, also after a restart', async () => {
    const { vault, factory, id } = await withPasskey()
    vault.close()
    const again = await openCheapVault('book', { factory })
    expect((await again.status()).users).toMatchObject([{ name: 'Chen', passkey: PASSKEY }])
    expect(await again.unlockByPasskey(id, output())).toEqual({ ok: true, user: { id, name: 'Chen', role: 'supervisor' }, failures: 0 })
    expect(await again.store.read('B-1')).toHaveLength(1)
    expect(await again.unlock(id, PIN)).toMatchObject({ ok: true })
  })

  it('[VA11] switches users as a PIN does', async () => {
    const { vault, officer } = await withTwo()
    expect(await vault.unlockByPasskey(officer, output(2))).toMatchObject({ ok: true, user: { name: 'Li', role: 'officer' } })
    expect(vault.user?.name).toBe('Li')
  })

  it('[VA11] of somebody else, or cut short, opens nothing and is counted', async () => {
    const { vault, id, officer } = await withTwo()
    await vault.lock()
    const short = output().slice(0, 31)
    for (const wrong of [output(2), output(3), short, new Uint8Array()]) {
      expect(await vault.unlockByPasskey(id, wrong)).toEqual({ ok: false, code: 'wrong-passkey', waitMs: 0 })
    }
    expect(vault.user).toBeNull()
    expect(await vault.unlockByPasskey(officer, output())).toMatchObject({ ok: false, code: 'wrong-passkey' })
    // No wait: nobody guesses 32 bytes, and the authenticator counts for itself.
    expect(await vault.unlockByPasskey(id, output())).toMatchObject({ ok: true, failures: 4 })
    expect(await vault.unlockByPasskey(id, output())).toMatchObject({ ok: true, failures: 0 })
  })

  it('[VA11] is refused where there is none, or no vault', async () => {
    const vault = await openCheapVault('book', { factory: newFactory() })
    expect(await vault.unlockByPasskey('x', output())).toMatchObject({ ok: false, code: 'no-vault' })
    const { user } = (await vault.create('Chen', PIN)) as Created
    expect((await vault.status()).users[0]).toMatchObject({ passkey: null })
    expect(await vault.unlockByPasskey(user.id, output())).toMatchObject({ ok: false, code: 'no-passkey' })
  })

  it('[VA11] wipes what came from the authenticator, right or wrong', async () => {
    const { vault, id } = await withPasskey()
    const given = [output(), output(), output(), output(3)] as const
    await vault.addPasskey(PASSKEY, given[0], PIN)
    await vault.addPasskey(PASSKEY, given[1], '000001')
    await vault.unlockByPasskey(id, given[2])
    await vault.unlockByPasskey(id, given[3])
    for (const bytes of given) expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  it('[VA12] is bound to user and role: moved or changed in the header, it opens no more', async () => {
    const { vault, factory, id, officer } = await withTwo()
    const db = new JournalDatabase('book', factory)
    await db.open()
    const header = (await db.vault.get('header'))!
    const own = header.slots.find((slot): slot is PasskeySlot => slot.kind === 'passkey' && slot.user === officer)!
    const others = header.slots.filter((slot) => slot.kind !== 'passkey')
    for (const change of [{ role: 'supervisor' }, { name: 'Chen' }, { user: id }, { id: `${id}/passkey`, user: id }] as const) {
      await db.vault.put({ ...header, slots: [...others, { ...own, ...change }] })
      expect(await vault.unlockByPasskey('user' in change ? change.user : officer, output(2))).toMatchObject({ ok: false, code: 'wrong-passkey' })
    }
    await db.vault.put(header)
    expect(await vault.unlockByPasskey(officer, output(2))).toMatchObject({ ok: true })
  })

  it('[VA12] is added and removed by its user, who gives the PIN again', async () => {
    const { vault, id } = await withPasskey()
    expect(await vault.addPasskey(PASSKEY, output(3), '000001')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await vault.addPasskey(PASSKEY, output(3).slice(1), PIN)).toMatchObject({ ok: false, code: 'wrong-passkey' })
    // The second takes the place of the first.
    expect(await vault.addPasskey(PASSKEY, output(3), PIN)).toMatchObject({ ok: true })
    expect(await vault.unlockByPasskey(id, output())).toMatchObject({ ok: false })
    expect(await vault.removePasskey('000001')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await vault.removePasskey(PIN)).toMatchObject({ ok: true })
    expect(await vault.unlockByPasskey(id, output(3))).toMatchObject({ ok: false, code: 'no-passkey' })
    await vault.lock()
    expect(await vault.addPasskey(PASSKEY, output(), PIN)).toMatchObject({ ok: false, code: 'locked' })
    expect(await vault.removePasskey(PIN)).toMatchObject({ ok: false, code: 'locked' })
  })

  it('[VA12] stays when its user changes the PIN', async () => {
    const { vault, id } = await withPasskey()
    await vault.changePin(id, PIN, NEW_PIN)
    expect(await vault.unlockByPasskey(id, output())).toMatchObject({ ok: true })
  })

  it('[VA12] goes with its user, and when somebody else sets the PIN: a supervisor, or whoever holds the printed code', async () => {
    const { vault, id, officer } = await withTwo()
    expect(await vault.resetPin(officer, '481516', PIN)).toMatchObject({ ok: true })
    expect(await vault.unlockByPasskey(officer, output(2))).toMatchObject({ ok: false, code: 'no-passkey' })
    await vault.unlock(officer, '481516')
    await vault.addPasskey(PASSKEY, output(2), '481516')
    await vault.unlock(id, PIN)
    expect(await vault.removeUser(officer, PIN)).toMatchObject({ ok: true })
    expect(await vault.unlockByPasskey(officer, output(2))).toMatchObject({ ok: false, code: 'no-passkey' })
    const { recoveryCode } = (await vault.renewRecoveryCode(PIN)) as Created
    expect(await vault.recover(recoveryCode, id, NEW_PIN)).toMatchObject({ ok: true })
    expect(await vault.unlockByPasskey(id, output())).toMatchObject({ ok: false, code: 'no-passkey' })
  })

  it('[VA12] is not added for somebody who is removed at that moment in another tab', async () => {
    const { vault, factory, id, officer } = await withTwo()
    const other = await openCheapVault('book', { factory })
    await other.unlock(officer, NEW_PIN)
    // Both wait for Argon2id; whichever is first, nobody who was removed has a way in.
    const [, removed] = await Promise.all([other.addPasskey(PASSKEY, output(5), NEW_PIN), vault.removeUser(officer, PIN)])
    expect(removed).toMatchObject({ ok: true })
    expect((await vault.status()).users.map((user) => user.id)).toEqual([id])
    expect(await vault.unlockByPasskey(officer, output(5))).toMatchObject({ ok: false })
  })
})
