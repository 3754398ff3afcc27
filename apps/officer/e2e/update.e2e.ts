import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DIST, expectNothingStrange, host, open, readyOffline, scratch, startBook } from './app.ts'

it('asks before it takes a new version, keeps the old one until then, and keeps the book and what is half typed', async () => {
  const folder = scratch()
  cpSync(DIST, folder, { recursive: true })
  const before = await host(folder)
  const { page, context, seen } = await open({ serviceWorkers: 'allow' })
  await page.goto(before.url)
  await readyOffline(page)
  await startBook(page, /Open the stories/u)
  await before.close()

  writeFileSync(join(folder, 'index.html'), readFileSync(join(folder, 'index.html'), 'utf8').replace('<head>', '<head><meta name="version" content="next" />'))
  const worker = join(folder, 'sw.js')
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/(url:"index\.html",revision:")[^"]*"/u, '$1next"'))
  appendFileSync(worker, '\n// next')
  const after = await host(folder, Number(new URL(before.url).port))
  expect(after.url).toBe(before.url)

  await page.reload()
  await page.getByText('A new version is ready.').waitFor()
  const version = page.locator('meta[name=version]')
  expect(await version.count()).toBe(0)
  await page.getByRole('button', { name: 'Later' }).click()
  await page.getByText('A new version is ready.').waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('.tiles').waitFor()
  expect(await version.count()).toBe(0)

  await page.evaluate(() => (location.hash = '#/record'))
  await page.locator('main li a').first().click()
  await page.getByLabel(/^Amount/u).fill('777')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Take it now' }).click()
  await version.waitFor({ state: 'attached' })
  await page.evaluate(() => (location.hash = '#/today'))
  await page.locator('.tiles').waitFor()
  // What was half typed is there under the new version.
  await page.evaluate(() => (location.hash = '#/record'))
  await page.getByText(/1 entry typed, not saved/u).click()
  await page.locator('details a').first().click()
  expect(await page.getByLabel(/^Amount/u).inputValue()).toBe('777')
  await page.keyboard.press('Escape')
  expect(await page.getByText('A new version is ready.').count()).toBe(0)
  expectNothingStrange(seen, before.url)
  await context.close()
})
