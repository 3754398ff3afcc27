/** What is recorded about single lines: a refused draw, a payment that reopens, mistakes and how they are put right. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { DAM } from './day-book.ts'
import { REOPENING } from './reopening-book.ts'
import type { Tablet } from './tablet.ts'

const journal = ({ page }: Tablet): Locator => page.locator('section[aria-labelledby=journal-title]')
const entry = (tablet: Tablet, text: string): Locator => journal(tablet).locator('li', { hasText: text })

/** On a suspended line nothing is drawn: why, and which way it comes back. */
export async function drawIsRefused(tablet: Tablet): Promise<void> {
  const { page, dialog, say, like, button, shows, go } = tablet
  await go(`#/line/${REOPENING.line}`)
  await page.locator('#paths-title').waitFor()
  await allOnOneScreen(tablet)
  const before = await page.locator('#journal-title').innerText()
  await page.getByRole('link', { name: say('record_other_action') }).click()
  await dialog.locator('[data-kind=draw]').click()
  await shows(say('draw_refused_title'), dialog)
  await shows(like('draw_refused_shut'), dialog)
  await dialog.locator('.way li b.num').first().waitFor()
  expect(await button(say('record_save')).count()).toBe(0)
  await tablet.look('a refused draw')
  await button(say('draw_refused_to_path')).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('paths-title')
  expect(await page.locator('#journal-title').innerText()).toBe(before)
}

/** All that matters of a shut line, on a tablet held upright, stands above the bar of actions. */
async function allOnOneScreen({ page, like, shows }: Tablet): Promise<void> {
  await shows(like('hero_age'), page.locator('.hero'))
  const { width, height } = page.viewportSize()!
  if (width > height) return
  await page.locator('main').evaluate((main) => (main.scrollTop = 0))
  const bar = await page.locator('.actions').boundingBox()
  for (const part of ['.hero .state', '.hero .sentence', '.hero ol li .layer strong', '.limit .available']) {
    const box = await page.locator(part).first().boundingBox()
    expect([part, box!.y >= 0, box!.y + box!.height <= bar!.y]).toEqual([part, true, true])
  }
}

/** All that is owed is paid in three touches, and what the form says is that the line is open again. */
export async function paymentReopens({ page, dialog, button, shows, say, like }: Tablet): Promise<void> {
  await page.getByRole('link', { name: say('record_payment_action') }).click()
  await dialog.getByRole('button', { name: like('quick_all') }).click()
  await button(say('record_save')).click()
  await dialog.locator('.result .probation').first().waitFor()
  await shows(like('saving_saved'), page.locator('header'))
}

export async function lineIsReopened({ page, go, shows, say, money }: Tablet): Promise<void> {
  await go(`#/line/${REOPENING.line}`)
  await page.locator('.hero section.probation').waitFor()
  await shows(say('event_payment', { amount: money(REOPENING.balance * 100) }))
}

/** One is taken back at once, one put right from the journal, one reversed; each stays in sight. */
export async function mistakesArePutRight(tablet: Tablet, by: string): Promise<void> {
  const { page, dialog, say, like, money, button, shows, go } = tablet
  const record = async (kind: string, yuan: number): Promise<void> => {
    await page.getByRole('link', { name: say('record_other_action') }).click()
    await dialog.locator(`[data-kind=${kind}]`).click()
    await typeAmount(tablet, yuan)
    await button(say('record_save')).click()
    await dialog.locator('.result').waitFor()
  }
  const done = async (): Promise<void> => {
    await button(say('result_done')).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await go(`#/line/${DAM.line}`)
  await page.locator('article h1').waitFor()
  expect(await page.locator('.hero').getByRole('link', { name: say('call_number', { phone: DAM.phone }) }).getAttribute('href')).toBe('tel:+8613900001234')
  await shows(DAM.centre, page.locator('.hero'))

  await page.getByRole('link', { name: say('record_payment_action') }).click()
  await button(say('record_save')).click()
  await shows(say('result_saved'), dialog)
  await dialog.getByRole('button', { name: say('undo_action') }).click()
  await shows(say('undo_taken'), dialog)
  const amount = dialog.getByRole('textbox', { name: say('field_amount') })
  expect(await amount.inputValue()).toBe('400')
  expect(await amount.getAttribute('inputmode')).toBe('none')
  await tablet.look('a payment taken back')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await shows(like('journal_reversed_by', { by, reason: say('reversal_undo') }), journal(tablet).locator('.reversed'))

  await record('charge', 15)
  await done()
  await entry(tablet, say('event_charge', { amount: money(1_500) })).getByRole('button', { name: say('journal_reverse') }).click()
  await dialog.getByLabel(say('reverse_twice')).click()
  await tablet.look('an entry is reversed')
  await button(say('reverse_act')).click()
  await dialog.waitFor({ state: 'detached' })
  await shows(like('journal_reversed_by', { by, reason: say('reverse_twice') }), entry(tablet, say('event_charge', { amount: money(1_500) })))

  await record('draw', 500)
  await done()
  await entry(tablet, say('event_draw', { amount: money(50_000) })).getByRole('button', { name: say('journal_reverse') }).click()
  await button(say('reverse_correct')).click()
  await shows(say('correction_of'), dialog)
  await typeAmount(tablet, 600)
  await button(say('record_save')).click()
  await dialog.locator('.result').waitFor()
  await done()
  await shows(like('journal_reversed_by', { by, reason: say('reverse_amount') }), entry(tablet, say('event_draw', { amount: money(50_000) })))
  expect(await entry(tablet, say('event_draw', { amount: money(60_000) })).count()).toBe(1)
}

/** By the pad, as a thumb does. */
export async function typeAmount({ dialog }: Tablet, yuan: number): Promise<void> {
  for (const key of String(yuan)) await dialog.locator('.pad button', { hasText: key }).first().click()
}
