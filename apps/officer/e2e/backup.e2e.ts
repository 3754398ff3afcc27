/** A book leaves one tablet as a sealed file and comes back on another: the same decisions, or words on why not. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open, scratch } from './app.ts'

const PASSPHRASE = 'reeds bend where the tide turns'
const BOOK = readFileSync(new URL('../../../packages/content/books/narrated.jsonl', import.meta.url), 'utf8')

async function go(page: Page, hash: string, wait: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash)
  await page.locator(wait).first().waitFor()
}

/** The queue as it is read, line by line. */
async function queueOf(page: Page): Promise<string[]> {
  await go(page, '#/today', '.tiles')
  return page.locator('.tiles, .status').allInnerTexts()
}

async function lookAt(page: Page, file: string, passphrase = PASSPHRASE): Promise<void> {
  await page.locator('main input[type=file]').setInputFiles(file)
  await page.getByLabel('Passphrase of the backup').fill(passphrase)
  await page.getByRole('button', { name: 'See what is in it' }).click()
}

it('is made with a passphrase, brought back on another tablet, and refused in words where it is damaged', async () => {
  const { url } = await host()
  const folder = scratch()
  const { page, context, seen } = await open({ acceptDownloads: true })
  // Headless browsers can't show a picker; without one a backup is a download.
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', BOOK)
  await go(page, '#/today', '.tiles')
  await page.getByText('The book has no backup yet.').waitFor()
  await page.getByRole('link', { name: 'Back up now' }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText('Too short: at least 12 characters, or four words.').waitFor()
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByText('Strong passphrase.').waitFor()
  await page.getByLabel('The same once more').fill(PASSPHRASE)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Back up now' }).click()])
  expect(download.suggestedFilename()).toMatch(/^tideline-\d{4}-\d{2}-\d{2}\.backup$/u)
  const file = join(folder, 'whole.backup')
  await download.saveAs(file)
  await page.getByText('The backup is made and checked').waitFor()
  const bytes = readFileSync(file)
  expect(bytes.includes('L-zhao-min')).toBe(false)
  await page.getByRole('button', { name: 'Choose a backup' }).click()
  await lookAt(page, file)
  await page.getByText('The file is whole').waitFor()
  const before = await queueOf(page)
  expect(await page.getByText('The book has no backup yet.').count()).toBe(0)

  const other = await open({ acceptDownloads: true })
  await other.page.goto(url)
  await makeVault(other.page, 'Zhou Ning', '385162')
  await other.page.getByRole('button', { name: 'Bring back' }).click()
  await lookAt(other.page, file, 'reeds bent where the tide turns')
  await other.page.getByText('The passphrase is not the one of this file.').waitFor()

  const flipped = Buffer.from(bytes)
  flipped[bytes.length - 2_000]! ^= 1
  writeFileSync(join(folder, 'damaged.backup'), flipped)
  await lookAt(other.page, join(folder, 'damaged.backup'))
  await other.page.getByText('The file is damaged').waitFor()
  await other.page.getByText(/^Part \d+ is damaged \(bytes [\d,]+ to [\d,]+\)\.$/u).waitFor()
  await other.page.getByRole('button', { name: 'Another file' }).click()

  writeFileSync(join(folder, 'cut.backup'), bytes.subarray(0, bytes.length - 5_000))
  await lookAt(other.page, join(folder, 'cut.backup'))
  await other.page.getByText(`The file breaks off at byte ${(bytes.length - 5_000).toLocaleString('en-GB')}.`).waitFor()
  await other.page.getByRole('button', { name: 'Another file' }).click()

  await lookAt(other.page, file)
  await other.page.getByText(/by Wu Lan: \d+ borrowers/u).waitFor()
  await other.page.getByRole('button', { name: 'Bring this book back' }).click()
  await other.page.getByText('The book is back').waitFor()
  expect(await queueOf(other.page)).toEqual(before)
  await context.close()
  expectNothingStrange(other.seen, url)
  expectNothingStrange(seen, url)
  await other.context.close()
}, 240_000)

it('is written where a person chose: the old file stays until all of the new one lies there', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  // A file of the origin's own is written as any other is, and can be chosen without a person.
  await context.addInitScript(() => {
    const choose = async (): Promise<FileSystemFileHandle> => (await navigator.storage.getDirectory()).getFileHandle('chosen', { create: true })
    Object.assign(globalThis, { showSaveFilePicker: choose })
  })
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', BOOK)
  await go(page, '#/settings/backup', 'main form')
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same once more').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText('is the same, byte for byte').waitFor()
  const size = await page.evaluate(async () => (await (await (await navigator.storage.getDirectory()).getFileHandle('chosen')).getFile()).size)
  expect(size).toBeGreaterThan(10_000)
  expectNothingStrange(seen, url)
  await context.close()
}, 120_000)
