import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addAuthenticator } from './authenticator.ts'
import { expectNothingStrange, host, importFile, keepCode, makeVault, open, PIN, startBook } from './app.ts'
import { faultsAtEverySize, SIZES } from './faults.ts'
import { walkScreens } from './screens.ts'

type Look = (screen: string) => Promise<void>
type Go = (hash: string, wait: string) => Promise<void>

/** Overrides and reviews, from the proposal to the supervisor's table. */
async function walkJudgement(page: Page, look: Look, go: Go): Promise<void> {
  await go('#/line/L-zhou-qiang', '#judgement-title')
  await page.locator('section[aria-labelledby=judgement-title] p.trouble').scrollIntoViewIfNeeded()
  await look('hard stop')
  await go('#/line/L-amara-okafor', '#judgement-title')
  const card = page.locator('section[aria-labelledby=judgement-title]')
  const sheet = page.locator('dialog')
  const saved = async (): Promise<void> => {
    await sheet.locator('button[type=submit]').click()
    await sheet.waitFor({ state: 'detached' })
  }
  await card.locator('.buttons button').first().click()
  await sheet.locator('.preview section').nth(1).waitFor()
  await look('propose an override')
  await sheet.locator('button[type=submit]').click()
  await sheet.locator('[aria-invalid]').waitFor()
  await look('propose with a fault')
  await sheet.locator('textarea').fill('…')
  await saved()
  await card.locator('.proposal.pending').waitFor()
  await card.locator('.buttons button').last().click()
  await sheet.locator('form').waitFor()
  await look('a review is asked for')
  await saved()
  await card.locator('.request button').focus()
  await look('what waits for judgement')
  await card.locator('.request button').click()
  await sheet.locator('form').waitFor()
  await look('a review is answered')
  await page.keyboard.press('Escape')
  await card.locator('.proposal button').click()
  await sheet.locator('.preview section').nth(1).waitFor()
  await sheet.locator('button[type=submit]').click()
  await sheet.locator('[role=alert]').waitFor()
  await look('a proposal is answered')
  await page.keyboard.press('Escape')
  await go('#/book/overrides', 'table')
  await page.locator('table button').first().click()
  await sheet.locator('li').first().waitFor()
  await look('the list behind a number')
  await page.keyboard.press('Escape')
}

async function walk(page: Page, url: string): Promise<string[]> {
  const faults: string[] = []
  const look: Look = async (screen) => void faults.push(...(await faultsAtEverySize(page, screen)))
  const go: Go = async (hash, wait) => {
    await page.evaluate((to) => (location.hash = to), hash)
    await page.locator(wait).first().waitFor()
  }
  await walkScreens(page, url, look)
  await go('#/line/L-zhao-min', 'article h1')
  await page.locator('.chart').waitFor()
  await page.locator('article details summary').first().click()
  await page.getByText(/The same as a table|以表格查看/u).click()
  await look('line')
  await page.locator('article.probation details summary').first().click()
  // Out from under the bar of actions, as a focus would bring it.
  await page.locator('.issue button').last().focus()
  await look('paths')
  await page.locator('.issue button').last().click()
  await page.locator('dialog .promise').waitFor()
  await look('promise')
  await page.locator('dialog .main').click()
  await page.locator('#promise-title').waitFor()
  await look('promised')
  await go('#/line/L-zhao-min/what-if', 'dialog .outcome')
  await page.locator('dialog input[type=text]').first().fill('no amount')
  await look('what if with a fault')
  await go('#/line/L-zhou-qiang', '#paths-title')
  await page.locator('section[aria-busy=false] h3').first().waitFor()
  await look('no path')
  await go('#/line/L-wang-xiulan', '#paths-title')
  await page.locator('article.active .wait').waitFor()
  await page.locator('.issue button').last().focus()
  await look('only wait')
  await go('#/line/L-zhao-min/record/payment', 'dialog form')
  await page.locator('dialog input').first().fill('')
  await page.locator('dialog button[type=submit]').click()
  await page.locator('dialog [aria-invalid]').waitFor()
  await look('record with a fault')
  await page.locator('dialog input').first().fill('10')
  await page.locator('dialog button[type=submit]').click()
  await page.locator('.result').waitFor()
  await look('record result')
  await walkJudgement(page, look, go)
  await go('#/line/L-sea-wind', 'article h1')
  await page.locator('.issue button').first().waitFor()
  await look('project line')
  await page.locator('section[aria-labelledby=journal-title] li button').first().click()
  await page.locator('dialog h3').nth(1).waitFor()
  await look('as told')
  await page.keyboard.press('Escape')
  await go('#/line/L-zhao-min/record/flag', 'dialog form')
  await look('flag')
  await importFile(page, 'bad.jsonl', '{"id":\n{}\n')
  await look('import report')
  await go('#/book/hand-over', '#lines-title')
  await look('hand over')
  await go('#/open-line/B-zhao-min', 'form h1')
  await look('open a line')
  await go('#/settings/audit', '#verify-title')
  await page.locator('section[aria-labelledby=verify-title] button').first().click()
  await page.locator('#heads-title').waitFor()
  await look('the record')
  await go('#/settings', 'h1')
  await page.locator('.danger').click()
  await page.locator('dialog').waitFor()
  await look('erase')
  await page.locator('dialog .danger').click()
  await page.locator('.head').waitFor()
  return faults
}

