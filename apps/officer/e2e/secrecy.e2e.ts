/** The whole profile of a browser in which the app was used, byte by byte: sealed it holds nothing of the book, plain all of it. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { host, importFile, makeVault, openKillable, readyOffline, scratch, startBook, type Killable } from './app.ts'
import { filesUnder, findIn, type Place } from './byte-search.ts'
import { dumpOrigin } from './origin-dump.ts'
import { EVERYTHING, LINE, plantedBook, REOPENING, STORED, TYPED, UNSAVED } from './planted-book.ts'

const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash)
const today = (page: Page): Promise<string> => page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))

async function record(page: Page, kind: string, values: Readonly<Record<string, string>>): Promise<void> {
  await goTo(page, `#/line/${LINE}/record/${kind}`)
  for (const [label, value] of Object.entries(values)) await page.getByRole('dialog').getByLabel(label).fill(value)
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.locator('.result').waitFor()
  await goTo(page, `#/line/${LINE}`)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** As an officer uses it in a day: a file, a new borrower, entries, a promise, a search, a copy, and something left half typed. */
async function use(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await importFile(page, 'spring.jsonl', plantedBook(await today(page), false))
  await page.getByText('The file is in the book').waitFor()
  await goTo(page, '#/register')
  await page.getByLabel('Name', { exact: true }).fill(TYPED.name)
  await page.getByLabel('Branch').fill(TYPED.branch)
  await page.getByRole('button', { name: 'Save and open a line' }).click()
  await page.getByLabel(/^Limit|^Approved limit/u).fill((TYPED.limit / 100).toFixed(2))
  await page.locator('form button[type=submit]').click()
  await page.locator('article h1').waitFor()
  await record(page, 'payment', { 'Amount (CNY)': (TYPED.payment / 100).toFixed(2) })
  await save(page)
  await record(page, 'contact', { 'What came of it': TYPED.phone })
  await save(page)
  await record(page, 'review', { Note: TYPED.note })
  await save(page)
  await goTo(page, `#/line/${REOPENING.line}`)
  await page.locator('.cards .issue button').first().click()
  await page.locator('dialog .main').click()
  await page.locator('dialog').waitFor({ state: 'detached' })
  await goTo(page, '#/')
  await page.getByLabel('Search lines').fill(UNSAVED.search)
  await page.getByLabel('Search lines').fill(TYPED.name)
  await goTo(page, '#/settings')
  await page.getByRole('button', { name: 'Save the journal to a file' }).click()
  await record(page, 'review', { Note: UNSAVED.draft })
}

interface Used extends Killable {
  /** What was said to the console, in the page and elsewhere. */
  readonly console: string[]
}

async function start(profile: string, url: string): Promise<Used> {
  const browser = await openKillable(profile)
  const said: string[] = []
  browser.context.on('console', (message) => said.push(message.text()))
  browser.context.on('weberror', (error) => said.push(String(error.error())))
  // Where the person lets the copy go is theirs: outside of what the app keeps.
  const session = await browser.context.newCDPSession(browser.page)
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: scratch() })
  await browser.page.goto(url)
  await readyOffline(browser.page)
  return { ...browser, console: said }
}

/** Everything that is left: through the browser's doors, then, when it has ended, every file of its profile. */
async function leftIn(browser: Used, profile: string): Promise<Place[]> {
  const origin = await dumpOrigin(browser.page)
  await browser.close()
  return [...origin, { where: 'console', bytes: Buffer.from(browser.console.join('\n')) }, ...filesUnder(profile)]
}

it('leaves nothing of the book in the profile of a browser once it is locked', { timeout: 240_000 }, async () => {
  const { url } = await host()
  const profile = scratch()
  const browser = await start(profile, url)
  const { page } = browser
  await makeVault(page)
  await use(page)
  await page.getByRole('dialog').press('Escape')
  await page.getByRole('button', { name: /^Lock/u }).click()
  await page.locator('input[type=password]').waitFor()
  expect(await page.title()).toBe('Tideline')
  const places = await leftIn(browser, profile)
  expect(places.map(({ where }) => where)).toEqual(expect.arrayContaining(['IndexedDB', 'Cache Storage', 'localStorage', 'page', 'console']))
  // The store was read, and there was something in it.
  expect(places.find(({ where }) => where === 'IndexedDB')!.bytes.length).toBeGreaterThan(4_000)
  expect(findIn(places, EVERYTHING)).toEqual({})
  // Addresses name lines by number, and a browser keeps a history of addresses; the app itself keeps none.
  expect(Object.values(findIn(places, [LINE])).flat().filter((where) => !where.startsWith('/'))).toEqual([])
})

it('finds all of it by the same search where the book is kept without a vault', { timeout: 240_000 }, async () => {
  const { url } = await host()
  const profile = scratch()
  const browser = await start(profile, url)
  await startBook(browser.page, /Open the stories/u)
  await importFile(browser.page, 'spring.jsonl', plantedBook(await today(browser.page), true))
  const found = findIn(await leftIn(browser, profile), STORED)
  for (const thing of STORED) {
    expect(found[thing], `${thing} through the browser`).toContain('IndexedDB')
    expect(found[thing], `${thing} on the disk`).toEqual(expect.arrayContaining([expect.stringContaining('IndexedDB/')]))
  }
})
