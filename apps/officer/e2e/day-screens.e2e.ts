/** Every screen of the officer's day, looked through in both languages at every size. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open } from './app.ts'
import { faultsAtEverySize } from './faults.ts'
import { meetingBook } from './meeting-book.ts'

async function walk(page: Page, url: string): Promise<string[]> {
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => void faults.push(...(await faultsAtEverySize(page, screen)))
  const dialog = page.locator('dialog')
  const away = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  const go = async (hash: string, wait: string): Promise<void> => {
    await page.evaluate((to) => (location.hash = to), hash)
    await page.locator(wait).first().waitFor()
  }
  await page.goto(url)
  await makeVault(page)
  const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
  await importFile(page, 'book.jsonl', meetingBook(today, 74))
  await go('#/today', '#tasks-of-day-title')
  await look('the route of the day')
  await page.locator('section[aria-labelledby=route-title] ol a').first().click()
  await page.locator('.sheet li').first().waitFor()
  await look('a sheet')
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  if (await page.evaluate(() => document.querySelector('main')!.scrollWidth > document.querySelector('main')!.clientWidth)) faults.push('a sheet scrolls sideways at twice the size')
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
  const [roll, rest] = [page.locator('.sheet > .buttons button').first(), page.locator('.sheet > .buttons button').last()]
  await roll.click()
  await page.locator('.roll').nth(1).click()
  await page.locator('.pay button:last-child').nth(4).click()
  await page.locator('.pad').waitFor()
  await look('an amount')
  await page.keyboard.type('150')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await rest.click()
  await page.locator('.sheet section .buttons button').first().click()
  await page.keyboard.type('9000')
  await page.keyboard.press('Enter')
  await page.locator('.differs').waitFor()
  await look('a sheet whose cash differs')
  await page.locator('.sheet section .buttons button').last().click()
  await page.locator('table').first().waitFor()
  await look('a meeting that was held')
  await go('#/week', 'ol li h2')
  await look('the week')
  await go('#/meeting/nowhere/2020-01-01', 'h1')
  await look('no such meeting')
  await go('#/book/centres', 'section.card')
  await page.locator('section.card summary').first().click()
  await look('centres')
  await page.locator('section.card .buttons button').first().click()
  await dialog.locator('label').nth(3).click()
  await look('people for a centre')
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })
  await page.locator('section.card .buttons button').nth(1).click()
  await look('a centre is changed')
  await away()
  await page.locator('.buttons .main').first().click()
  await dialog.locator('button[type=submit]').click()
  await dialog.locator('[aria-invalid]').waitFor()
  await look('a centre is made, with a fault')
  await dialog.locator('input').first().fill('New town')
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'New town' }).waitFor()
  return faults
}

it.each(['en-GB', 'zh-CN'])('in %s, at every size, no screen of the day has a fault', { timeout: 300_000 }, async (locale) => {
  const { url } = await host()
  const { page, context, seen } = await open({ locale, reducedMotion: 'reduce' })
  expect(await walk(page, url)).toEqual([])
  expectNothingStrange(seen, url)
  await context.close()
})
