/** Colours, motion and keys: chosen and kept. */
import { expect, it } from 'vitest'
import { expectNothingStrange, host, makeVault, open, startBook } from './app.ts'

const GROUNDS = { light: 'rgb(251, 250, 246)', dark: 'rgb(14, 26, 34)', sunlight: 'rgb(255, 255, 255)' }

it('looks as the device asks for, then as a person chose: at once, before the first paint, in the browser’s own bar too', async () => {
  const { url } = await host()
  const { page, context, seen } = await open({ colorScheme: 'dark' })
  const look = () =>
    page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      bar: document.querySelector<HTMLMetaElement>('meta[name=theme-color]')!.content,
      moves: getComputedStyle(document.documentElement).getPropertyValue('--quick') !== '0s',
    }))
  await page.goto(url)
  await startBook(page, /Open the stories/u)
  expect(await look()).toEqual({ ground: GROUNDS.dark, bar: 'rgb(8, 17, 23)', moves: true })
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(look).toEqual({ ground: GROUNDS.light, bar: 'rgb(16, 41, 58)', moves: true })
  await page.emulateMedia({ contrast: 'more' })
  await expect.poll(async () => (await look()).ground).toBe(GROUNDS.sunlight)
  await page.emulateMedia({ contrast: null })

  await page.evaluate(() => (location.hash = '#/settings/look'))
  await page.getByRole('radio', { name: /^Dark/u }).check()
  expect(await look()).toEqual({ ground: GROUNDS.dark, bar: 'rgb(8, 17, 23)', moves: true })
  await page.getByRole('radio', { name: /^Off Nothing moves/u }).check()
  await page.getByRole('radio', { name: /^Sunlight/u }).check()
  expect(await look()).toEqual({ ground: GROUNDS.sunlight, bar: 'rgb(0, 0, 0)', moves: false })

  // The script of the app held back: what stands there before it is right already.
  await page.route(/assets\/index-.*\.js$/u, () => {})
  await page.goto('about:blank')
  await page.goto(url, { waitUntil: 'commit' })
  await expect.poll(() => page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({ theme: 'sunlight', motion: 'off' })
  expectNothingStrange(seen, url)
  await context.close()
})

it('goes by single keys where nothing is typed, shows them, and leaves them when told to', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  const here = () => page.evaluate(() => location.hash)
  await page.goto(url)
  await makeVault(page)
  await page.getByRole('button', { name: 'Start empty' }).click()
  for (const [key, hash] of [['r', '#/record'], ['b', '#/book'], ['s', '#/settings'], ['t', '#/today']] as const) {
    await page.keyboard.press(key)
    await expect.poll(here).toBe(hash)
  }
  await page.keyboard.press('Control+b')
  expect(await here()).toBe('#/today')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('b')
  expect(await here()).toBe('#/today')
  await page.getByRole('link', { name: 'Turn them off in the settings' }).click()
  await page.getByRole('group', { name: 'Keyboard shortcuts' }).getByRole('radio', { name: 'Off' }).check()
  await page.keyboard.press('t')
  expect(await here()).toBe('#/settings/look')
  await page.getByRole('group', { name: 'Keyboard shortcuts' }).getByRole('radio', { name: 'On' }).check()
  await page.evaluate(() => (location.hash = '#/register'))
  await page.getByLabel('Name').fill('')
  await page.keyboard.type('bltr?')
  expect(await page.getByLabel('Name').inputValue()).toBe('bltr?')
  await page.locator('h1').click()
  await page.keyboard.press('l')
  await page.locator('input[type=password]').waitFor()
  expectNothingStrange(seen, url)
  await context.close()
})

it('says once, where the browser offers it, that the app can be installed', async () => {
  const { url } = await host()
  const { page, context } = await open()
  const offer = () =>
    page.evaluate(() => dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: async () => (document.body.dataset.asked = 'yes') })))
  await page.goto(url)
  await startBook(page, /Open the stories/u)
  await offer()
  const hint = page.getByRole('region', { name: 'Keep Tideline on this device' })
  await hint.getByRole('button', { name: 'Not now' }).click()
  await hint.waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('.tiles').waitFor()
  await offer()
  await page.evaluate(() => (location.hash = '#/settings/device'))
  await page.getByRole('button', { name: 'Install on this device' }).click()
  expect(await page.evaluate(() => document.body.dataset.asked)).toBe('yes')
  await page.evaluate(() => (location.hash = '#/today'))
  await page.locator('.tiles').waitFor()
  expect(await hint.count()).toBe(0)
  await context.close()
})
