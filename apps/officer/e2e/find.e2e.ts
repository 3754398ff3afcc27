import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open } from './app.ts'
import { findBook, FOUND, LATE } from './find-book.ts'

const today = (page: Page): Promise<string> => page.evaluate(() => new Intl.DateTimeFormat('sv-SE').format(new Date()))
const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash)

/** Types it as a person does, and waits for the answer. */
async function seek(page: Page, typed: string, first: string): Promise<void> {
  await page.locator('main search input').fill('')
  await page.locator('main search input').pressSequentially(typed)
  await expect.poll(() => page.locator('main li a b').first().innerText()).toBe(first)
}

it('finds in 120 lines by character, pinyin, initials, slip and telephone; keeps a filter; the queue finds the same', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', findBook(await today(page), 120))
  await page.keyboard.press('/')
  await page.getByText('120 found').waitFor()
  await expect.poll(() => page.locator('main search input').evaluate((field) => field === document.activeElement)).toBe(true)
  for (const typed of ['翡翠', 'shanfei', 'sfc', '单fc', '7731 9046', 'cuiniao', FOUND.line]) await seek(page, typed, FOUND.name)
  await seek(page, 'mohamed ali', 'Muhammad Ali')
  await page.getByText('Not quite what you typed, but near').waitFor()
  // Down from the field to a line with keys alone.
  await seek(page, 'sfc', FOUND.name)
  await page.getByRole('button', { name: 'Filters' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('article h1', { hasText: FOUND.name }).waitFor()
  await page.goBack()
  expect(await page.locator('main search input').inputValue()).toBe('sfc')
  await page.locator('main search input').fill('')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByLabel('Days past due').selectOption('90')
  await page.getByLabel('Branch or group').selectOption('河口镇')
  await page.getByRole('button', { name: 'Save this filter' }).click()
  await page.getByLabel('A name for it').fill('River, very late')
  await page.locator('dialog button[type=submit]').click()
  await page.getByRole('button', { name: 'River, very late', pressed: true }).waitFor()
  const found = await page.locator('main li a b').allInnerTexts()
  expect(found).toContain(LATE.name)
  await page.reload()
  await page.locator('input[type=password]').fill('274813')
  await page.keyboard.press('Enter')
  await page.getByText('120 found').waitFor()
  await page.getByRole('button', { name: 'River, very late' }).click()
  await expect.poll(() => page.locator('main li a b').allInnerTexts()).toEqual(found)
  // A number of the portfolio opens all that is behind it, with no filter of one's own in between.
  await goTo(page, '#/book/portfolio')
  await page.locator('section[aria-labelledby=risk-title]').getByRole('link', { name: 'More than 90 days late' }).click()
  await page.getByRole('heading', { name: /More than 90 days past due, or restructured, on/u }).waitFor()
  await expect.poll(() => page.locator('main li a b').allInnerTexts()).toContain(LATE.name)
  expect((await page.locator('main li a b').count()) > found.length).toBe(true)
  await page.getByRole('link', { name: 'Show the whole book' }).click()
  await page.getByRole('button', { name: 'River, very late', pressed: true }).waitFor()
  await goTo(page, '#/today')
  await page.getByLabel('Search lines').pressSequentially('sfc')
  await expect.poll(() => page.locator('.queue li a b').allInnerTexts()).toEqual([FOUND.name])
  expectNothingStrange(seen, url)
  await context.close()
}, 120_000)
