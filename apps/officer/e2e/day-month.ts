/** The end of the month over the whole book: stopped and held on the way, kept as told, its notices handed over. */
import { expect } from 'vitest'
import { LATE, LINES } from './day-book.ts'
import type { Tablet } from './tablet.ts'

/** Presses a button of the running review the moment it is there: the review itself may take less than a hand does. */
async function pressAtOnce({ page }: Tablet, name: string): Promise<void> {
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

export async function reviewMonth(tablet: Tablet): Promise<void> {
  const { page, say, like, button, shows, go } = tablet
  await go('#/book/month-end')
  const start = button(say('month_run'))
  await start.waitFor()
  await tablet.look('before the review')
  await pressAtOnce(tablet, say('work_stop'))
  await start.click()
  await shows(say('month_cancelled'))

  await pressAtOnce(tablet, say('work_hold'))
  await start.click()
  await shows(say('work_held'))
  await tablet.look('a review that is held')
  // Held, it leaves the worker to other questions, and is found again as it was.
  await go('#/line/L-late-1')
  await page.locator('article h1').waitFor()
  await go('#/book/month-end')
  await button(say('work_go_on')).click()
  await shows(like('month_title', { changed: LATE.length, lines: LINES }))
  for (const name of LATE) await page.locator('#month-suspended ~ ul').getByRole('link', { name }).waitFor()
  expect(await page.locator('table').first().innerText()).toMatch(new RegExp(String.raw`\s${LATE.length}\b`, 'u'))
  await tablet.look('what changed')
  await button(say('month_keep')).click()
  await shows(say('month_is_kept'))
}

export async function handOverNotices(tablet: Tablet): Promise<void> {
  const { page, language, say, button, shows } = tablet
  const count = LATE.length
  await button(say('notices_write', { count })).click()
  await page.getByRole('heading', { name: say('notices_batch_title', { count }) }).waitFor()
  await tablet.look('a batch of notices')
  // One borrower reads Chinese and one English, whatever the screen's language; at most four reasons each.
  const inEnglish = language === 'en' ? count - 1 : 1
  await page.locator('article[lang] h3').nth(count - 1).waitFor()
  expect(await page.locator('article[lang=en]').count()).toBe(inEnglish)
  expect(await page.locator('article[lang=zh-CN] h3').allInnerTexts()).toEqual(Array.from({ length: count - inEnglish }, () => '您的额度已暂停'))
  expect(await page.locator('article ol > li').count()).toBeLessThanOrEqual(4 * count)
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b(?!s)/gu)).toHaveLength(count)
  expect(printed).toMatch(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/u)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('nav').isVisible()).toBe(false)
  expect(await page.locator('article[lang=zh-CN]').first().isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await button(say('notices_hand_over_all', { count })).click()
  await shows(say('notices_handed', { count }))
}

/** Told again as it was; the notice stands in the line's journal word for word, and in the access log. */
export async function monthIsToldAgain(tablet: Tablet): Promise<void> {
  const { page, dialog, say, like, button, shows, go } = tablet
  await go('#/book/month-end')
  await button(say('month_tell_again')).click()
  await shows(say('month_told_again'))
  await page.getByRole('link', { name: LATE[1] }).click()
  await shows(like('event_notice_issued'))
  await button(say('line_notice_action')).click()
  await dialog.locator('article').waitFor()
  await tablet.look('the notices of a line')
  await dialog.locator('details summary').click()
  await dialog.locator('details').getByText('Your credit line is suspended').waitFor()
  await page.keyboard.press('Escape')
  await go('#/book/notices')
  // What was suspended more than a month ago is no news, told or not: that depends on the day.
  await page.getByText(new RegExp(['notices_told', 'notices_not_told', 'notices_none'].map((key) => like(key).source).join('|'), 'u')).first().waitFor()
  await tablet.look('what is to be told')
  await go('#/settings/audit')
  await shows(say('access_notice_issued'))
}
