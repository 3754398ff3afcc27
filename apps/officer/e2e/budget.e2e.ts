import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { DIST, host, importFile, makeVault, open } from './app.ts'
import { findBook } from './find-book.ts'
import { heldBytes } from './heap.ts'

const ASSETS = join(DIST, 'assets')

/** The scripts of the page itself, and with them the part of a name with all that it needs before it is shown. */
function scriptsOf(part: string): Set<string> {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  const found = new Set<string>()
  const add = (script: string): void => {
    if (found.has(script)) return
    found.add(script)
    for (const [, needed] of readFileSync(join(ASSETS, script), 'utf8').matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/gu)) add(needed!)
  }
  for (const [, script] of page.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/gu)) add(script!)
  for (const script of readdirSync(ASSETS)) if (script.startsWith(`${part}-`) && script.endsWith('.js')) add(script)
  return found
}

it.each(['gate', 'desk'])('the first look (%s) loads at most 60 KB of brotli JavaScript, the worker apart', (part) => {
  const scripts = [...scriptsOf(part)]
  expect(scripts.some((script) => script.startsWith(`${part}-`))).toBe(true)
  const bytes = scripts.reduce((sum, script) => sum + brotliCompressSync(readFileSync(join(ASSETS, script))).length, 0)
  expect(bytes).toBeLessThanOrEqual(60_000)
})

it('goes out with the notices of the libraries in it', () => {
  const notices = readFileSync(join(DIST, 'licences.txt'), 'utf8')
  for (const name of ['svelte', 'dexie', 'comlink', 'workbox-core', 'valibot']) expect(notices).toContain(`| ${name} |`)
})

it('holds no inline script or style, and names its policy', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  expect(page).toContain('Content-Security-Policy')
  expect(page).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/u)
})

it('holds at most 120 MB with a book of 1,000 lines, page and worker together, after all of it was looked through', async () => {
  const { url } = await host()
  const { page, context } = await open()
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', findBook(new Date().toISOString().slice(0, 10), 1_000))
  await page.evaluate(() => (location.hash = '#/today'))
  await page.locator('.queue li a').first().click()
  await page.locator('article h1').waitFor()
  await page.evaluate(() => (location.hash = '#/find'))
  await page.getByText('1000 found').waitFor()
  const { page: shown, workers } = await heldBytes(context, page)
  expect(workers.length).toBe(1)
  expect(shown + workers[0]!).toBeLessThanOrEqual(120 * 2 ** 20)
  await context.close()
}, 120_000)
