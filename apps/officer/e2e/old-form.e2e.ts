import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { host, open, unlock } from './app.ts'

/** A database as the program of its day left it: storage, src/contract/forms. */
const form = (number: number): unknown => JSON.parse(readFileSync(new URL(`../../../packages/storage/src/contract/forms/form-${number}.json`, import.meta.url), 'utf8'))

/** Makes the database of a dump in the page; runs there, so it knows nothing from outside. */
const restore = (dump: unknown): Promise<void> => {
  type Dump = { version: number; stores: Record<string, { keyPath: string; indexes?: string[]; rows: unknown[] }> }
  const { version, stores } = dump as Dump
  const withBytes = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if ('base64' in value) return Uint8Array.from(atob(String(value.base64)), (character) => character.charCodeAt(0))
    if (Array.isArray(value)) return value.map(withBytes)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withBytes(part)]))
  }
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('tideline', version)
    request.onupgradeneeded = () => {
      for (const [name, { keyPath, indexes = [], rows }] of Object.entries(stores)) {
        const store = request.result.createObjectStore(name, { keyPath })
        for (const index of indexes) store.createIndex(index, index)
        for (const row of rows) store.put(withBytes(row))
      }
    }
    request.onsuccess = () => (request.result.close(), resolve())
    request.onerror = () => reject(new Error('not made'))
  })
}

it.each([2, 3])('opens the vault that an older app left in form %i, with every line', async (number) => {
  const { url } = await host()
  const { page, context } = await open()
  await page.goto(`${url}licences.txt`)
  await page.evaluate(restore, form(number))
  await page.goto(url)
  await unlock(page, { pin: '270914', name: 'Chen' })
  await page.locator('.tiles').waitFor({ timeout: 60_000 })
  expect(await page.getByText(/can’t be read|are gone/u).count()).toBe(0)
  await context.close()
})
