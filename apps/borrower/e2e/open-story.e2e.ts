/** The built page, served as a host serves it, on a phone: a story sealed as the officer's tablet seals it, opened by its code. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from '@tideline/content'
import { linkTo, sealStory, signerOf, tellStory, type Signer } from '@tideline/exchange'
import { joinLog, type JournalEvent } from '@tideline/journal'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../../scripts/serve.mjs'

const DIST = join(import.meta.dirname, '../dist')
const BOOK = join(import.meta.dirname, '../../../packages/content/books/narrated.jsonl')
const CODE = '4831 0927'
const MOST_BYTES = 250_000
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PICTURES = process.env['TIDELINE_BORROWER_PICTURES']

const violations: string[] = []
let signer: Signer
let browser: Browser
let url: string
let close: () => Promise<unknown>

beforeAll(async () => {
  const { publicKey, privateKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  signer = signerOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), privateKey)
  ;({ url, close } = await serve(DIST, 0, (sentence: string) => violations.push(sentence)))
  browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
})
afterAll(async () => {
  await browser.close()
  await close()
})

/** What the narrated book tells of a borrower today, so that it is fresh whenever this runs. */
async function sealed(borrower: string, by = signer): Promise<Uint8Array<ArrayBuffer>> {
  const joined = joinLog(readFileSync(BOOK, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as JournalEvent))
  if (!joined.ok) throw new Error('the book contradicts itself')
  const now = new Date().toISOString()
  const told = tellStory(joined.log, { policies: POLICIES, scorecards: SCORECARDS, reasonCodes: REASON_CODES }, {
    borrower,
    asOf: '2026-03-31',
    issued: now,
    expires: '2099-12-31',
    lender: 'Harbour Mutual',
    contact: 'East branch, 0571 8888 1234',
    documents: [],
    rulebookFor: (kind) => ({ policy: POLICY_BY_KIND[kind], scorecard: 'behaviour@1' }),
  })
  if (!told.ok) throw new Error(told.why)
  return sealStory(told.story, told.fingerprints, { code: CODE, signer: by })
}

async function phone(locale: string, size = { width: 360, height: 740 }): Promise<{ page: Page; faults: string[]; foreign: string[] }> {
  const context = await browser.newContext({ viewport: size, locale, hasTouch: true })
  const page = await context.newPage()
  const [faults, foreign]: [string[], string[]] = [[], []]
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => !request.url().startsWith(url) && !request.url().startsWith('blob:') && foreign.push(request.url()))
  return { page, faults, foreign }
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox').fill(code)
  await page.locator('button[type=submit]').click()
}

/** No axe violation, no target under 44 px, nothing wider than the screen. */
async function isFitForPhones(page: Page): Promise<void> {
  const found = await page.evaluate<{ violations: { id: string; nodes: { target: unknown }[] }[] }>(`${AXE}; axe.run()`)
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
  const { small, wide } = await page.evaluate(() => {
    const targets = [...document.querySelectorAll('button, a[href]')].filter((element) => element.getClientRects().length > 0)
    const small = targets.filter((element) => Math.min(element.getBoundingClientRect().width, element.getBoundingClientRect().height) < 44)
    return { small: small.map(({ outerHTML }) => outerHTML.slice(0, 80)), wide: document.documentElement.scrollWidth - innerWidth }
  })
  expect(small).toEqual([])
  expect(wide).toBeLessThanOrEqual(0)
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

describe('a story on a phone', () => {
  it.each([
    ['en-GB', 'Your line is paused', 'How it comes back'],
    ['zh-CN', '您的额度暂停了', '怎样恢复'],
  ])('[HB16, HB4] opens from a link by its code, and says how the line stands and comes back (%s)', { timeout: 120_000 }, async (locale, headline, way) => {
    const { page, faults, foreign } = await phone(locale)
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await isFitForPhones(page)
    await picture(page, `start-${locale}`)
    await page.goto(linkTo(url, await sealed('B-zhao-min')))
    await page.getByRole('textbox').waitFor()
    expect(page.url()).toBe(url)
    await enter(page, '4831 0928')
    await page.locator('.error').waitFor()
    await isFitForPhones(page)
    await picture(page, `code-${locale}`)
    await enter(page, CODE)
    await page.getByRole('heading', { level: 1, name: headline }).waitFor()
    await page.getByRole('heading', { level: 2, name: way }).waitFor()
    expect(await page.locator('ol li').count()).toBeGreaterThan(2)
    await isFitForPhones(page)
    await picture(page, `line-${locale}`)
    // Kept, and shut again by every start; a phone in a drawer tells nobody anything.
    await page.reload()
    await page.getByRole('textbox').waitFor()
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/Harbour|zhao-min-L|payment/)
    await enter(page, CODE)
    await page.getByRole('heading', { level: 1, name: headline }).waitFor()
    await page.setViewportSize({ width: 320, height: 640 })
    await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
    await isFitForPhones(page)
    await picture(page, `large-${locale}`)
    expect([faults, foreign, violations]).toEqual([[], [], []])
    await page.context().close()
  })

  it('[HB10, HB12] refuses what was altered and another lender’s, in a sentence, and forgets all when asked to', { timeout: 120_000 }, async () => {
    const { page } = await phone('en-GB')
    await page.goto(linkTo(url, await sealed('B-zhao-min')))
    await enter(page, CODE)
    await page.getByRole('heading', { level: 1, name: 'Your line is paused' }).waitFor()
    const altered = await sealed('B-zhao-min')
    altered[80]! ^= 1
    await page.goto(linkTo(url, altered))
    await enter(page, CODE)
    await page.getByRole('alert').filter({ hasText: 'did not arrive whole' }).waitFor()
    const { publicKey, privateKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
    const stranger = signerOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), privateKey)
    await page.goto(linkTo(url, await sealed('B-zhao-min', stranger)))
    await enter(page, CODE)
    await page.getByRole('alert').filter({ hasText: 'another lender than yours' }).waitFor()
    await picture(page, 'refused')
    await page.getByRole('button', { name: 'Erase everything' }).click()
    await page.getByRole('button', { name: 'Erase', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'See how your credit line stands' }).waitFor()
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    await page.context().close()
  })
})

it('is at most 250 KB of brotli with the engine', () => {
  const files = (readdirSync(DIST, { recursive: true }) as string[]).filter((name) => /\.(html|js|css|svg|webmanifest)$/.test(name))
  const bytes = files.reduce((sum, name) => sum + (statSync(join(DIST, name)).isFile() ? brotliCompressSync(readFileSync(join(DIST, name))).length : 0), 0)
  if (PICTURES) console.log(`borrower's page: ${bytes} bytes of brotli`)
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
})
