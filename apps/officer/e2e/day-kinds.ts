/** Every kind of record, from the page of the line to "saved", in few touches; only what a person alone knows is typed. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { DAM } from './day-book.ts'
import type { Tablet } from './tablet.ts'

export async function recordEveryKind(tablet: Tablet, today: string): Promise<void> {
  const { page, dialog, say, money, button, shows, go } = tablet
  const taps: Record<string, number> = {}
  let counted = 0
  const tap = async (target: Locator): Promise<void> => {
    counted++
    await target.click()
  }
  const pad = async (keys: string): Promise<void> => {
    for (const key of keys) await tap(dialog.locator('.pad button', { hasText: key }).first())
  }
  const write = (key: string, text: string): Promise<void> => dialog.getByLabel(say(key), { exact: true }).fill(text)
  const record = async (kind: string, fill?: () => Promise<void>): Promise<void> => {
    counted = 0
    if (kind === 'payment') await tap(page.getByRole('link', { name: say('record_payment_action') }))
    else {
      await tap(page.getByRole('link', { name: say('record_other_action') }))
      await tap(dialog.locator(`[data-kind=${kind}]`))
    }
    await fill?.()
    await tap(button(say('record_save')))
    await dialog.locator('.result').waitFor()
    taps[kind] = counted
    await button(say('result_done')).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await go(`#/line/${DAM.line}`)
  await page.locator('article h1').waitFor()
  await record('payment')
  await record('draw', () => pad('500'))
  await record('contact', async () => {
    await write('field_outcome', 'will pay after the harvest')
    await tap(dialog.getByRole('textbox', { name: say('field_promise_amount') }))
    await pad('400')
    await write('field_promise_by', today)
  })
  await record('income', async () => {
    await tap(dialog.getByRole('textbox', { name: say('field_amount') }))
    await pad('90')
  })
  await record('spending', () => pad('40'))
  await record('due')
  await record('schedule', async () => {
    await shows(say('schedule_preview', { count: 6, total: money(SCHEDULED) }), dialog)
    await tablet.look('a schedule')
  })
  await record('charge', () => pad('15'))
  await record('review', () => write('field_note', 'on plan'))
  await record('flag', () => tap(dialog.locator('input[value=dispute]')))
  await record('bureau', async () => {
    await write('field_delinquent_accounts', '0')
    await write('field_good_accounts', '3')
    await write('field_inquiries', '1')
  })
  await record('covenant', () => dialog.getByLabel(say('field_actual_progress')).fill('57.3'))
  await record('restructuring', () => write('field_note', 'two months later, after the flood'))
  expect(Math.max(...Object.values(taps))).toBeLessThanOrEqual(7)
  expect(taps).toMatchObject({ payment: 2, due: 3, schedule: 3, review: 3, flag: 4 })
  // What was paid the same day keeps what is promised.
  await shows(say('contacts_promises', { kept: 1, broken: 0, open: 0 }))
}

/** What no due asks for yet when the schedule is made, in fen: 2,000 of before, 600 and 500 drawn, 400 paid, 400 asked for. */
const SCHEDULED = 230_000
