/** An override by two people at one tablet, and what not even two may lift. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { JUDGED } from './day-book.ts'
import type { Tablet } from './tablet.ts'

export interface Person {
  readonly name: string
  readonly pin: string
}

const card = ({ page }: Tablet): Locator => page.locator('section[aria-labelledby=judgement-title]')

/** Proposes to open the line, and opens the sheet in which that proposal, of two perhaps, is answered. */
async function proposeToOpen(tablet: Tablet, by: string): Promise<void> {
  const { page, dialog, go } = tablet
  await go(`#/line/${JUDGED.line}`)
  await page.locator('article h1', { hasText: JUDGED.name }).waitFor()
  await card(tablet).locator('.buttons button').first().click()
  await dialog.locator('.preview section.active').waitFor()
  await dialog.locator('textarea').fill('harvest sold')
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })
  await card(tablet).locator('.proposal.pending', { hasText: by }).locator('button').click()
  await dialog.locator('.preview section.active').waitFor()
}

/** Who proposes never answers: the only supervisor finds nobody to choose. */
export async function nobodyAnswersAlone(tablet: Tablet, supervisor: Person): Promise<void> {
  const { page, dialog } = tablet
  await proposeToOpen(tablet, supervisor.name)
  await dialog.locator('.trouble').waitFor()
  expect(await dialog.locator('input, button[type=submit]').count()).toBe(0)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

/** An officer proposes, the PIN of the supervisor opens the line on the spot. */
export async function twoPeopleOverride(tablet: Tablet, officer: Person, supervisor: Person): Promise<void> {
  const { page, dialog, go, like, say, shows } = tablet
  await go('#/book/overrides')
  await shows(say('overrides_closed'))
  await proposeToOpen(tablet, officer.name)
  await dialog.locator('option').first().waitFor({ state: 'attached' })
  expect(await dialog.locator('option').allInnerTexts()).toEqual([supervisor.name])
  await dialog.locator('input[type=password]').fill(officer.pin)
  await dialog.locator('button[type=submit]').click()
  await dialog.locator('[role=alert]').waitFor()
  await dialog.locator('input[type=password]').fill(supervisor.pin)
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })
  await shows(like('judge_state_in_force', { by: supervisor.name }), card(tablet))
  await page.locator('.hero section.active').waitFor()

  await go(`#/line/${JUDGED.line}/record/flag`)
  await dialog.locator('input[value=fraud]').check()
  await dialog.locator('button[type=submit]').click()
  await dialog.locator('.result').waitFor()
  await page.keyboard.press('Escape')
  await shows(like('judge_stopped'), card(tablet))
  // To tell the borrower, and to ask for a review; nothing to propose.
  expect(await card(tablet).locator('.buttons button').count()).toBe(2)
}

/** What the supervisor sees of it: two who proposed, and all. */
export async function overridesAreCounted({ page, go }: Tablet): Promise<void> {
  await go('#/book/overrides')
  await page.locator('table button').first().waitFor()
  expect(await page.locator('tbody th').allInnerTexts()).toHaveLength(3)
}
