import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open, PIN, unlock } from './app.ts'
import { REOPENING, reopeningBook } from './reopening-book.ts'

const OFFICER_PIN = '385162'
const LANGUAGES = [
  ['en-GB', { force: 'In force until', stopped: 'which not even two people may lift', forSupervisors: 'for supervisors' }],
  ['zh-CN', { force: '生效中', stopped: '两个人同意也不能放行', forSupervisors: '只供主管查看' }],
] as const

const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash)
const card = (page: Page) => page.locator('section[aria-labelledby=judgement-title]')
const sheet = (page: Page) => page.locator('dialog')

async function addOfficer(page: Page, name: string): Promise<void> {
  await goTo(page, '#/settings/people')
  await page.getByRole('button', { name: /^(Add somebody|添加人员)$/u }).click()
  await sheet(page).locator('input[type=text]').fill(name)
  await sheet(page).locator('input[type=password]').first().fill(OFFICER_PIN)
  await sheet(page).locator('input[type=password]').last().fill(PIN)
  await sheet(page).locator('button[type=submit]').click()
  await sheet(page).waitFor({ state: 'detached' })
}

async function openLine(page: Page): Promise<void> {
  await goTo(page, `#/line/${REOPENING.line}`)
  await card(page).waitFor()
}

/** Proposes to open the line, and opens the sheet in which that proposal, of two perhaps, is answered. */
async function proposeToOpen(page: Page, by: string): Promise<void> {
  await openLine(page)
  await card(page).locator('.buttons button').first().click()
  await sheet(page).locator('.preview section.active').waitFor()
  await sheet(page).locator('textarea').fill('harvest sold')
  await sheet(page).locator('button[type=submit]').click()
  await sheet(page).waitFor({ state: 'detached' })
  await card(page).locator('.proposal.pending', { hasText: by }).locator('button').click()
  await sheet(page).locator('.preview section.active').waitFor()
}

async function switchTo(page: Page, name: string, pin: string): Promise<void> {
  await page.reload()
  await unlock(page, { name, pin })
}

it.each(LANGUAGES)('[VA4, P12] in %s an officer proposes, the PIN of a supervisor opens the line on the spot; a hard stop is told', async (locale, say) => {
  const { url } = await host()
  const { page, context, seen } = await open({ locale })
  await page.goto(url)
  await makeVault(page, 'Chen')
  await importFile(page, 'book.jsonl', reopeningBook(new Date().toISOString().slice(0, 10)))
  await addOfficer(page, 'Wang Fang')

  // Who proposes never answers: the only supervisor finds nobody to choose.
  await proposeToOpen(page, 'Chen')
  await sheet(page).locator('.trouble').waitFor()
  expect(await sheet(page).locator('input, button[type=submit]').count()).toBe(0)

  await switchTo(page, 'Wang Fang', OFFICER_PIN)
  await goTo(page, '#/book/overrides')
  await page.getByText(say.forSupervisors).waitFor()
  await proposeToOpen(page, 'Wang Fang')
  await sheet(page).locator('option').first().waitFor({ state: 'attached' })
  expect(await sheet(page).locator('option').allInnerTexts()).toEqual(['Chen'])
  await sheet(page).locator('input[type=password]').fill(OFFICER_PIN)
  await sheet(page).locator('button[type=submit]').click()
  await sheet(page).locator('[role=alert]').waitFor()
  await sheet(page).locator('input[type=password]').fill(PIN)
  await sheet(page).locator('button[type=submit]').click()
  await card(page).getByText(say.force).waitFor()
  await page.locator('.hero section.active').waitFor()

  await goTo(page, `#/line/${REOPENING.line}/record/flag`)
  await sheet(page).locator('input[value=fraud]').check()
  await sheet(page).locator('button[type=submit]').click()
  await page.locator('.result').waitFor()
  await page.keyboard.press('Escape')
  await card(page).getByText(say.stopped).waitFor()
  // To tell the borrower, and to ask for a review; nothing to propose.
  expect(await card(page).locator('.buttons button').count()).toBe(2)

  await switchTo(page, 'Chen', PIN)
  await goTo(page, '#/book/overrides')
  await page.locator('table button').first().waitFor()
  expect(await page.locator('tbody th').allInnerTexts()).toHaveLength(3)
  expectNothingStrange(seen, url)
  await context.close()
}, 180_000)
