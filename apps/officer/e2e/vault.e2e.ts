/** The gate from outside: who gets in, what it costs to guess, and that a locked app holds nothing of the book. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, keepCode, makeVault, open, PIN, unlock } from './app.ts'
import { REOPENING, reopeningBook } from './reopening-book.ts'

const OTHER = { name: 'Ma Jun', pin: 'rain over the harbour' } as const
const PAD = (page: Page, digit: string) => page.getByRole('button', { name: digit, exact: true })

const today = (page: Page): Promise<string> => page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
/** Lets a second person in, by the supervisor who is there. */
async function addOther(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/settings/people'))
  await page.getByRole('button', { name: 'Add somebody' }).click()
  const sheet = page.locator('dialog')
  await sheet.getByLabel('Name').fill(OTHER.name)
  await sheet.getByLabel('Their first PIN').fill(OTHER.pin)
  await sheet.getByLabel('Your PIN', { exact: true }).fill(PIN)
  await sheet.locator('button[type=submit]').click()
  await sheet.waitFor({ state: 'detached' })
}

const lock = (page: Page): Promise<void> => page.getByRole('button', { name: /^Lock/u }).click()

/** A vault with a book of one line, shown. */
async function withBook(page: Page, url: string): Promise<string> {
  await page.goto(url)
  const code = await makeVault(page)
  await importFile(page, 'book.jsonl', reopeningBook(await today(page)))
  await page.getByRole('link', { name: 'To today' }).click()
  await page.getByRole('link', { name: REOPENING.name }).first().click()
  await page.locator('article h1').waitFor()
  return code
}

