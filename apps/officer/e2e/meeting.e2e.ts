/** A meeting of thirty with five exceptions: offline, on a slow tablet, in a book of 500, with the power gone in the middle. */
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, openKillable, readyOffline, scratch, unlock, watch } from './app.ts'
import { CENTRE, DUE, meetingBook, NAMES, PEOPLE } from './meeting-book.ts'

const LINES = 500
const SLOWER = 4
const stop = (page: Page): Locator => page.locator('section[aria-labelledby=route-title] ol a', { hasText: CENTRE })
const row = (page: Page, name: string): Locator => page.locator('.sheet li', { hasText: name })
const CNY = (fen: number): string => `CN¥${(fen / 100).toLocaleString('en')}`

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

/** Counts what a hand does. */
function hand(page: Page) {
  let taps = 0
  const tap = async (target: Locator): Promise<void> => {
    taps++
    await target.click()
  }
  const type = async (amount: number): Promise<void> => {
    for (const digit of String(amount)) await tap(page.locator('.pad').getByRole('button', { name: digit, exact: true }))
    await tap(page.locator('dialog button[type=submit]'))
    await page.locator('dialog').waitFor({ state: 'detached' })
  }
  return { tap, type, taps: () => taps }
}

it('is taken in few touches, comes back after the power was gone, adds up to the cash, and is saved once', { timeout: 300_000 }, async () => {
  const profile = scratch()
  const { url, close } = await host()
  const first = await openKillable(profile)
  let { page } = first
  const seen = await watch(first.context)
  await page.goto(url)
  await readyOffline(page)
  await makeVault(page)
  const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await importFile(page, 'book.jsonl', meetingBook(today, LINES))
  await close()
  await first.context.setOffline(true)
  await slowDown(page)

  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await stop(page).getByText(`${PEOPLE} people, ${CNY(PEOPLE * DUE)} due`).waitFor()
  await page.getByText(`${CNY(DUE)} due today`).first().waitFor()
  const before = hand(page)
  const began = Date.now()
  await before.tap(stop(page))
  await before.tap(page.getByRole('button', { name: 'All here' }))
  for (const name of [NAMES[1]!, NAMES[2]!]) await before.tap(row(page, name).locator('.roll'))
  await row(page, NAMES[4]!).getByText('Promised CN¥200 by').waitFor()
  await before.tap(page.getByRole('button', { name: `Another amount for ${NAMES[4]!}` }))
  await before.type(200)
  await before.tap(page.getByRole('button', { name: `Another amount for ${NAMES[5]!}` }))
  await before.tap(page.locator('dialog').getByRole('button', { name: 'Nothing' }))
  let spent = Date.now() - began
  await page.getByText('28 here, 2 absent, 0 not called').waitFor()
  // What was typed is kept when the typing pauses for a moment.
  await page.waitForTimeout(1_500)
  expectNothingStrange(seen, url)
  await first.kill()

  const second = await openKillable(profile)
  ;({ page } = second)
  await second.context.setOffline(true)
  await page.goto(url)
  // Held upright from now on.
  await page.setViewportSize({ width: 800, height: 1280 })
  await unlock(page)
  await slowDown(page)
  await stop(page).getByText('Begun, not saved').waitFor()
  const after = hand(page)
  const again = Date.now()
  await after.tap(stop(page))
  await page.getByText('28 here, 2 absent, 0 not called').waitFor()
  await row(page, NAMES[4]!).getByText('200 of 400').waitFor()
  await row(page, NAMES[5]!).getByText('Nothing').waitFor()
  // The last of five who don't pay as due: by keys alone, more than was asked.
  await page.getByRole('button', { name: `Another amount for ${NAMES[6]!}` }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('500')
  await page.keyboard.press('Enter')
  await after.tap(page.getByRole('button', { name: '25 here paid as due' }))
  const received = 25 * DUE + 20_000 + 50_000
  await page.locator('dd', { hasText: CNY(received) }).waitFor()
  await after.tap(page.getByRole('button', { name: 'Count the cash' }))
  await after.type(received / 100 - 10)
  await page.getByText('CN¥10 is missing from the cash.').waitFor()
  await after.tap(page.getByRole('button', { name: /^Cash:/u }))
  await after.tap(page.getByRole('button', { name: /^As received/u }))
  await page.getByText('The cash agrees.').waitFor()
  await page.getByText('2 without an amount are saved as not paid.').waitFor()
  await after.tap(page.getByRole('button', { name: 'Save the meeting' }))
  await page.getByRole('heading', { name: 'The meeting is saved' }).waitFor()
  spent += Date.now() - again
  await page.getByText(`Received ${CNY(received)} of ${CNY(PEOPLE * DUE)}; 28 were here.`).waitFor()
  const cells = await page.locator('tbody tr td:last-child').allInnerTexts()
  expect(cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0) * 100).toBe(received)
  const taps = before.taps() + after.taps()
  console.log(`meeting of ${PEOPLE}, 5 exceptions, ${LINES} lines, ${SLOWER}× slower: ${taps} touches, ${(spent / 1000).toFixed(1)} s of the app`)
  expect(taps).toBeLessThan(45)
  // Ten minutes are a person's; the app itself must be quick.
  expect(spent).toBeLessThan(60_000)

  // It is there once, and the money with it, after the page starts anew.
  await page.reload()
  await unlock(page)
  await stop(page).getByText(`Saved: ${CNY(received)} received`).waitFor()
  await page.evaluate(() => (location.hash = '#/line/L-6'))
  const paid = page.locator('section[aria-labelledby=journal-title] li', { hasText: 'Paid CN¥500' })
  await paid.waitFor()
  expect(await paid.count()).toBe(1)
  await second.close()
})
