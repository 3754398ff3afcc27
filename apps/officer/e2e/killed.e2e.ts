/** The browser is killed, as when the power goes, at some moment while entries are written: twice in `npm test`, ten times by `test:long`. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { host, importFile, makeVault, openKillable, scratch, unlock } from './app.ts'
import { REOPENING, reopeningBook } from './reopening-book.ts'

const ROUNDS = process.env.TIDELINE_LONG ? 10 : 2
const PAGE = `#/line/${REOPENING.line}`

const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash)

/** Records payments of 1, 2, 3 … yuan one after another, and notes which the app has said to be saved. */
async function keepRecording(page: Page, first: number, confirmed: number[]): Promise<void> {
  for (let amount = first; ; amount++) {
    await goTo(page, `${PAGE}/record/payment`)
    await page.getByLabel('Amount (CNY)').fill(String(amount))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('.result').waitFor()
    confirmed.push(amount)
    await goTo(page, PAGE)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
}

/** The small payments of the line's journal, in yuan. */
async function paymentsOn(page: Page): Promise<number[]> {
  await goTo(page, PAGE)
  const journal = page.locator('section[aria-labelledby=journal-title]')
  await journal.waitFor()
  const more = journal.getByRole('button', { name: /^Show \d+ more/u })
  if (await more.isVisible()) await more.click()
  const sentences = await journal.locator('li').allInnerTexts()
  return sentences.flatMap((sentence) => /Paid CN¥(\d{1,2})(?![\d,.])/u.exec(sentence)?.[1] ?? []).map(Number)
}

it(`[VA10] keeps every entry it called saved and none by halves when the browser is killed, ${ROUNDS} times`, { timeout: 600_000 }, async () => {
  const { url } = await host()
  const profile = scratch()
  let browser = await openKillable(profile)
  await browser.page.goto(url)
  await makeVault(browser.page)
  await browser.page.getByRole('button', { name: 'Choose a file' }).click()
  await importFile(browser.page, 'book.jsonl', reopeningBook(await browser.page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))))
  const confirmed: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const recording = keepRecording(browser.page, (confirmed.at(-1) ?? 0) + 1, confirmed)
    recording.catch(() => {})
    const before = confirmed.length
    await expect.poll(() => confirmed.length, { timeout: 60_000, interval: 10 }).toBeGreaterThan(before)
    // Each round at another moment of an entry.
    await new Promise((resolve) => setTimeout(resolve, 40 + ((round * 277) % 900)))
    await browser.kill()
    await recording.catch(() => {})

    browser = await openKillable(profile)
    await browser.page.goto(url)
    await unlock(browser.page)
    const kept = await paymentsOn(browser.page)
    expect(new Set(kept).size).toBe(kept.length)
    expect(kept).toEqual(expect.arrayContaining(confirmed))
    // At most the one that was being written when the power went, which nobody heard of.
    const last = Math.max(...confirmed)
    expect(kept.filter((amount) => !confirmed.includes(amount))).toEqual(kept.includes(last + 1) ? [last + 1] : [])
    expect(await browser.page.getByRole('alert').count()).toBe(0)
    if (kept.includes(last + 1)) confirmed.push(last + 1)
  }
  await browser.close()
})
