/** Whole days of an officer, offline from start to end: 500 lines, four times slower, the power gone in between. */
import { expect, it } from 'vitest'
import { importFile, makeVault, PIN, startBook, unlock } from './app.ts'
import { dayBook } from './day-book.ts'
import { importBadRows } from './day-import.ts'
import { nobodyAnswersAlone, overridesAreCounted, twoPeopleOverride, type Person } from './day-judgement.ts'
import { recordEveryKind } from './day-kinds.ts'
import { drawIsRefused, lineIsReopened, mistakesArePutRight, paymentReopens } from './day-lines.ts'
import { beginMeeting, endMeeting, meetingIsSaved } from './day-meeting.ts'
import { handOverNotices, monthIsToldAgain, reviewMonth } from './day-month.ts'
import { takeTablet, type Held, type Tablet } from './tablet.ts'

const SUPERVISOR: Person = { name: 'Chen', pin: PIN }
const OFFICER: Person = { name: 'Wang Fang', pin: '385162' }
const DAYS: readonly (readonly [string, Held])[] = [
  ['upright in Chinese', { language: 'zh-CN', viewport: { width: 800, height: 1280 } }],
  ['lying in English', { language: 'en', viewport: { width: 1024, height: 768 } }],
]

/** With a network still: the vault of the supervisor, the book from the office, and an officer. */
async function evening(tablet: Tablet): Promise<string> {
  const { page, dialog, go } = tablet
  if (tablet.language === 'zh-CN') await practise(tablet)
  const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
  await makeVault(page, SUPERVISOR.name)
  await importFile(page, 'book.jsonl', dayBook(today))
  await go('#/settings/people')
  await tablet.button(tablet.say('people_add')).click()
  await dialog.locator('input[type=text]').fill(OFFICER.name)
  await dialog.locator('input[type=password]').first().fill(OFFICER.pin)
  await dialog.locator('input[type=password]').last().fill(SUPERVISOR.pin)
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })
  return today
}

/** Practice comes with the app: its sample of 2,000 lines opens without the network. */
async function practise({ page, say }: Tablet): Promise<void> {
  await page.context().setOffline(true)
  await startBook(page, new RegExp(say('start_sample_act'), 'u'))
  await page.locator('.tiles').getByText('2000').first().waitFor()
  await page.locator('main a[href^="#/line/"]').first().click()
  await page.locator('article h1').waitFor()
  await page.getByRole('button', { name: say('practice_leave') }).click()
  await page.context().setOffline(false)
}

async function changeOver({ page }: Tablet, { name, pin }: Person): Promise<void> {
  await page.reload()
  await unlock(page, { name, pin })
}

it.concurrent.each(DAYS)('a day with the tablet %s', { timeout: 300_000 }, async (name, held) => {
  const tablet = await takeTablet(held)
  const times: string[] = []
  let began = Date.now()
  const lap = (what: string): void => {
    times.push(`${what} ${((Date.now() - began) / 1000).toFixed(1)}`)
    began = Date.now()
  }
  const today = await evening(tablet)
  lap('evening')
  await tablet.goOffline()
  await nobodyAnswersAlone(tablet, SUPERVISOR)
  await changeOver(tablet, OFFICER)
  lap('morning')
  const begun = await beginMeeting(tablet)
  lap('meeting begun')
  await drawIsRefused(tablet)
  lap('refused draw')
  await paymentReopens(tablet)
  await tablet.powerCut(OFFICER.name, OFFICER.pin)
  lap('reopened, power cut')
  const ended = await endMeeting(tablet)
  expect(begun.taps + ended.taps).toBeLessThan(45)
  // Ten minutes are a person's; the app itself must be quick.
  expect(begun.seconds + ended.seconds).toBeLessThan(120)
  await lineIsReopened(tablet)
  lap('meeting saved')
  await mistakesArePutRight(tablet, OFFICER.name)
  lap('mistakes')
  if (held.language === 'en') await tablet.atFullSpeed(() => recordEveryKind(tablet, today))
  lap('kinds')
  await twoPeopleOverride(tablet, OFFICER, SUPERVISOR)
  lap('override')
  await reviewMonth(tablet)
  await handOverNotices(tablet)
  lap('month-end')
  await importBadRows(tablet)
  lap('import')
  await changeOver(tablet, SUPERVISOR)
  await meetingIsSaved(tablet)
  await lineIsReopened(tablet)
  await overridesAreCounted(tablet)
  await monthIsToldAgain(tablet)
  lap('evening again')
  await tablet.putDown()
  console.log(`a day ${name}, seconds: ${times.join(', ')}`)
})
