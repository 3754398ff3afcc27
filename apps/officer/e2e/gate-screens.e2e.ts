/** Every screen before the book: a vault is made, locked, guessed at, and nearly given up; then the starts of work and practice. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, makeVault, open, unlock } from './app.ts'
import { faultsAtEverySize } from './faults.ts'

async function walk(page: Page, url: string): Promise<string[]> {
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => void faults.push(...(await faultsAtEverySize(page, screen)))
  const go = async (hash: string, wait: string): Promise<void> => {
    await page.evaluate((to) => (location.hash = to), hash)
    await page.locator(wait).first().waitFor()
  }
  const wrong = async (pin: string): Promise<void> => {
    await page.locator('input[type=password]').fill(pin)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[type=password]')?.value === '')
  }
  await page.goto(url)
  await page.locator('.welcome h1').waitFor()
  await look('welcome')
  await page.locator('.welcome .main').click()
  await page.locator('form button[type=submit]').click()
  await page.locator('[aria-invalid]').first().waitFor()
  await look('make a vault with a fault')
  await page.locator('form .quiet').click()
  await makeVault(page, undefined, undefined, () => look('recovery code'))
  await page.locator('.head').waitFor()
  await look('start of work')
  await go('#/settings/lock', 'fieldset')
  await look('settings: locking')
  await go('#/settings', 'h1')
  await look('settings of work')
  await page.locator('nav button').click()
  await page.locator('.pad').waitFor()
  await look('PIN')
  await wrong('111222')
  await page.locator('p.wrong').waitFor()
  await look('wrong PIN')
  await wrong('222333')
  await wrong('333444')
  await page.locator('.pad button:disabled').first().waitFor()
  await look('PIN after too many')
  await page.locator('.ways button').first().click()
  await look('passphrase')
  await page.locator('.ways button').nth(1).click()
  await page.locator('form button[type=submit]').click()
  await page.locator('[aria-invalid]').first().waitFor()
  await look('PIN forgotten')
  await page.locator('.lost button').click()
  await page.locator('form .danger').click()
  await page.locator('[aria-invalid]').waitFor()
  await look('giving the book up')
  await page.reload()
  await page.locator('.pad button:enabled').first().waitFor({ timeout: 10_000 })
  await unlock(page)
  await page.locator('.note').waitFor()
  await look('told of wrong PINs')
  await page.getByRole('button', { name: /Start empty|从空账本开始/u }).click()
  await page.locator('section.empty').waitFor()
  await look('empty book')
  await go('#/book/import', 'input[type=file]')
  await look('import')
  await go('#/settings', 'h1')
  await page.getByRole('button', { name: /^(Practise|进入练习)$/u }).click()
  await page.locator('.head').waitFor()
  await look('start of practice')
  return faults
}

it.each(['en-GB', 'zh-CN'])('no screen of the gate has a fault in %s, at any size', { timeout: 300_000 }, async (locale) => {
  const { url } = await host()
  const { page, context, seen } = await open({ locale, reducedMotion: 'reduce' })
  expect(await walk(page, url)).toEqual([])
  expectNothingStrange(seen, url)
  await context.close()
})
