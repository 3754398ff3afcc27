/**
 * The start without a network, and from the PIN to the queue, on a device of a quarter of this one's speed: `npm run bench -- vault [lines] [months]`.
 * The built app, used through its screens; prints the table of BENCHMARKS.md.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { findChromium } from '../../scripts/chromium.mjs'
import { serve } from '../../scripts/serve.mjs'
import { slowDown } from './slow-down.mjs'

const FACTOR = 4
const ROUNDS = 5
const PIN = '274813'
const PASSPHRASE = 'reeds bend where the tide turns'
const [lines = 1_000, months = 36] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'tideline-vault-'))
const { url, close } = await serve(fileURLToPath(new URL('../../apps/officer/dist', import.meta.url)), 0)
const browser = await openBrowser(join(folder, 'profile'))
try {
  await measure()
} finally {
  browser.kill()
  await close().catch(() => {})
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

async function measure() {
  const { page } = browser
  const file = await writeBook()
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('input[type=password]')) return
      seen.disconnect()
      requestAnimationFrame(() => setTimeout(() => (globalThis.gateAt = performance.now())))
    })
    seen.observe(document, { childList: true, subtree: true })
  })
  await page.goto(url)
  const plain = await loops(page)
  const device = await slowDownTo(FACTOR, plain)
  // The vault is made on the slow device: how much its PIN costs is measured there.
  await makeVault(page)
  await device.restore()
  const events = await importBook(page, file)
  await lock(page)
  await goOffline(page)

  const { slow, restore } = await slowDownTo(FACTOR, plain)
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const gate = await start(page)
    rounds.push({ gate, ...(await unlock(page)) })
    await page.waitForTimeout(2_000)
    await lock(page)
  }
  const saved = await backUp(page)
  await restore()

  console.log(`${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Chromium ${browser.version}; load ${loadavg()[0].toFixed(1)}`)
  console.log(`${lines} lines × ${months} months, ${events ?? 'events uncounted'}; the whole browser at 1/${FACTOR} of the processor: a loop takes ${(slow.page / plain.page).toFixed(1)} × as long in the page, ${(slow.worker / plain.worker).toFixed(1)} × in the worker\n`)
  if ([slow.page / plain.page, slow.worker / plain.worker].some((times) => Math.abs(times / FACTOR - 1) > 0.1)) {
    console.log('Not to be trusted: other work took the processor away, or gave it back.\n')
  }
  console.log('| what | median | range | goal |\n|---|---:|---:|---:|')
  console.log(row('from the PIN to the book unlocked', rounds.map(({ unlocked }) => unlocked), '1.00 s'))
  console.log(row('from the PIN to the queue usable', rounds.map(({ queue }) => queue), '1.50 s'))
  console.log(row('without a network, from the address to the gate', rounds.map(({ gate }) => gate), ''))
  console.log(row('both together, without the typing', rounds.map(({ gate, queue }) => gate + queue), lines > 1_000 ? '2.00 s' : '1.00 s'))
  console.log(`\nA backup of it took ${(saved.ms / 1000).toFixed(1)} s from the touch to "made and checked", ${(saved.bytes / 1e6).toFixed(1)} MB.`)
}

/** Three years that end today, as a book in use has them. */
async function writeBook() {
  const server = await createServer({ root: fileURLToPath(new URL('.', import.meta.url)), configFile: false, logLevel: 'error', server: { middlewareMode: true } })
  const { bookFile } = await server.ssrLoadModule('/book.ts')
  const start = new Date()
  start.setUTCMonth(start.getUTCMonth() - months)
  const path = join(folder, 'book.jsonl')
  writeFileSync(path, bookFile(lines, months, start.toISOString().slice(0, 10)).join('\n'))
  await server.close()
  return path
}

async function makeVault(page) {
  page.setDefaultTimeout(120_000)
  await page.getByRole('button', { name: /Set up the book/u }).click()
  for (const [place, text] of ['Wu Lan', PIN, PIN].entries()) await page.locator('form input').nth(place).fill(text)
  await page.locator('form button[type=submit]').click()
  await page.locator('ol li').nth(6).waitFor()
  const groups = await page.locator('ol li').allInnerTexts()
  await page.locator('form input').fill(groups.at(-1))
  await page.locator('form button[type=submit]').click()
  await page.locator('nav').waitFor()
}

async function importBook(page, file) {
  page.setDefaultTimeout(600_000)
  await page.evaluate(() => (location.hash = '#/book/import'))
  await page.locator('form input[type=file]').setInputFiles(file)
  await page.getByText(/Proposed after/u).waitFor()
  await page.locator('form button[type=submit]').click()
  await page.locator('section[aria-labelledby=preview-title] .main').click()
  await page.locator('#report-title').waitFor()
  await page.evaluate(() => (location.hash = '#/settings'))
  const said = /[\d,]+ events/u.exec(await page.locator('main').innerText())?.[0]
  await page.evaluate(() => (location.hash = '#/'))
  await page.locator('.queue li a').first().waitFor()
  return said
}

