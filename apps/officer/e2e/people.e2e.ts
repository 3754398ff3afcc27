import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addAuthenticator } from './authenticator.ts'
import { expectNothingStrange, host, importFile, keepCode, makeVault, open, PIN, unlock } from './app.ts'

const [LI_PIN, LATER_PIN] = ['385162', '481516']
const common = { on: '2026-01-10', at: '2026-01-10T09:00:00Z', by: 'officer-1' }
const BOOK = [
  { ...common, id: 'r1', borrower: 'B-1', type: 'borrower.registered', data: { name: '欧阳若兰', branch: 'East' } },
  { ...common, id: 'o1', borrower: 'B-1', line: 'L-1', type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  { ...common, id: 'r2', borrower: 'B-2', type: 'borrower.registered', data: { name: 'He Ping', branch: 'East' } },
  { ...common, id: 'o2', borrower: 'B-2', line: 'L-2', type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 2_000_000 } },
]
const FILE = BOOK.map((event) => `${JSON.stringify(event)}\n`).join('')

const go = (page: Page, hash: string): Promise<unknown> => page.evaluate((to) => (location.hash = to), hash)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const sheet = (page: Page) => page.locator('dialog')

async function people(page: Page): Promise<void> {
  await go(page, '#/settings/people')
  await page.locator('#people-title').waitFor()
}

async function lock(page: Page): Promise<void> {
  await button(page, /^Lock, or switch user/u).click()
  await page.locator('nav').waitFor({ state: 'detached' })
}

/** Types the own PIN into the sheet that asks for it, and sends it. */
async function send(page: Page, pin = PIN): Promise<void> {
  await sheet(page).getByLabel('Your PIN', { exact: true }).fill(pin)
  await sheet(page).locator('button[type=submit]').click()
}

async function expectSaid(page: Page, said: string): Promise<void> {
  await page.locator('p.said', { hasText: said }).waitFor()
  expect(await sheet(page).count()).toBe(0)
}

async function addLi(page: Page): Promise<void> {
  await people(page)
  await button(page, 'Add somebody').click()
  await sheet(page).getByLabel('Name').fill('Li Na')
  await sheet(page).getByLabel('Their first PIN').fill(LI_PIN)
  await send(page)
  await expectSaid(page, 'Li Na can open the book now.')
}

async function ready(): Promise<{ page: Page; code: string; done: () => Promise<void> }> {
  const { url } = await host()
  const { page, context, seen } = await open()
  page.setDefaultTimeout(30_000)
  await page.goto(url)
  const code = await makeVault(page)
  const done = async (): Promise<void> => {
    expectNothingStrange(seen, url)
    await context.close()
  }
  return { page, code, done }
}

describe('people', () => {
  it('are let in, change their PIN, get a new one and are removed, nothing typed is lost on a refusal; a new recovery code takes the place of the one before', { timeout: 180_000 }, async () => {
    const { page, code, done } = await ready()
    await people(page)
    await button(page, 'Add somebody').click()
    await sheet(page).getByLabel('Name').fill('Wu Lan')
    await sheet(page).getByLabel('Their first PIN').fill('123456')
    await send(page)
    await sheet(page).getByText('Too easy to guess').waitFor()
    await sheet(page).getByLabel('Their first PIN').fill(LI_PIN)
    await sheet(page).locator('button[type=submit]').click()
    await sheet(page).getByText('There is already a user of that name.').waitFor()
    await sheet(page).getByLabel('Name').fill('Li Na')
    await send(page, '999999')
    await sheet(page).getByText('That is not your PIN.').waitFor()
    expect(await sheet(page).getByLabel('Name').inputValue()).toBe('Li Na')
    expect(await sheet(page).getByLabel('Their first PIN').inputValue()).toBe(LI_PIN)
    await send(page)
    await expectSaid(page, 'Li Na can open the book now.')

    await lock(page)
    await unlock(page, { name: 'Li Na', pin: LI_PIN })
    await people(page)
    await page.getByText('A supervisor adds people').waitFor()
    for (const name of ['Add somebody', 'New recovery code', 'Remove Wu Lan', 'A new PIN for Wu Lan']) expect(await button(page, name).count(), name).toBe(0)
    await button(page, 'Change my PIN').click()
    await sheet(page).getByLabel('Your PIN as it is now').fill(LI_PIN)
    await sheet(page).getByLabel('New PIN or passphrase').fill(LATER_PIN)
    await sheet(page).getByLabel('The same once more').fill('481517')
    await sheet(page).locator('button[type=submit]').click()
    await sheet(page).getByText('The two are not the same.').waitFor()
    await sheet(page).getByLabel('The same once more').fill(LATER_PIN)
    await sheet(page).locator('button[type=submit]').click()
    await expectSaid(page, 'Your PIN has been changed.')
    await lock(page)
    await unlock(page, { name: 'Li Na', pin: LATER_PIN })

    await lock(page)
    await unlock(page, { name: 'Wu Lan' })
    await people(page)
    await button(page, 'A new PIN for Li Na').click()
    await sheet(page).getByLabel('New PIN or passphrase').fill(LI_PIN)
    await send(page)
    await expectSaid(page, 'Li Na has a new PIN.')
    await lock(page)
    await unlock(page, { name: 'Li Na', pin: LI_PIN })

    await lock(page)
    await unlock(page, { name: 'Wu Lan' })
    await people(page)
    await button(page, 'Remove Li Na').click()
    await send(page)
    await expectSaid(page, 'Li Na can no longer open the book.')
    await lock(page)
    // Alone again, one is not asked who one is.
    await unlock(page)

    await people(page)
    await button(page, 'New recovery code').click()
    await send(page)
    const renewed = await keepCode(page)
    await expectSaid(page, 'The new recovery code holds.')
    expect(renewed).not.toBe(code)
    await lock(page)
    await button(page, 'Forgotten?').click()
    const recover = async (typed: string): Promise<void> => {
      await page.getByLabel('Recovery code').fill(typed)
      await page.getByLabel('New PIN or passphrase').fill(LATER_PIN)
      await page.getByLabel('The same once more').fill(LATER_PIN)
      await page.locator('form button[type=submit]').click()
    }
    await recover(code)
    await page.getByText('This code does not open this book.').waitFor()
    await recover(renewed)
    await keepCode(page)
    await done()
  })
})

