/** The record on screen: whole, or where it breaks; who decided what; who did and saw what. */
import { readFileSync } from 'node:fs'
import type { JournalEvent } from '@tideline/journal'
import { makeDevice, payment } from '@tideline/journal/fixtures'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open, PIN, unlock } from './app.ts'
import { faultsOf } from './faults.ts'

const common = { borrower: 'B-1', on: '2026-01-10', at: '2026-01-10T09:00:00Z', by: 'officer-1' }
const OPENING: readonly JournalEvent[] = [
  { ...common, id: 'r', type: 'borrower.registered', data: { name: '林美', branch: 'East' } },
  { ...common, id: 'o', type: 'line.opened', line: 'L-1', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
]
const lines = (events: readonly JournalEvent[]): string => events.map((event) => JSON.stringify(event)).join('\n')

async function go(page: Page, hash: string, wait: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash)
  await page.locator(wait).first().waitFor()
}

async function verify(page: Page): Promise<void> {
  await go(page, '#/settings/audit', '#verify-title')
  await page.getByRole('button', { name: /Check/u }).click()
  await page.locator('#heads-title').waitFor()
}

it('says that the record is whole, who decided what and who did and saw what, and saves it', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', lines(OPENING))
  await go(page, '#/line/L-1/record/flag', 'dialog form')
  await page.locator('dialog button[type=submit]').click()
  await page.locator('.result').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Lock' }).click()
  await page.locator('input[type=password]').fill('000001')
  await page.keyboard.press('Enter')
  await page.locator('.wrong').waitFor()
  await page.locator('input[type=password]').fill('')
  await unlock(page, { pin: PIN })
  await verify(page)
  await page.getByText('The record is whole').waitFor()
  const acts = page.locator('section[aria-labelledby=acts-title] li')
  await acts.first().waitFor()
  expect(await acts.allInnerTexts()).toEqual([expect.stringMatching(/林美[\s\S]*Wu Lan/u)])
  const log = page.locator('section[aria-labelledby=access-title]')
  await log.locator('li').first().waitFor()
  expect(await log.locator('li b').allInnerTexts()).toEqual(['Unlocked', 'Wrong PIN', 'Locked', 'Looked at a line', 'Imported a file', 'Set up the book'])
  for (const viewport of [{ width: 1024, height: 768 }, { width: 360, height: 740 }]) {
    await page.setViewportSize(viewport)
    expect(await faultsOf(page, 'the record')).toEqual([])
  }
  await log.getByLabel('What').selectOption('line-read')
  await expect.poll(() => log.locator('li').count()).toBe(1)
  const saving = page.waitForEvent('download')
  await log.getByRole('button', { name: /Save/u }).click()
  expect(readFileSync((await (await saving).path())!, 'utf8')).toMatch(/^\uFEFFseq,at,by,role,kind,about,facts\r\n3,[^,]+,Wu Lan,supervisor,line-read,L-1,\r\n$/u)
  await log.locator('li a').click()
  await page.locator('article h1').waitFor()
  expectNothingStrange(seen, url)
  await context.close()
}, 120_000)

it('names the first broken place of a record, and what to do', async () => {
  const { url } = await host()
  const { page, context } = await open()
  const device = await makeDevice('Tablet 7')
  const signed = [await device.register(), await device.sign(payment(1)), await device.sign(payment(2)), await device.sign(payment(3))]
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', lines([...OPENING, ...signed.filter((_, i) => i !== 2)]))
  await verify(page)
  await page.getByText('The record is not whole').waitFor()
  const broken = page.locator('.breaks li').first()
  expect(await broken.innerText()).toMatch(/An entry is missing[\s\S]*Tablet 7 \([0-9a-f]{8}\), place 3[\s\S]*officer-1/u)
  await page.getByText('What to do:').waitFor()
  expect(await faultsOf(page, 'a broken record')).toEqual([])
  await context.close()
}, 120_000)
