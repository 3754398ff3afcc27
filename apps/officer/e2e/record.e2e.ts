/** A morning of entries on a phone, without a network: every kind of record in few taps, and what is wrong put right. */
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOf } from './faults.ts'
import { expectNothingStrange, host, importFile, makeVault, open, readyOffline } from './app.ts'
import { REOPENING, reopeningBook } from './reopening-book.ts'

const DAM = { line: 'L-dam', phone: '+86 139 0000 1234', centre: 'North gate' } as const

/** A project with money left to draw and a due of 400 to come. */
function damBook(today: string): string {
  const common = { borrower: 'B-dam', on: '2025-01-10', at: '2025-01-10T08:00:00Z', by: 'Wu Lan' }
  const next = new Date(Date.parse(`${today}T00:00:00Z`) + 10 * 86_400_000).toISOString().slice(0, 10)
  const events = [
    { ...common, id: 'dam-1', type: 'borrower.registered', data: { name: 'Green Valley Hydro', branch: 'East', phone: DAM.phone, centre: DAM.centre } },
    { ...common, id: 'dam-2', type: 'line.opened', line: DAM.line, data: { kind: 'project', currency: 'CNY', limit: 1_000_000 } },
    { ...common, id: 'dam-3', type: 'draw.made', line: DAM.line, data: { amount: 200_000 } },
    { ...common, id: 'dam-4', type: 'due.raised', line: DAM.line, data: { dueOn: next, amount: 40_000 } },
  ]
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash)
const button = (place: Page | Locator, name: string | RegExp): Locator => place.getByRole('button', { name, exact: true })

