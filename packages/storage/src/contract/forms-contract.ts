/** What becomes of a database that an older program wrote: one suite, in Node and in a browser. */
import { expect, it } from 'vitest'
import { openDexieStore } from '../dexie-store.ts'
import type { VaultOptions } from '../vault/vault-port.ts'
import { restoreDump, type DatabaseDump } from './database-dump.ts'
import { FORM_BOOK, formBookIn, OFFICER_PIN } from './form-book.ts'
import form1 from './forms/form-1.json'
import form2 from './forms/form-2.json'
import form3 from './forms/form-3.json'
import { payment } from './sample-events.ts'
import { openCheapVault, openSealed, PIN } from './sealed-book.ts'

/** A database to be made of a dump, of a name and in a factory that nothing else uses. */
interface Place {
  readonly name: string
  readonly factory: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
}

const FORMS: Readonly<Record<string, unknown>> = { 1: form1, 2: form2, 3: form3 }

export function describeForms(place: () => Place): void {
  it.each(Object.entries(FORMS))('[SF6] opens a book of form %s with every event and setting, and goes on with it', async (_, dump) => {
    const { name, factory } = place()
    await restoreDump(name, dump as DatabaseDump, factory)
    const vault = await openSealed(name, { factory })
    expect(await formBookIn(vault.store)).toEqual(FORM_BOOK)
    expect(await vault.store.append([payment('p-1'), payment('new', 'B-2')])).toEqual({ ok: true, added: 1, repeated: 1 })
    vault.close()
    const again = await openSealed(name, { factory })
    expect(await formBookIn(again.store)).toHaveLength(FORM_BOOK.length + 1)
    again.close()
  })

  it('[SF6] opens a book of form 1 without a vault as it was', async () => {
    const { name, factory } = place()
    await restoreDump(name, form1 as DatabaseDump, factory)
    const plain = await openDexieStore(name, { factory })
    expect(await formBookIn(plain)).toEqual(FORM_BOOK)
    plain.close()
  })

  it.each([2, 3])('[SF6] opens a vault of form %i for everyone who could open it', async (form) => {
    const { name, factory } = place()
    await restoreDump(name, FORMS[form] as DatabaseDump, factory)
    const vault = await openCheapVault(name, { factory })
    const officer = (await vault.status()).users.find(({ role }) => role === 'officer')
    expect(await vault.unlock(officer!.id, OFFICER_PIN)).toMatchObject({ ok: true, user: { name: 'Li' } })
    expect(await formBookIn(vault.store)).toEqual(FORM_BOOK)
    vault.close()
  })

  it.each([1, 2])('[SF6] goes on where it was stopped, after whichever step from form %i', async (form) => {
    // Stopped after as many transactions as it takes, until none was left to stop.
    for (let committed = 1, stopped = true; stopped; committed++) {
      const { name, factory } = place()
      await restoreDump(name, FORMS[form] as DatabaseDump, factory)
      stopped = await stoppedAfter(committed, name, { factory })
      const vault = await openSealed(name, { factory })
      expect(await formBookIn(vault.store), `stopped after ${committed}`).toEqual(FORM_BOOK)
      vault.close()
    }
  })
}

/** Makes or unlocks the vault, and pulls the plug when so many transactions that write have begun: whether it came to that. */
async function stoppedAfter(transactions: number, name: string, options: VaultOptions): Promise<boolean> {
  const vault = await openCheapVault(name, options)
  const { users } = await vault.status()
  const original = IDBDatabase.prototype.transaction
  let begun = 0
  IDBDatabase.prototype.transaction = function (stores, mode, how) {
    if (mode === 'readwrite' && ++begun > transactions) throw new DOMException('the power failed', 'AbortError')
    return original.call(this, stores, mode, how)
  }
  try {
    await (users[0] ? vault.unlock(users[0].id, PIN) : vault.create('Chen', PIN))
    return false
  } catch {
    return true
  } finally {
    IDBDatabase.prototype.transaction = original
    vault.close()
  }
}
