import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, openKillable, readyOffline, scratch, startBook, unlock, watch } from './app.ts'
import { REOPENING, reopeningBook } from './reopening-book.ts'

it('after one visit it works without a host: 2,000 lines in, a payment reopens a line, and a kill right after "saved" loses nothing', async () => {
  const profile = scratch()
  const { url, close } = await host()
  const first = await openKillable(profile)
  const seen = await watch(first.context)
  let { page } = first
  await page.goto(url)
  await readyOffline(page)
  await close()
  await first.context.setOffline(true)
  await page.reload()

  await startBook(page, /Open the sample/u)
  await page.getByRole('button', { name: '2000 All lines' }).waitFor()
  await page.locator('.queue li a').first().click()
  await page.locator('article h1').waitFor()
  await page.getByText('As of 30 Sept 2005').waitFor()

  await page.getByRole('button', { name: 'Leave practice' }).click()
  await makeVault(page)
  const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await importFile(page, 'book.jsonl', reopeningBook(today))
  await page.getByText('Choose a file').waitFor({ state: 'detached' })

  await page.evaluate((line) => (location.hash = `#/line/${line}`), REOPENING.line)
  await page.locator('#paths-title').waitFor()
  await page.getByRole('link', { name: 'Record a payment' }).click()
  await page.getByLabel('Amount (CNY)').fill(String(REOPENING.balance))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.locator('.result').getByText('Probation').waitFor()
  await page.locator('header').getByText(/Saved on this device · \d\d:\d\d/u).waitFor()
  await first.kill()
  expectNothingStrange(seen, url)

  const second = await openKillable(profile)
  ;({ page } = second)
  await second.context.setOffline(true)
  await page.goto(url)
  // A browser writes localStorage at its leisure: of a mode chosen just before, the one before may have come back.
  const [practice, pin] = [page.getByRole('button', { name: 'Leave practice' }), page.locator('input[type=password]')]
  await practice.or(pin).first().waitFor()
  if (await practice.isVisible()) await practice.click()
  await unlock(page)
  await page.getByRole('link', { name: REOPENING.name }).first().click()
  await page.locator('article .state').getByText('Probation').waitFor()
  expect(await page.locator('article ol').last().innerText()).toContain(`Paid CN¥${REOPENING.balance.toLocaleString('en')}`)
  await second.kill()
})