/** Everything that a page shows or remembers where one could look. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(() => [document.documentElement.outerHTML, document.title, location.href, JSON.stringify(history.state), JSON.stringify({ ...localStorage, ...sessionStorage })].join('\n'))

it('locked, it shows and remembers nothing of the book; the PIN brings it back; who has lost every way in gives it up, and no slip does', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await withBook(page, url)
  expect(await page.title()).toBe('Tideline')
  expect(page.url()).not.toContain(REOPENING.line)
  await lock(page)
  await page.locator('input[type=password]').waitFor()
  const found = await traces(page)
  for (const secret of [REOPENING.name, REOPENING.line, 'He Xiu', '10,000', 'North']) expect(found, secret).not.toContain(secret)
  expect(said.join('\n')).not.toContain('He Xiu')
  await page.goBack()
  expect(await traces(page)).not.toContain(REOPENING.line)
  expect(await page.getByText(REOPENING.name).count()).toBe(0)
  for (const digit of PIN) await PAD(page, digit).click()
  await page.getByRole('button', { name: 'Open the book' }).click()
  await page.getByRole('link', { name: REOPENING.name }).first().waitFor()

  await lock(page)
  await page.getByRole('button', { name: 'Forgotten?' }).click()
  await page.getByRole('button', { name: 'PINs and code are all lost' }).click()
  await page.getByRole('button', { name: 'Destroy the book' }).click()
  await page.getByText('Type exactly: destroy').waitFor()
  await page.locator('form input').fill('destroy')
  await page.getByRole('button', { name: 'Destroy the book' }).click()
  await makeVault(page)
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  expectNothingStrange(seen, url)
  await context.close()
})

it('wrong PINs cost time, a restart does not shorten it, and whose they were is told; a forgotten PIN gives way to the recovery code, which then is another', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  await page.goto(url)
  const code = await makeVault(page)
  await lock(page)
  for (const wrong of ['111222', '222333', '333444']) {
    await page.locator('input[type=password]').fill(wrong)
    await page.keyboard.press('Enter')
    await page.getByText(/do not go together|Wait \d/u).first().waitFor()
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[type=password]')?.value === '')
  }
  await page.getByText(/Wait \d seconds?\./u).first().waitFor()
  expect(await PAD(page, '1').isDisabled()).toBe(true)
  await page.reload()
  await page.getByText(/Wait [45] seconds\./u).first().waitFor()
  await PAD(page, '1').and(page.locator(':enabled')).waitFor({ timeout: 10_000 })
  await unlock(page)
  await page.getByText('3 wrong PINs were tried since you were here last.').waitFor()

  await lock(page)
  await page.getByRole('button', { name: 'Forgotten?' }).click()
  const set = async (typed: string): Promise<void> => {
    await page.getByLabel('Recovery code').fill(typed)
    await page.getByLabel('New PIN or passphrase').fill(OTHER.pin)
    await page.getByLabel('The same once more').fill(OTHER.pin)
    await page.getByRole('button', { name: 'Set the new PIN' }).click()
  }
  await set(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`)
  await page.getByText('The code is mistyped somewhere.').waitFor()
  await set(code.toLowerCase().replaceAll('-', ' '))
  expect(await keepCode(page)).not.toBe(code)
  await lock(page)
  await page.getByRole('button', { name: 'Keyboard' }).click()
  await unlock(page, { pin: OTHER.pin })
  expectNothingStrange(seen, url)
  await context.close()
})

it('locks itself when nobody touches it, having said so, and when it was out of sight', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  await page.clock.install()
  await withBook(page, url)
  await page.clock.fastForward('04:45')
  await page.getByText('The book locks itself soon.').waitFor()
  // Any key or touch will do.
  await page.keyboard.press('Shift')
  await page.getByText('The book locks itself soon.').waitFor({ state: 'detached' })
  await page.clock.fastForward('05:01')
  await page.locator('input[type=password]').waitFor()
  expect(await page.getByText(REOPENING.name).count()).toBe(0)

  await unlock(page)
  await page.getByRole('link', { name: REOPENING.name }).first().waitFor()
  // As a tablet that sleeps: hidden, no timer runs, the time goes on.
  const see = (state: 'hidden' | 'visible'): Promise<void> =>
    page.evaluate((to) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => to })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await see('hidden')
  expect(await page.getByRole('link', { name: REOPENING.name }).first().isVisible()).toBe(false)
  await see('visible')
  await page.getByRole('link', { name: REOPENING.name }).first().waitFor()
  await see('hidden')
  await page.clock.setSystemTime(Date.now() + 3_600_000)
  await see('visible')
  await page.locator('input[type=password]').waitFor()
  expectNothingStrange(seen, url)
  await context.close()
})

it('locked by a slip in the middle of a form, somebody else takes over in two touches without a network; what was typed is given back to who typed it, and to nobody else', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  await withBook(page, url)
  await addOther(page)
  const pay = async (): Promise<void> => {
    await page.getByRole('link', { name: REOPENING.name }).first().click()
    await page.getByRole('link', { name: 'Record a payment' }).click()
  }
  const amount = page.getByLabel('Amount (CNY)')
  await page.evaluate(() => (location.hash = '#/today'))
  await pay()
  await amount.fill('123.45')
  await page.keyboard.press('Escape')
  await context.setOffline(true)
  await lock(page)
  await page.getByRole('button', { name: OTHER.name }).click()
  await page.getByRole('button', { name: 'Keyboard' }).click()
  await unlock(page, { pin: OTHER.pin })
  await page.locator('header').getByText(OTHER.name).waitFor()
  expect(await page.locator('header').getByText('Wu Lan').count()).toBe(0)
  await pay()
  expect(await amount.inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await lock(page)
  await unlock(page, { name: 'Wu Lan' })
  await pay()
  await expect.poll(() => amount.inputValue()).toBe('123.45')
  expectNothingStrange(seen, url)
  await context.close()
})

it('a book from before there were vaults is sealed with all that is in it', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  await page.goto(url)
  await page.getByRole('button', { name: 'Practise' }).click()
  await page.getByRole('button', { name: 'Open the stories' }).waitFor()
  const text = reopeningBook(await today(page))
  await importFile(page, 'book.jsonl', text)
  // As the plain store wrote it, in the place where the book of work was then.
  await page.evaluate(async () => {
    const opened = (name: string, make?: (db: IDBDatabase) => void, version?: number): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name, version)
        request.onupgradeneeded = () => make?.(request.result)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const from = await opened('tideline-practice')
    await done(indexedDB.deleteDatabase('tideline'))
    // Form 1: these tables, and a number that Dexie writes tenfold.
    const names = ['shelves', 'journal', 'settings']
    const reading = from.transaction(names)
    const stores = await Promise.all(
      names.map(async (name) => {
        const store = reading.objectStore(name)
        const [rows, keys] = await Promise.all([done(store.getAll()), done(store.getAllKeys())])
        return { name, keyPath: store.keyPath, autoIncrement: store.autoIncrement, rows, keys, indices: [...store.indexNames].map((index) => store.index(index)) }
      }),
    )
    const to = await opened(
      'tideline',
      (db) => {
        for (const { name, keyPath, autoIncrement, indices } of stores) {
          const store = db.createObjectStore(name, { keyPath, autoIncrement })
          for (const { name: index, keyPath: path, unique, multiEntry } of indices) store.createIndex(index, path, { unique, multiEntry })
        }
      },
      10,
    )
    const writing = to.transaction(names, 'readwrite')
    for (const { name, keyPath, rows, keys } of stores) rows.forEach((row, i) => writing.objectStore(name).put(row, keyPath === null ? keys[i] : undefined))
    await new Promise((resolve) => (writing.oncomplete = resolve))
    to.close()
    from.close()
  })
  await page.getByRole('button', { name: 'Leave practice' }).click()
  await page.getByText('A book from before lies on this device').waitFor()
  await page.locator('form input').nth(0).fill('Wu Lan')
  await page.locator('form input').nth(1).fill(PIN)
  await page.locator('form input').nth(2).fill(PIN)
  await page.locator('form button[type=submit]').click()
  await keepCode(page)
  await page.getByRole('link', { name: REOPENING.name }).first().waitFor()
  await page.reload()
  await unlock(page)
  await page.getByRole('link', { name: REOPENING.name }).first().click()
  await page.locator('#journal-title').getByText(`${text.trim().split('\n').length}`).waitFor()
  expectNothingStrange(seen, url)
  await context.close()
})