describe('a passkey', () => {
  it('is offered where the device can have one, removed by its user, opens the book beside the PIN, says so when it does not, and goes when a supervisor sets the PIN', { timeout: 180_000 }, async () => {
    const { page, done } = await ready()
    await people(page)
    await page.locator('#own-title').waitFor()
    expect(await page.locator('#passkey-title').count()).toBe(0)
    const { setVerified } = await addAuthenticator(page)
    await go(page, '#/settings')
    await people(page)
    await button(page, 'Add a passkey').click()
    await send(page)
    await expectSaid(page, 'From now on')
    await button(page, 'Remove my passkey').click()
    await send(page)
    await expectSaid(page, 'Your passkey opens nothing any more.')
    await lock(page)
    await page.locator('input[type=password]').waitFor()
    expect(await button(page, 'Open by passkey').count()).toBe(0)
    await unlock(page)

    await addLi(page)
    await lock(page)
    await unlock(page, { name: 'Li Na', pin: LI_PIN })
    await people(page)
    await button(page, 'Add a passkey').click()
    await send(page, '999999')
    await sheet(page).getByText('That is not your PIN.').waitFor()
    await send(page, LI_PIN)
    await expectSaid(page, 'From now on you can open the book by passkey')

    await lock(page)
    await button(page, /Wu Lan/u).click()
    expect(await button(page, 'Open by passkey').count()).toBe(0)
    await button(page, 'Somebody else').click()
    await button(page, /Li Na/u).click()
    await button(page, 'Open by passkey').click()
    await page.locator('nav').waitFor()
    await page.locator('header', { hasText: 'Li Na' }).waitFor()

    await lock(page)
    await button(page, /Li Na/u).click()
    await setVerified(false)
    await button(page, 'Open by passkey').click()
    await page.getByText('The device did not confirm').waitFor()
    await button(page, 'Somebody else').click()
    await unlock(page, { name: 'Wu Lan' })
    await people(page)
    await button(page, 'A new PIN for Li Na').click()
    await sheet(page).getByLabel('New PIN or passphrase').fill(LATER_PIN)
    await send(page)
    await expectSaid(page, 'Li Na has a new PIN.')
    await lock(page)
    await button(page, /Li Na/u).click()
    await page.locator('input[type=password]').waitFor()
    expect(await button(page, 'Open by passkey').count()).toBe(0)
    await done()
  })
})

it('erases a borrower by a supervisor who types the name; nothing of them comes back', { timeout: 120_000 }, async () => {
  const { page, done } = await ready()
  await importFile(page, 'book.jsonl', FILE)
  await go(page, '#/line/L-1')
  await button(page, 'Erase this borrower…').click()
  await sheet(page).locator('input').fill('欧阳')
  await button(page, 'Erase for good').click()
  await sheet(page).getByText('Type exactly: 欧阳若兰').waitFor()
  await sheet(page).locator('input').fill('欧阳若兰')
  await button(page, 'Erase for good').click()
  await sheet(page).getByText('Entries destroyed, with the key to them: 2.').waitFor()
  await button(page, 'Back to today').click()
  await page.locator('.tiles').waitFor()
  await page.getByText('He Ping').first().waitFor()
  expect(await page.locator('body').innerText()).not.toContain('欧阳')
  await page.reload()
  await unlock(page)
  await page.getByText('He Ping').first().waitFor()
  expect(await page.locator('body').innerText()).not.toContain('欧阳')
  await importFile(page, 'again.jsonl', FILE)
  await go(page, '#/today')
  await page.locator('.tiles').waitFor()
  expect(await page.locator('body').innerText()).not.toContain('欧阳')

  await addLi(page)
  await lock(page)
  await unlock(page, { name: 'Li Na', pin: LI_PIN })
  await go(page, '#/line/L-2')
  await page.locator('#journal-title').waitFor()
  expect(await button(page, 'Erase this borrower…').count()).toBe(0)
  await done()
})
