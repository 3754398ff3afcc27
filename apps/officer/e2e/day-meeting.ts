/** The meeting of the day: thirty people, five who don't pay as due, and the power gone in between. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { CENTRE, DUE, NAMES, PEOPLE } from './meeting-book.ts'
import type { Tablet } from './tablet.ts'

/** 25 as due, 200 instead of 400, and 500: in fen. */
const RECEIVED = 25 * DUE + 20_000 + 50_000

const stop = ({ page }: Tablet): Locator => page.locator('section[aria-labelledby=route-title] ol a', { hasText: CENTRE })
const row = ({ page }: Tablet, name: string): Locator => page.locator('.sheet li', { hasText: name })
const amountOf = (tablet: Tablet, name: string): Locator => row(tablet, name).getByRole('button', { name: tablet.say('meeting_other_amount', { name }), exact: true })

/** Counts what a hand does. */
interface Hand {
  readonly taps: number
  tap(target: Locator): Promise<void>
  type(yuan: number): Promise<void>
}

/** What a part of the meeting took. */
interface Effort {
  readonly taps: number
  readonly seconds: number
}

function hand({ dialog, page }: Tablet): Hand {
  let taps = 0
  const tap = async (target: Locator): Promise<void> => {
    taps++
    await target.click()
  }
  const type = async (yuan: number): Promise<void> => {
    for (const digit of String(yuan)) await tap(page.locator('.pad').getByRole('button', { name: digit, exact: true }))
    await tap(dialog.locator('button[type=submit]'))
    await dialog.waitFor({ state: 'detached' })
  }
  return {
    get taps() {
      return taps
    },
    tap,
    type,
  }
}

const rollCalled = (tablet: Tablet): Promise<void> => tablet.shows(tablet.say('meeting_roll', { present: 28, absent: 2, rest: 0 }))

/** The roll is called and two have said what they pay; nothing is saved. */
export async function beginMeeting(tablet: Tablet): Promise<Effort> {
  const { page, dialog, say, like, money, button, shows } = tablet
  await page.locator('nav a[href="#/today"]').click()
  await stop(tablet).getByText(money(PEOPLE * DUE)).waitFor()
  // Who belongs to no centre and has a due today, after what is more pressing.
  await page.getByRole('button', { name: like('route_tasks_more') }).click()
  await shows(say('why_due', { amount: money(DUE) }))
  const by = hand(tablet)
  const since = Date.now()
  await by.tap(stop(tablet))
  await by.tap(button(say('meeting_all_here')))
  for (const name of [NAMES[1]!, NAMES[2]!]) await by.tap(row(tablet, name).locator('.roll'))
  await shows(like('why_promise', { amount: money(20_000) }), row(tablet, NAMES[4]!))
  await by.tap(amountOf(tablet, NAMES[4]!))
  await by.type(200)
  await by.tap(amountOf(tablet, NAMES[5]!))
  await by.tap(dialog.getByRole('button', { name: say('meeting_nothing') }))
  await rollCalled(tablet)
  // What was typed is kept when the typing pauses for a moment.
  await page.waitForTimeout(1_500)
  return { taps: by.taps, seconds: (Date.now() - since) / 1000 }
}

/** Goes on where it was left, adds up to the cash, and is saved. */
export async function endMeeting(tablet: Tablet): Promise<Effort> {
  const { page, say, money, button, shows } = tablet
  await shows(say('meeting_stop_begun'), stop(tablet))
  const by = hand(tablet)
  const since = Date.now()
  await by.tap(stop(tablet))
  await rollCalled(tablet)
  await shows(say('meeting_part', { paid: 200, due: 400 }), row(tablet, NAMES[4]!))
  await shows(say('meeting_nothing'), row(tablet, NAMES[5]!))
  // The last of five who don't pay as due: by keys alone, more than was asked.
  await amountOf(tablet, NAMES[6]!).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('500')
  await page.keyboard.press('Enter')
  await by.tap(button(say('meeting_rest_paid', { count: 25 })))
  await page.locator('dd', { hasText: money(RECEIVED) }).waitFor()
  await by.tap(button(say('meeting_count_cash')))
  await by.type(RECEIVED / 100 - 10)
  await shows(say('meeting_cash_short', { amount: money(1_000) }))
  await by.tap(page.locator('.sheet section .buttons button').first())
  await by.tap(page.getByRole('button', { name: say('meeting_as_received', { amount: '' }) }))
  await shows(say('meeting_cash_agrees'))
  await shows(say('meeting_open_unpaid', { count: 2 }))
  await by.tap(button(say('meeting_save')))
  await page.getByRole('heading', { name: say('meeting_held') }).waitFor()
  await shows(say('meeting_held_text', { received: money(RECEIVED), expected: money(PEOPLE * DUE), present: 28 }))
  const cells = await page.locator('tbody tr td:last-child').allInnerTexts()
  expect(cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0) * 100).toBe(RECEIVED)
  return { taps: by.taps, seconds: (Date.now() - since) / 1000 }
}

/** It is there once, and the money with it. */
export async function meetingIsSaved(tablet: Tablet): Promise<void> {
  const { page, go, say, money } = tablet
  await go('#/today')
  await tablet.shows(say('meeting_stop_held', { received: money(RECEIVED) }), stop(tablet))
  await go('#/line/L-6')
  const paid = page.locator('section[aria-labelledby=journal-title] li', { hasText: say('event_payment', { amount: money(50_000) }) })
  await paid.waitFor()
  expect(await paid.count()).toBe(1)
}