/** A backup as a download, from the touch until it is made and read back. */
async function backUp(page) {
  await page.locator('input[type=password]').fill(PIN)
  await page.keyboard.press('Enter')
  await page.locator('.queue li a').first().waitFor()
  await page.evaluate(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker')
    location.hash = '#/settings/backup'
  })
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same once more').fill(PASSPHRASE)
  const began = performance.now()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Back up now' }).click()])
  await page.getByText('The backup is made and checked').waitFor()
  const ms = performance.now() - began
  const path = join(folder, 'book.backup')
  await download.saveAs(path)
  return { ms, bytes: statSync(path).size }
}

/** Once the service worker holds the app, the host goes. */
async function goOffline(page) {
  const held = async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated' && navigator.serviceWorker.controller !== null
  for (let tries = 0; !(await page.evaluate(held)); tries++) {
    if (tries > 600) throw new Error('The app was not kept for offline')
    await page.waitForTimeout(200)
  }
  await close()
}

/** Milliseconds from the address to the gate that can be typed into: a page and a worker of their own, the browser already there. */
async function start(page) {
  await page.goto('about:blank')
  await page.goto(url)
  await page.locator('input[type=password]').waitFor({ timeout: 120_000 })
  return (await page.waitForFunction(() => globalThis.gateAt)).jsonValue()
}

async function lock(page) {
  await page.getByRole('button', { name: /^Lock/u }).click()
  await page.locator('input[type=password]').waitFor()
}

/** Stops the browser for as much of the time as makes a loop take `factor` times as long, on the mean of page and worker. */
async function slowDownTo(factor, plain) {
  let share = factor
  for (let tries = 0; ; tries++) {
    const restore = await slowDown(browser.group, share)
    const slow = await loops(browser.page)
    const times = (slow.page / plain.page + slow.worker / plain.worker) / 2
    if (Math.abs(times / factor - 1) < 0.05 || tries === 3) return { slow, restore }
    await restore()
    share *= factor / times
  }
}

/** Milliseconds from the Enter after the PIN, seen from inside the page. */
async function unlock(page) {
  await page.evaluate(() => {
    const marks = (globalThis.marks = {})
    addEventListener('keydown', ({ key }) => key === 'Enter' && (marks.pin ??= performance.now()), true)
    const look = () => {
      if (document.querySelector('nav')) marks.unlocked ??= performance.now()
      // A row that was painted can be tapped.
      if (document.querySelector('.queue li a') && !marks.seen) {
        marks.seen = true
        requestAnimationFrame(() => setTimeout(() => (marks.queue = performance.now())))
      }
    }
    new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true })
  })
  // As fast as a practised thumb: what loads meanwhile loads for people too.
  await page.locator('input[type=password]').pressSequentially(PIN, { delay: 250 })
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => globalThis.marks.queue !== undefined)
  const { pin, unlocked, queue } = await page.evaluate(() => globalThis.marks)
  return { unlocked: unlocked - pin, queue: queue - pin }
}

/** The same loop in the page and in the app's own worker, medians of three. */
async function loops(page) {
  const loop = () => {
    const began = performance.now()
    let hash = 1
    for (let i = 0; i < 1e8; i++) hash = Math.imul(hash ^ i, 0x01000193)
    return performance.now() - began + (hash === 0 ? 1 : 0)
  }
  const [inPage, inWorker] = [[], []]
  for (let round = 0; round < 3; round++) {
    inPage.push(await page.evaluate(loop))
    inWorker.push(await page.workers()[0].evaluate(loop))
  }
  return { page: median(inPage), worker: median(inWorker) }
}

function median(taken) {
  return taken.sort((a, b) => a - b)[taken.length >> 1]
}

function row(what, taken, goal) {
  const sorted = taken.toSorted((a, b) => a - b)
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`
  return `| ${what} | ${seconds(median(taken))} | ${seconds(sorted[0])} to ${seconds(sorted.at(-1))} | ${goal} |`
}

/** A browser whose processes are a group of their own. */
async function openBrowser(profile) {
  const port = join(profile, 'DevToolsActivePort')
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1024,768', '--lang=en-GB', 'about:blank']
  const child = spawn(process.env.CHROME_PATH || findChromium(), args, { stdio: 'ignore', detached: true })
  for (let tries = 0; !existsSync(port) || readFileSync(port, 'utf8') === ''; tries++) {
    if (tries > 200) throw new Error('The browser did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const connected = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`)
  const context = connected.contexts()[0]
  return { group: child.pid, page: context.pages()[0] ?? (await context.newPage()), version: connected.version(), kill: () => process.kill(-child.pid, 'SIGKILL') }
}
