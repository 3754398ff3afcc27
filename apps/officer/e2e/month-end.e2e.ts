/** The end of a month on a book of 500 lines: held and ended on the way, kept as told, its notices printed and handed over. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open } from './app.ts'
import { faultsOf, SIZES } from './faults.ts'

const LINES = 500
/** Every hundredth missed what fell due two months ago. */
const LATE = LINES / 100

/** The 20th, so many months before that of a day. */
function monthsBefore(today: string, n: number): string {
  return new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - n, 20)).toISOString().slice(0, 10)
}

function book(today: string): string {
  const lines: string[] = []
  for (let i = 0; i < LINES; i++) {
    const of = { borrower: `B-${i}`, by: 'Wu Lan' }
    const add = (n: number, type: string, data: object, line = true): void => {
      const on = monthsBefore(today, n)
      lines.push(JSON.stringify({ id: `${i}-${lines.length}`, type, ...of, ...(line && { line: `L-${i}` }), on, at: `${on}T09:00:00Z`, data }))
    }
    add(9, 'borrower.registered', { name: `Borrower ${i}`, branch: 'North', ...(i === 0 && { language: 'zh-CN' }) }, false)
    add(9, 'line.opened', { kind: 'revolving', currency: 'CNY', limit: 1_000_000 })
    add(9, 'draw.made', { amount: 300_000 })
    for (let n = 8; n > 1; n--) {
      add(n, 'due.raised', { dueOn: monthsBefore(today, n), amount: 20_000 })
      if (n > 2 || i % 100 !== 0) add(n, 'payment.received', { amount: 20_000 })
    }
  }
  return `${lines.join('\n')}\n`
}

/** Presses a button of the running review the moment it is there: the review itself may take less than a hand does. */
async function pressAtOnce(page: Page, name: string): Promise<void> {
  await page.evaluate((label) => {
    const seen = (): void => {
      const button = [...document.querySelectorAll('main button')].find((each) => each.textContent?.trim() === label)
      if (!(button instanceof HTMLElement)) return
      observer.disconnect()
      button.click()
    }
    const observer = new MutationObserver(seen)
    observer.observe(document.body, { childList: true, subtree: true })
  }, name)
}

it('reviews the month in slices, keeps it as told, and hands over its notices', async () => {
  const { url } = await host()
  const { page, context, seen } = await open({ viewport: SIZES.tall, reducedMotion: 'reduce' })
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => void faults.push(...(await faultsOf(page, screen)))
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', book(new Date().toISOString().slice(0, 10)))
  const go = (hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash)
  const start = page.getByRole('button', { name: 'Start the review' })
  await go('#/book/month-end')
  await start.waitFor()
  await look('before the review')

  await pressAtOnce(page, 'Stop')
  await start.click()
  await page.getByText('Stopped. Nothing was kept.').waitFor()

  await pressAtOnce(page, 'Pause')
  await start.click()
  await page.getByText('Paused', { exact: true }).waitFor()
  await look('a review that is held')
  // Held, it leaves the worker to other questions, and is found again as it was.
  await go('#/today')
  await page.getByRole('link', { name: 'Borrower 100' }).first().click()
  await page.locator('article h1').waitFor()
  await go('#/book/month-end')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText(`${LATE} of ${LINES} lines changed`).waitFor({ timeout: 60_000 })
  expect(await page.locator('table').innerText()).toMatch(new RegExp(`Behaviour\\s+${LATE}`, 'u'))
  await look('what changed')
  await page.getByRole('button', { name: 'Keep this review' }).click()
  await page.getByText('Kept as told.').waitFor()

  await page.getByRole('button', { name: `Write ${LATE} notices` }).click()
  await page.getByRole('heading', { name: `${LATE} notices` }).waitFor()
  await look('a batch of notices')
  // One borrower reads Chinese, whatever the screen's language.
  expect(await page.locator('article[lang=zh-CN] h3').allInnerTexts()).toEqual(['您的额度已暂停'])
  expect(await page.locator('article[lang=en] ol > li').count()).toBeLessThanOrEqual(4 * (LATE - 1))
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b(?!s)/gu)).toHaveLength(LATE)
  expect(printed).toMatch(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/u)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('nav').isVisible()).toBe(false)
  expect(await page.locator('article[lang=zh-CN]').isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: `Mark all ${LATE} as handed over` }).click()
  await page.getByText(`${LATE} notices are kept as handed over.`).waitFor()

  // Told again, and found in the line's journal word for word and in the access log.
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Another month' }).click()
  await page.getByRole('button', { name: 'Show as it was told' }).click()
  await page.getByText('This is a review of before').waitFor()
  await page.getByRole('link', { name: 'Borrower 100' }).click()
  await page.getByText('Notice handed over: Line suspended').waitFor()
  await page.getByRole('button', { name: 'Notice', exact: true }).click()
  await page.locator('dialog article').waitFor()
  await look('the notices of a line')
  await page.locator('dialog details summary').click()
  await page.locator('dialog details').getByText('Your credit line is suspended').waitFor()
  await page.keyboard.press('Escape')
  await go('#/book/notices')
  // What was suspended more than a month ago is no news, told or not: that depends on the day.
  await page.getByText(/^told on |there is nothing to tell/u).first().waitFor()
  await look('what is to be told')
  await go('#/settings/audit')
  await page.getByText('Handed over a notice').locator('visible=true').first().waitFor()
  expect(faults).toEqual([])
  expectNothingStrange(seen, url)
  await context.close()
}, 240_000)
