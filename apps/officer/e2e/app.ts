/** The built app, served and driven from outside: a real browser, a real profile folder, a host that can go away. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { serve } from '../../../scripts/serve.mjs'

export const DIST = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const CHROMIUM = process.env.CHROME_PATH || '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

const leftovers: (() => unknown)[] = []
afterAll(async () => {
  for (const remove of leftovers.reverse()) await remove()
})

/** A folder that is gone after the tests of the file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tideline-officer-'))
  leftovers.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  return folder
}

export interface Host {
  readonly url: string
  /** What browsers say was tried against the policy, in the page or a worker. */
  readonly violations: readonly string[]
  close(): Promise<void>
}

export async function host(folder = DIST, port = 0): Promise<Host> {
  const violations: string[] = []
  const { url, close } = await serve(folder, port, (sentence: string) => violations.push(sentence))
  let open = true
  const once = async (): Promise<void> => {
    if (open) await close()
    open = false
  }
  leftovers.push(once)
  return { url, violations, close: once }
}

/** What no page may do: ask another origin, break its own policy, throw. */
export interface Watch {
  readonly requests: string[]
  readonly faults: string[]
}

export async function watch(context: BrowserContext): Promise<Watch> {
  const seen: Watch = { requests: [], faults: [] }
  context.on('request', (request) => seen.requests.push(request.url()))
  context.on('console', (message) => {
    // The refusal of a request that goes out while offline is the browser's, not the app's.
    if (message.type() === 'error' && !/net::ERR_|Failed to load resource/u.test(message.text())) seen.faults.push(message.text())
  })
  context.on('weberror', (error) => seen.faults.push(String(error.error())))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))
  })
  return seen
}

export function expectNothingStrange(seen: Watch, url: string): void {
  const origin = new URL(url).origin
  expect(seen.requests.filter((address) => !address.startsWith(`${origin}/`) && !address.startsWith(`blob:${origin}`) && !address.startsWith('data:'))).toEqual([])
  expect(seen.faults).toEqual([])
}

let shared: Promise<Browser> | null = null

/** A fresh profile in a browser that the tests of a file share; its service worker, which takes in the whole app, is for those that ask for it. */
export async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<{ context: BrowserContext; page: Page; seen: Watch }> {
  shared ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS }).then((browser) => {
    leftovers.push(() => browser.close())
    return browser
  })
  const context = await (await shared).newContext({ viewport: { width: 1024, height: 768 }, locale: 'en-GB', serviceWorkers: 'block', ...options })
  const seen = await watch(context)
  return { context, page: await context.newPage(), seen }
}

export interface Killable {
  readonly context: BrowserContext
  readonly page: Page
  /** All its processes, for who slows them down. */
  readonly group: number
  /** As when the power goes: no page is told, nothing is tidied up. */
  kill(): Promise<void>
  /** As when a person closes it: what is to be kept is written. */
  close(): Promise<void>
}

/** A browser of its own on a profile folder, which a kill leaves behind as it stands. */
export async function openKillable(profile: string, locale = 'en-GB'): Promise<Killable> {
  const portFile = join(profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const args = [...FLAGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1024,768', `--lang=${locale}`, `--accept-lang=${locale}`, 'about:blank']
  const child: ChildProcess = spawn(CHROMIUM, args, { stdio: 'ignore', detached: true })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async (): Promise<void> => {
    // The whole group: a browser is many processes.
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
    await gone
  }
  leftovers.push(kill)
  for (let tries = 0; !existsSync(portFile) || readFileSync(portFile, 'utf8') === ''; tries++) {
    if (tries > 200) throw new Error('The browser did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`)
  const context = browser.contexts()[0]!
  const close = async (): Promise<void> => {
    const session = await browser.newBrowserCDPSession()
    await session.send('Browser.close').catch(() => {})
    await gone
  }
  return { context, page: context.pages()[0] ?? (await context.newPage()), group: child.pid!, kill, close }
}

/** Until the service worker holds the app and everything in it. */
export async function readyOffline(page: Page): Promise<void> {
  const ready = (): Promise<boolean> =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      return registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null
    })
  await expect.poll(ready, { timeout: 60_000, interval: 200 }).toBe(true)
}

/** Goes to practice, where it is not yet, and starts one of its books. */
export async function startBook(page: Page, name: RegExp): Promise<void> {
  const practise = page.getByRole('button', { name: /^(Practise|进入练习)$/u })
  const choice = page.getByRole('button', { name })
  await practise.or(choice).first().waitFor()
  if (await practise.isVisible()) await practise.click()
  await choice.click()
  await page.locator('.tiles').waitFor({ timeout: 60_000 })
}

export const PIN = '274813'

/** Makes the vault of a book of one's own and leads to its start; gives the recovery code, which `look` may look at. */
export async function makeVault(page: Page, name = 'Wu Lan', pin = PIN, look?: () => Promise<void>): Promise<string> {
  await page.getByRole('button', { name: /Set up the book|建立账本/u }).click()
  await page.locator('form input').nth(0).fill(name)
  await page.locator('form input').nth(1).fill(pin)
  await page.locator('form input').nth(2).fill(pin)
  await page.locator('form button[type=submit]').click()
  return keepCode(page, look)
}

/** Reads the recovery code that is shown, and confirms it. */
export async function keepCode(page: Page, look?: () => Promise<void>): Promise<string> {
  await page.locator('ol li').nth(6).waitFor()
  await look?.()
  const groups = await page.locator('ol li').allInnerTexts()
  await page.locator('form input').fill(groups.at(-1)!)
  await page.locator('form button[type=submit]').click()
  await page.locator('nav').waitFor()
  return groups.join('-')
}

/** Unlocks as the only user, or as the one named. */
export async function unlock(page: Page, { pin = PIN, name }: { readonly pin?: string; readonly name?: string } = {}): Promise<void> {
  if (name !== undefined) await page.getByRole('button', { name }).click()
  await page.locator('input[type=password]').fill(pin)
  await page.keyboard.press('Enter')
  await page.locator('nav').waitFor()
}

/** Brings a file in, from any page, and waits for its report. */
export async function importFile(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(() => (location.hash = '#/book/import'))
  await page.locator('form input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await page.getByText(/Proposed after|Nobody has explained|根据文件|还没有说明/u).waitFor()
  await page.locator('form button[type=submit]').click()
  await page.locator('#preview-title').waitFor()
  const take = page.locator('section[aria-labelledby=preview-title] .main')
  // Nothing to take: what the dry run says is the report.
  if ((await take.count()) === 0) return
  await take.click()
  await page.locator('#report-title').waitFor()
}
