import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { host, importFile, makeVault, open, openKillable, scratch, unlock } from './app.ts'
import { reopeningBook, REOPENING } from './reopening-book.ts'

const today = (page: Page): Promise<string> => page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))

/** A book of one's own with a line in it, and the form of a payment half filled in. */
async function midForm(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', reopeningBook(await today(page)))
  await typeAmount(page, '777')
}

async function typeAmount(page: Page, amount: string): Promise<void> {
  await page.evaluate(() => (location.hash = '#/record'))
  await page.locator('main').locator('li a', { hasText: REOPENING.name }).last().click()
  await page.getByLabel('Amount (CNY)').fill(amount)
  await page.waitForTimeout(800)
}

/** Of the queue, by its name. */
async function openLine(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/today'))
  await page.locator('a', { hasText: REOPENING.name }).first().click()
}

async function expectDraft(page: Page, amount: string): Promise<void> {
  await page.evaluate(() => (location.hash = '#/record'))
  await page.getByText(/1 entry typed, not saved/u).click()
  await page.locator('details a').first().click()
  expect(await page.getByLabel('Amount (CNY)').inputValue()).toBe(amount)
}

/** Changes what lies in the book's database, past the app. */
const behindItsBack = (page: Page, store: string): Promise<void> =>
  page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('tideline')
        request.onerror = () => reject(new Error('not opened'))
        request.onsuccess = () => {
          const cleared = request.result.transaction(name, 'readwrite')
          cleared.objectStore(name).clear()
          cleared.oncomplete = () => (request.result.close(), resolve())
        }
      }),
    store,
  )

/** Turns one byte of what lies there of the first borrower, past the app. */
const damage = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('tideline')
        request.onerror = () => reject(new Error('not opened'))
        request.onsuccess = () => {
          const changing = request.result.transaction('sealedShelves', 'readwrite')
          changing.objectStore('sealedShelves').openCursor().onsuccess = ({ target }) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue>).result
            const shelf = cursor.value as { rows: { bytes: Uint8Array }[] }
            shelf.rows[0]!.bytes[20]! ^= 1
            cursor.update(shelf)
          }
          changing.oncomplete = () => (request.result.close(), resolve())
        }
      }),
  )

describe('what was typed', () => {
  it('is there after the browser was killed in the middle of a form', async () => {
    const profile = scratch()
    const { url } = await host()
    const first = await openKillable(profile)
    await midForm(first.page, url)
    await first.kill()
    const second = await openKillable(profile)
    await second.page.goto(url)
    await unlock(second.page)
    await expectDraft(second.page, '777')
    await second.kill()
  })

  it('is said to be at risk where the disk is full, and kept when there is room again; is there after the worker died, and the PIN is asked for again', async () => {
    const { url } = await host()
    const { page, context } = await open()
    await midForm(page, url)
    const [worker] = page.workers()
    await worker!.evaluate(() => {
      const store = IDBObjectStore.prototype as IDBObjectStore & { withRoom: IDBObjectStore['put'] }
      store.withRoom = store.put
      store.put = () => {
        throw new DOMException('no room', 'QuotaExceededError')
      }
    })
    await typeAmount(page, '888')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('form').getByText('the device is full').waitFor()
    await page.evaluate(() => (location.hash = '#/today'))
    await page.getByText('What you typed can’t be kept').waitFor()
    await worker!.evaluate(() => {
      const store = IDBObjectStore.prototype as IDBObjectStore & { withRoom: IDBObjectStore['put'] }
      store.put = store.withRoom
    })
    await page.getByText('What you typed can’t be kept').waitFor({ state: 'detached', timeout: 30_000 })

    await worker!.evaluate(() => self.close())
    await page.getByText('The app had to start anew.').waitFor()
    await unlock(page)
    await expectDraft(page, '888')
    await context.close()
  })
})

describe('a book in two windows', () => {
  it('takes the entries of both, shows them in both, and is locked in both by who leaves', async () => {
    const { url } = await host()
    const { page, context } = await open()
    await midForm(page, url)
    const other = await context.newPage()
    await other.goto(url)
    await unlock(other)
    await typeAmount(other, '50')
    for (const each of [other, page]) {
      await each.getByRole('button', { name: 'Save', exact: true }).click()
      await each.getByRole('button', { name: 'Done' }).click()
    }
    for (const each of [page, other]) {
      await openLine(each)
      await each.locator('main').getByText(String(REOPENING.balance - 50 - 777), { exact: true }).first().waitFor()
    }
    await other.getByRole('button', { name: /^Lock/u }).click()
    for (const each of [page, other]) await each.locator('input[type=password]').waitFor()
    await context.close()
  })
})

it('says whose entries can no longer be read, and shows everybody else', async () => {
  const { url } = await host()
  const { page, context } = await open()
  await page.goto(url)
  await makeVault(page)
  const day = await today(page)
  await importFile(page, 'book.jsonl', reopeningBook(day) + reopeningBook(day).replaceAll(/"(B-|L-|r-)/gu, '"other-$1'))
  await page.goto('about:blank')
  await page.goto(`${url}licences.txt`)
  await damage(page)
  await page.goto(url)
  await unlock(page)
  await page.getByText('Some of the saved book can’t be read').waitFor()
  await page.locator('a', { hasText: REOPENING.name }).first().waitFor()
  await context.close()
})

describe('a book that is gone', () => {
  it('is said to have lost its keys when the header was cleared, and to be gone, with the way back, when its database was deleted', async () => {
    const { url } = await host()
    const { page, context } = await open()
    const behind = async (change: () => Promise<unknown>): Promise<void> => {
      await page.goto('about:blank')
      await page.goto(`${url}licences.txt`)
      await change()
      await page.goto(url)
    }
    await page.goto(url)
    await makeVault(page)
    await behind(() => behindItsBack(page, 'vault'))
    await page.getByText('The keys of the book are gone').waitFor()
    await behind(() => page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('tideline').onsuccess = resolve))))
    await page.getByText('The book that was on this device is gone').waitFor()
    await page.getByRole('button', { name: 'Begin anew on this device' }).click()
    await makeVault(page)
    await context.close()
  })
})

it('warns long before the device is full, with what to do; says that the clock is wrong when the newest entry is of later', async () => {
  const { url } = await host()
  const { page, context } = await open()
  // What a full device tells of itself: this browser always says that ten gigabytes are left.
  await page.addInitScript(() => {
    StorageManager.prototype.estimate = async () => ({ usage: 1_000_000_000, quota: 1_150_000_000 })
  })
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', reopeningBook(await today(page)))
  await page.evaluate(() => (location.hash = '#/today'))
  await page.getByText(/Only .* left on this device/u).waitFor()
  await page.evaluate(() => (location.hash = '#/settings/device'))
  await page.getByText('Make a backup').waitFor()

  await page.clock.setSystemTime(new Date('2015-01-01T09:00:00Z'))
  await page.reload()
  await unlock(page)
  await page.evaluate(() => (location.hash = '#/today'))
  await page.getByText('This device’s clock is wrong').first().waitFor()
  await context.close()
})