/** Users, PINs and passkeys, and the end of a borrower: in a book of one's own. */
async function walkPeople(page: Page, url: string): Promise<string[]> {
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => void faults.push(...(await faultsAtEverySize(page, screen)))
  const dialog = page.locator('dialog')
  const press = (name: RegExp): Promise<void> => page.getByRole('button', { name }).first().click()
  const send = async (): Promise<void> => {
    await dialog.locator('input[type=password]').last().fill(PIN)
    await dialog.locator('button[type=submit]').click()
  }
  await addAuthenticator(page)
  await page.goto(url)
  await makeVault(page)
  await page.evaluate(() => (location.hash = '#/settings/people'))
  await page.locator('#passkey-title').waitFor()
  await look('people')
  await press(/^(Change my PIN|修改我的 PIN)$/u)
  await look('change PIN')
  await page.keyboard.press('Escape')
  await press(/^(Add somebody|添加人员)$/u)
  await dialog.locator('button[type=submit]').click()
  await dialog.locator('[aria-invalid]').first().waitFor()
  await look('add somebody, with faults')
  await dialog.locator('input[type=text]').fill('Li Na')
  await dialog.locator('input[type=password]').first().fill('385162')
  await send()
  await press(/^(A new PIN for|为Li Na重设)/u)
  await look('new PIN for somebody')
  await page.keyboard.press('Escape')
  await press(/^(Remove Li Na|删除Li Na)$/u)
  await look('remove somebody')
  await page.keyboard.press('Escape')
  await press(/^(Add a passkey|添加通行密钥)$/u)
  await look('add a passkey')
  await send()
  await press(/^(Remove my passkey|删除我的通行密钥)$/u)
  await look('remove a passkey')
  await page.keyboard.press('Escape')
  await look('people with a passkey')
  await press(/^(New recovery code|更换恢复码)$/u)
  await send()
  await dialog.locator('ol').waitFor()
  await look('new recovery code')
  await keepCode(page)
  const opened = { id: 'o', borrower: 'B-1', line: 'L-1', on: '2026-01-10', at: '2026-01-10T09:00:00Z', by: 'x', type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 100_000 } }
  await importFile(page, 'book.jsonl', JSON.stringify(opened))
  await page.evaluate(() => (location.hash = '#/line/L-1'))
  await press(/^(Erase this borrower|删除这位借款人)/u)
  await look('erase a borrower')
  await dialog.locator('input').fill('B-1')
  await dialog.locator('button[type=submit]').click()
  await dialog.locator('.done').waitFor()
  await look('borrower erased')
  await dialog.locator('.done button').click()
  await press(/^(Lock, or|锁定或换人)/u)
  await press(/Wu Lan/u)
  await page.locator('input[type=password]').waitFor()
  await look('unlock by PIN or passkey')
  return faults
}

describe.each(['en-GB', 'zh-CN'])('in %s, at every size,', (locale) => {
  it.each([
    ['no screen of the book', walk],
    ['no screen of users, PINs and passkeys', walkPeople],
  ])('%s has a fault', { timeout: 400_000 }, async (_, through) => {
    const { url } = await host()
    const { page, context, seen } = await open({ locale, reducedMotion: 'reduce' })
    expect(await through(page, url)).toEqual([])
    expectNothingStrange(seen, url)
    await context.close()
  })
})

it('says status, since, limit, reason and layer of a line on one upright screen, without scrolling', async () => {
  const { url } = await host()
  const { page, context } = await open({ viewport: SIZES.tall })
  await page.goto(url)
  await startBook(page, /Open the stories/u)
  await page.evaluate(() => (location.hash = '#/line/L-huang-tao'))
  await page.locator('article h1').waitFor()
  for (const part of ['.state', '.sentence', 'article ol', '.hero ul', '.limit dl', '.available']) {
    const box = await page.locator(part).first().boundingBox()
    expect(box!.y + box!.height, part).toBeLessThan(1130)
  }
  await context.close()
})
