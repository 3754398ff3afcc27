/** Small pictures of the screens for docs/screens.md, in both languages: only when asked for, `npm run pictures`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { DIST, host, importFile, makeVault, open } from './app.ts'
import { DAM, dayBook } from './day-book.ts'
import { badRows } from './day-import.ts'
import { REOPENING } from './reopening-book.ts'
import { walkScreens, type Look } from './screens.ts'

const DOCS = join(DIST, '..', 'docs')
const PICTURES = join(DOCS, 'pictures')
const LOCALES = [
  { locale: 'en-GB', tag: 'en' },
  { locale: 'zh-CN', tag: 'zh' },
] as const

/** 480 px wide, as a tablet held upright shows it. */
const SHAPE = { viewport: { width: 800, height: 1280 }, deviceScaleFactor: 0.6, reducedMotion: 'reduce' } as const

const shown = new Map<string, { readonly en: string; readonly zh: string }>()

function camera(page: Page, tag: string): Look {
  return async (name, titles) => {
    shown.set(name, titles)
    // Lazy parts and the worker's answers.
    await page.waitForTimeout(700)
    await page.screenshot({ path: join(PICTURES, `${name}-${tag}.jpg`), type: 'jpeg', quality: 60 })
  }
}

function gallery(): string {
  const rows = [...shown].map(
    ([name, { en, zh }]) => `## ${en} · ${zh}\n${LOCALES.map(({ tag }) => `![${tag === 'en' ? en : zh}](pictures/${name}-${tag}.jpg)`).join(' ')}\n`,
  )
  return `# The screens
Made by \`npm run pictures\` (\`e2e/pictures.e2e.ts\`) from the built app and the stories of practice; the day's screens from an invented book.

${rows.join('\n')}`
}

async function go(page: Page, hash: string, wait: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash)
  await page.locator(wait).first().waitFor()
}

async function photographRecords(page: Page, look: Look): Promise<void> {
  await go(page, `#/line/${DAM.line}/record/contact`, 'dialog form')
  await look('record-contact', { en: 'A call, with a promise', zh: '登记电话与承诺' })
  await go(page, `#/line/${DAM.line}/record/schedule`, 'dialog form')
  await look('record-schedule', { en: 'A schedule, seen before it is recorded', zh: '登记前先看还款计划' })
  await go(page, `#/line/${REOPENING.line}/record/draw`, 'dialog .way li')
  await look('draw-refused', { en: 'A refused draw, and the way back', zh: '不能用款，以及恢复的办法' })
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
}

async function photographImport(page: Page, look: Look, tag: string): Promise<void> {
  await go(page, '#/book/import', 'form input[type=file], .buttons button')
  const another = page.getByRole('button', { name: /^(Another file|再导入一个)$/u })
  if (await another.isVisible()) await another.click()
  await page.locator('form input[type=file]').setInputFiles({ name: 'march.csv', mimeType: 'text/csv', buffer: badRows(tag === 'en' ? 'en' : 'zh-CN') })
  await page.locator('#first-rows-title').waitFor()
  await look('import-columns', { en: 'A table whose columns are explained', zh: '说明各列的含义' })
  await page.locator('form button[type=submit]').click()
  await page.locator('#preview-title').waitFor()
  await look('import-dry-run', { en: 'What would change', zh: '先看会改变什么' })
}

async function photographMonth(page: Page, look: Look): Promise<void> {
  await go(page, '#/book/month-end', '#month-start-title')
  await page.locator('section[aria-labelledby=month-start-title] .main').click()
  await page.locator('#month-suspended').waitFor()
  await look('month-end', { en: 'What a month changed', zh: '一个月的变化' })
  await go(page, '#/book/notices', 'main input[type=checkbox], main p')
  await look('notices', { en: 'What is to be told', zh: '需要告知的事' })
  await go(page, '#/line/L-late-0', 'article h1')
  await page.locator('article h1').waitFor()
  await page.getByRole('button', { name: /^(Notice|通知书?)$/u }).click()
  await page.locator('dialog article').waitFor()
  await look('notice', { en: 'A notice, in the borrower’s language', zh: '借款人语言的通知' })
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
}

describe.runIf(process.env.TIDELINE_PICTURES)('pictures', () => {
  beforeAll(() => {
    rmSync(PICTURES, { recursive: true, force: true })
    mkdirSync(PICTURES, { recursive: true })
  })
  afterAll(() => writeFileSync(join(DOCS, 'screens.md'), gallery()))

  it.each(LOCALES)('of the stories, $locale', { timeout: 300_000 }, async ({ locale, tag }) => {
    const { url } = await host()
    const { page, context } = await open({ ...SHAPE, locale })
    const look = camera(page, tag)
    await walkScreens(page, url, async (name, titles) => {
      await look(name, titles)
      if (name !== 'line') return
      for (const [theme, en, zh] of [['dark', 'in the dark', '深色'], ['sunlight', 'in sunlight', '阳光']] as const) {
        await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme)
        await look(`line-${theme}`, { en: `A line, ${en}`, zh: `额度与原因（${zh}）` })
      }
      await page.evaluate(() => (document.documentElement.dataset.theme = 'system'))
    })
    await context.close()
  })

  it.each(LOCALES)('of the day, $locale', { timeout: 200_000 }, async ({ locale, tag }) => {
    const { url } = await host()
    const { page, context } = await open({ ...SHAPE, locale })
    const look: Look = async (name, titles) => {
      shown.set(name, titles)
      await page.waitForTimeout(700)
      await page.screenshot({ path: join(PICTURES, `${name}-${tag}.jpg`), type: 'jpeg', quality: 60 })
    }
    await page.goto(url)
    await makeVault(page, tag === 'en' ? 'Wu Lan' : '吴兰', undefined, () => look('recovery-code', { en: 'The recovery code', zh: '恢复码' }))
    const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
    await importFile(page, 'book.jsonl', dayBook(today))
    await look('import-report', { en: 'What an import brought', zh: '导入结果' })
    await page.evaluate(() => (location.hash = '#/today'))
    await page.locator('#tasks-of-day-title').waitFor()
    await look('route', { en: 'The route of the day', zh: '今日路线' })
    await page.locator('section[aria-labelledby=route-title] ol a').first().click()
    await page.locator('.sheet li').first().waitFor()
    await look('meeting', { en: 'A collection sheet', zh: '收款表' })
    await page.evaluate(() => (location.hash = '#/week'))
    await page.locator('ol li h2').first().waitFor()
    await look('week-planned', { en: 'A week with meetings', zh: '有会议的一周' })
    await photographRecords(page, look)
    await photographImport(page, look, tag)
    await photographMonth(page, look)
    await page.getByRole('button', { name: /^(Lock, or|锁定或换人)/u }).click()
    await page.locator('input[type=password]').waitFor()
    await look('locked', { en: 'Locked', zh: '已锁定' })
    await context.close()
  })
})
