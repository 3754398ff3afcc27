import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, open, startBook } from './app.ts'

const SIZES = { tablet: { width: 1024, height: 768 }, tall: { width: 800, height: 1280 }, phone: { width: 360, height: 740 } }
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Violations on the screen as it stands, and touch targets under 44 px. */
async function faultsOf(page: Page, screen: string): Promise<string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))))
  const analyse = () => new AxeBuilder({ page }).withTags(TAGS).setLegacyMode(true).analyze()
  let { violations } = await analyse()
  if (violations.some(({ id }) => id === 'target-size')) {
    // What stands half under the bar at the foot is small only where the page is scrolled to: what is small stays small.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('*')) if (element.scrollTop > 0) element.scrollTop -= 150
    })
    const again = new Set((await analyse()).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target.join(' ')}`)))
    violations = violations.filter(({ id, nodes }) => id !== 'target-size' || nodes.some((node) => again.has(`${id} ${node.target.join(' ')}`)))
  }
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, a[href]:not(.skip), select, input:not([type=radio], [type=checkbox]), summary, label:has(input)')]
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect()
        // A link inside a sentence is as tall as its line.
        return width > 0 && (height < 44 || width < 44) && !element.closest('p')
      })
      .map((element) => element.outerHTML.slice(0, 100)),
  )
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  return [
    ...violations.map(({ id, nodes }) => `${screen}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`),
    ...small.map((html) => `${screen}: small target ${html}`),
    ...(wide ? [`${screen}: scrolls sideways`] : []),
  ]
}

type Look = (screen: string) => Promise<void>
type Go = (hash: string, wait: string) => Promise<void>

/** Overrides and reviews, from the proposal to the supervisor's table. */
async function walkJudgement(page: Page, look: Look, go: Go): Promise<void> {
  await go('#/line/L-zhou-qiang', '#judgement-title')
  await page.locator('.stopped').scrollIntoViewIfNeeded()
  await look('hard stop')
  await go('#/line/L-amara-okafor', '#judgement-title')
  const card = page.locator('section[aria-labelledby=judgement-title]')
  const sheet = page.locator('dialog')
  const saved = async (): Promise<void> => {
    await sheet.locator('button[type=submit]').click()
    await sheet.waitFor({ state: 'detached' })
  }
  await card.locator('.buttons button').first().click()
  await sheet.locator('.preview section').nth(1).waitFor()
  await look('propose an override')
  await sheet.locator('button[type=submit]').click()
  await sheet.locator('[aria-invalid]').waitFor()
  await look('propose with a fault')
  await sheet.locator('textarea').fill('…')
  await saved()
  await card.locator('.proposal.pending').waitFor()
  await card.locator('.buttons button').last().click()
  await sheet.locator('form').waitFor()
  await look('a review is asked for')
  await saved()
  await card.locator('.request button').focus()
  await look('what waits for judgement')
  await card.locator('.request button').click()
  await sheet.locator('form').waitFor()
  await look('a review is answered')
  await page.keyboard.press('Escape')
  await card.locator('.proposal button').click()
  await sheet.locator('.preview section').nth(1).waitFor()
  await sheet.locator('button[type=submit]').click()
  await sheet.locator('[role=alert]').waitFor()
  await look('a proposal is answered')
  await page.keyboard.press('Escape')
  await go('#/overrides', 'table')
  await look('overrides by officer')
  await page.locator('table button').first().click()
  await sheet.locator('li').first().waitFor()
  await look('the list behind a number')
  await page.keyboard.press('Escape')
}

async function walk(page: Page, url: string): Promise<string[]> {
  const faults: string[] = []
  const look: Look = async (screen) => void faults.push(...(await faultsOf(page, screen)))
  const go: Go = async (hash, wait) => {
    await page.evaluate((to) => (location.hash = to), hash)
    await page.locator(wait).first().waitFor()
  }
  await page.goto(url)
  await page.locator('h1').waitFor()
  await look('start')
  await startBook(page, /Open the stories|打开故事/u)
  await look('today')
  await go('#/line/L-zhao-min', 'article h1')
  await page.locator('.chart').waitFor()
  await page.locator('article details summary').first().click()
  await page.getByText(/The same as a table|以表格查看/u).click()
  await look('line')
  await page.locator('article.probation details summary').first().click()
  // Out from under the bar of actions, as a focus would bring it.
  await page.locator('.issue button').last().focus()
  await look('paths')
  await page.locator('.issue button').last().click()
  await page.locator('dialog .promise').waitFor()
  await look('promise')
  await page.locator('dialog .main').click()
  await page.locator('#promise-title').waitFor()
  await look('promised')
  await go('#/line/L-zhao-min/what-if', 'dialog .outcome')
  await look('what if')
  await page.locator('dialog input[type=text]').first().fill('no amount')
  await look('what if with a fault')
  await go('#/line/L-zhou-qiang', '#paths-title')
  await page.locator('section[aria-busy=false] h3').first().waitFor()
  await look('no path')
  await go('#/line/L-wang-xiulan', '#paths-title')
  await page.locator('article.active .wait').waitFor()
  await page.locator('.issue button').last().focus()
  await look('only wait')
  await go('#/line/L-zhao-min/record/payment', 'dialog form')
  await page.locator('dialog button[type=submit]').click()
  await page.locator('dialog [aria-invalid]').waitFor()
  await look('record with a fault')
  await page.locator('dialog input').first().fill('10')
  await page.locator('dialog button[type=submit]').click()
  await page.locator('.result').waitFor()
  await look('record result')
  await walkJudgement(page, look, go)
  await go('#/line/L-sea-wind', 'article h1')
  await page.locator('.issue button').first().waitFor()
  await look('project line')
  await page.locator('section[aria-labelledby=journal-title] li button').first().click()
  await page.locator('dialog h3').nth(1).waitFor()
  await look('as told')
  await page.keyboard.press('Escape')
  await go('#/line/L-zhao-min/record/flag', 'dialog form')
  await look('flag')
  await go('#/record', 'h1')
  await look('pick a line')
  await go('#/import', 'input[type=file]')
  await look('import')
  await importFile(page, 'bad.jsonl', '{"id":\n{}\n')
  await look('import report')
  await go('#/register', 'form h1')
  await look('register')
  await go('#/open-line/B-zhao-min', 'form h1')
  await look('open a line')
  await go('#/settings', 'h1')
  await look('settings')
  await page.locator('.danger').click()
  await page.locator('dialog').waitFor()
  await look('erase')
  await page.locator('dialog .danger').click()
  await page.locator('.head').waitFor()
  await page.getByRole('button', { name: /Start empty|从空账本开始/u }).click()
  await page.locator('section.empty').waitFor()
  await look('empty book')
  return faults
}

describe.each(Object.entries(SIZES))('on a %s', (_, viewport) => {
  it.each(['en-GB', 'zh-CN'])('no screen has a fault in %s', async (locale) => {
    const { url } = await host()
    const { page, context, seen } = await open({ viewport, locale, reducedMotion: 'reduce' })
    expect(await walk(page, url)).toEqual([])
    expectNothingStrange(seen, url)
    await context.close()
    // Some thirty screens, each looked through whole.
  }, 400_000)
})

it('says status, since, limit, reason and layer of a line on one upright screen, without scrolling', async () => {
  const { url } = await host()
  const { page, context } = await open({ viewport: SIZES.tall })
  await page.goto(url)
  await startBook(page, /Open the stories/u)
  await page.evaluate(() => (location.hash = '#/line/L-huang-tao'))
  await page.locator('article h1').waitFor()
  for (const part of ['.state', '.sentence', 'article ol', '.hero ul', '.limit dl', '.available']) {
    const box = await page.locator(part).first().boundingBox()
    expect(box!.y + box!.height, part).toBeLessThan(1130)
  }
  await context.close()
})

it('keeps its words at twice the size', async () => {
  const { url } = await host()
  const { page, context } = await open({ viewport: SIZES.phone })
  await page.goto(url)
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  await startBook(page, /Open the stories/u)
  await page.evaluate(() => (location.hash = '#/line/L-zhao-min'))
  await page.locator('article h1').waitFor()
  expect(await page.evaluate(() => document.querySelector('main')!.scrollWidth <= document.querySelector('main')!.clientWidth)).toBe(true)
  await context.close()
})
