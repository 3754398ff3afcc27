/** What a screen does to those who can't see it, touch it finely, read small letters, or scroll it sideways. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { wordsCutOff } from './cut-off.ts'

/** The screens that everything is looked at on, CSS px. */
export const SIZES = { tablet: { width: 1024, height: 768 }, phone: { width: 360, height: 740 }, tall: { width: 800, height: 1280 } }

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What another size can change: the names and roles of things stay what they are. */
const OF_LAYOUT = ['color-contrast', 'target-size', 'scrollable-region-focusable']

/**
 * The faults of a screen at every size: all rules upright, those of layout at every size, those of colour in the
 * theme beside the light one (sunlight in English, dark in Chinese), and words cut off
 * at twice the text size. One walk to it does for all.
 */
export async function faultsAtEverySize(page: Page, screen: string): Promise<string[]> {
  const faults: string[] = []
  for (const [size, viewport] of Object.entries(SIZES)) {
    await resize(page, viewport)
    // Where the focus was brought into view it stays.
    await page.evaluate(() => document.activeElement?.scrollIntoView({ block: 'nearest' }))
    faults.push(...(await faultsOf(page, `${screen}, ${size}`, size === 'tall' ? TAGS : OF_LAYOUT)))
  }
  const theme = await page.evaluate(() => {
    const { dataset, lang } = document.documentElement
    return (dataset.theme = lang === 'en' ? 'sunlight' : 'dark')
  })
  await settled(page)
  faults.push(...(await violationsOf(page, ['color-contrast'])).map((fault) => `${screen}, ${theme}: ${fault}`))
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'))
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  for (const [size, viewport] of Object.entries(SIZES)) {
    await resize(page, viewport)
    faults.push(...(await wordsCutOff(page, `${screen}, ${size}, large text`)))
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
  return faults
}

/** Violations on the screen as it stands, touch targets under 44 px, and whether it is wider than its window. */
export async function faultsOf(page: Page, screen: string, rules: readonly string[] = TAGS): Promise<string[]> {
  await settled(page)
  let violations = await violationsOf(page, rules)
  if (violations.some((fault) => fault.startsWith('target-size'))) {
    // What stands half under the bar at the foot is small only where the page is scrolled to: what is small stays small.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('*')) if (element.scrollTop > 0) element.scrollTop -= 150
    })
    const again = new Set(await violationsOf(page, ['target-size']))
    violations = violations.filter((fault) => !fault.startsWith('target-size') || again.has(fault))
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
  return [...violations, ...small.map((html) => `small target ${html}`), ...(wide ? ['scrolls sideways'] : [])].map((fault) => `${screen}: ${fault}`)
}

/** Until what moves or changes its colour has come to rest. */
const settled = (page: Page): Promise<unknown> => page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))))

/** To a size, and past the frame in which what listens to it draws itself anew. */
async function resize(page: Page, viewport: { readonly width: number; readonly height: number }): Promise<void> {
  await page.setViewportSize(viewport)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** What axe finds by rules or tags: `rule element`, one for each element. */
async function violationsOf(page: Page, rules: readonly string[]): Promise<string[]> {
  // Brought into each document once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ runOnly, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
  }, [...rules])
}