it('records every kind on a phone in at most seven taps, takes one back, reverses one, is refused a draw, and reopens a line', { timeout: 240_000 }, async () => {
  const { url, close } = await host()
  const { page, context, seen } = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, serviceWorkers: 'allow' })
  await page.goto(url)
  await readyOffline(page)
  await close()
  await context.setOffline(true)
  await page.reload()
  await makeVault(page)
  const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await importFile(page, 'book.jsonl', reopeningBook(today) + damBook(today))

  let taps = 0
  const faults: string[] = []
  const tap = async (what: Locator): Promise<void> => {
    taps += 1
    await what.tap()
  }
  const dialog = page.locator('dialog')
  const pad = async (keys: string): Promise<void> => {
    for (const key of keys) await tap(dialog.locator('.pad button', { hasText: key }).first())
  }
  const saved = async (): Promise<void> => {
    await tap(button(dialog, 'Save'))
    await dialog.locator('.result').waitFor()
  }
  const done = async (): Promise<void> => {
    await button(dialog, 'Done').tap()
    await dialog.waitFor({ state: 'detached' })
  }
  /** From the page of the line to "saved", in taps; words that only a person knows are typed. */
  const counted: Record<string, number> = {}
  const record = async (kind: string, fill: () => Promise<void>): Promise<void> => {
    taps = 0
    if (kind === 'payment') await tap(page.getByRole('link', { name: 'Record a payment' }))
    else {
      await tap(page.getByRole('link', { name: 'Record something else' }))
      await tap(dialog.locator(`[data-kind=${kind}]`))
    }
    await fill()
    await saved()
    counted[kind] = taps
  }
  const nothing = async (): Promise<void> => {}
  const write = (label: string, text: string) => (): Promise<void> => dialog.getByLabel(label, { exact: true }).fill(text)

  await goTo(page, `#/line/${DAM.line}`)
  await page.locator('article h1').waitFor()
  expect(await page.locator('.hero').getByRole('link', { name: `Call ${DAM.phone}` }).getAttribute('href')).toBe('tel:+8613900001234')
  await page.locator('.hero').getByText(DAM.centre).waitFor()

  await record('payment', nothing)
  await dialog.getByText('Saved on this device').waitFor()
  await button(dialog, /^Undo/u).tap()
  await dialog.getByText('Taken back.').waitFor()
  expect(await dialog.getByRole('textbox', { name: 'Amount (CNY)' }).inputValue()).toBe('400')
  expect(await dialog.getByRole('textbox', { name: 'Amount (CNY)' }).getAttribute('inputmode')).toBe('none')
  faults.push(...(await faultsOf(page, 'a payment on a phone')))
  await button(dialog, 'Close').tap()
  const journal = page.locator('section[aria-labelledby=journal-title]')
  await journal.locator('.reversed').getByText(/^Never happened, says Wu Lan \(.*\): taken back at once$/u).waitFor()

  await record('draw', () => pad('500'))
  await done()
  await record('contact', async () => {
    await write('What came of it', 'will pay after the harvest')()
    await tap(dialog.getByRole('textbox', { name: 'Promise to pay, if given (CNY)' }))
    await pad('400')
    await write('Promised by which day', today)()
  })
  await done()
  await record('income', async () => tap(dialog.getByRole('textbox', { name: 'Amount (CNY)' })).then(() => pad('90')))
  await done()
  await record('spending', () => pad('40'))
  await done()
  await record('due', nothing)
  await done()
  await record('schedule', async () => {
    await dialog.getByText('6 instalments, CN¥1,700 in all').waitFor()
    faults.push(...(await faultsOf(page, 'a schedule on a phone')))
  })
  await done()
  await record('charge', () => pad('15'))
  await done()
  await record('review', write('Note', 'on plan'))
  await done()
  await record('flag', () => tap(dialog.getByLabel('Dispute')))
  await done()
  await record('bureau', async () => {
    for (const [label, figure] of [['Accounts in arrears elsewhere', '0'], ['Accounts in good order elsewhere', '3'], ['Inquiries in six months', '1']] as const) await write(label, figure)()
  })
  await done()
  await record('covenant', write('Actual progress, in % (if known)', '57.3'))
  await done()
  await record('restructuring', write('Note', 'two months later, after the flood'))
  await done()
  expect(Math.max(...Object.values(counted))).toBeLessThanOrEqual(7)
  expect(counted).toMatchObject({ payment: 2, due: 3, schedule: 3, review: 3, flag: 4 })
  await page.getByText('Promises: 0 kept, 0 broken, 1 open').waitFor()

  // A fee entered twice is reversed, and stays in sight.
  const entry = (text: string): Locator => journal.locator('li', { hasText: text })
  await button(entry('Charged CN¥15'), 'Correct or reverse').tap()
  await dialog.getByLabel('Entered twice').tap()
  faults.push(...(await faultsOf(page, 'an entry is reversed')))
  await button(dialog, 'Reverse it').tap()
  await dialog.waitFor({ state: 'detached' })
  await entry('Charged CN¥15').getByText(/^Never happened, says Wu Lan \(.*\): Entered twice$/u).waitFor()
  await button(journal, /^Show \d+ more$/u).tap()
  // A draw of the wrong amount is put right: reversed and recorded anew in one go.
  await button(entry('Drew CN¥500'), 'Correct or reverse').tap()
  await button(dialog, 'Put it right').tap()
  await dialog.getByText('In place of:').waitFor()
  await pad('600')
  await saved()
  await done()
  await entry('Drew CN¥500').getByText(/Wrong amount$/u).waitFor()
  expect(await entry('Drew CN¥600').count()).toBe(1)

  // On a suspended line nothing is drawn: why, and which way it comes back.
  await goTo(page, `#/line/${REOPENING.line}`)
  await page.locator('#paths-title').waitFor()
  const before = await page.locator('#journal-title').innerText()
  await page.getByRole('link', { name: 'Record something else' }).tap()
  await dialog.locator('[data-kind=draw]').tap()
  await dialog.getByText('No draw: nothing was recorded').waitFor()
  await dialog.getByText(/^Suspended since .*: nothing can be drawn\.$/u).waitFor()
  await dialog.locator('.way li').getByText('Repay the whole balance').waitFor()
  expect(await button(dialog, 'Save').count()).toBe(0)
  faults.push(...(await faultsOf(page, 'a refused draw')))
  await button(dialog, 'See the way back').tap()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('paths-title')
  expect(await page.locator('#journal-title').innerText()).toBe(before)

  // All that matters of a shut line on one screen of a tablet held upright.
  await page.setViewportSize({ width: 800, height: 1280 })
  await page.locator('main').evaluate((main) => (main.scrollTop = 0))
  const bar = await page.locator('.actions').boundingBox()
  for (const part of ['.hero .state', '.hero .sentence', '.hero ol li .layer strong', '.limit .available']) {
    const box = await page.locator(part).first().boundingBox()
    expect([part, box!.y >= 0, box!.y + box!.height <= bar!.y]).toEqual([part, true, true])
  }
  expect(await page.locator('.hero .state').innerText()).toMatch(/^Suspended\s+since .* ago$/u)
  await page.locator('.hero').getByText(/^Newest entry about this line: .* ago\.$/u).waitFor()
  await page.setViewportSize({ width: 360, height: 740 })

  taps = 0
  await tap(page.getByRole('link', { name: 'Record a payment' }))
  await tap(button(dialog, /^All that is owed/u))
  await saved()
  await dialog.locator('.result').getByText('Probation').first().waitFor()
  expect(taps).toBe(3)
  expect(faults).toEqual([])
  expectNothingStrange(seen, url)
  await context.close()
})
