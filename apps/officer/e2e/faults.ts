/** What a screen does to those who can't see it, touch it finely, or scroll it sideways. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** The screens that everything is looked at on, CSS px. */
export const SIZES = { tablet: { width: 1024, height: 768 }, tall: { width: 800, height: 1280 }, phone: { width: 360, height: 740 } }

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The faults of a screen at every size, one after the other: the walk to it is the same. */
export async function faultsAtEverySize(page: Page, screen: string): Promise<string[]> {
  const faults: string[] = []
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    // Where the focus was brought into view it stays.
    await page.evaluate(() => document.activeElement?.scrollIntoView({ block: 'nearest' }))
    faults.push(...(await faultsOf(page, `${screen}, ${size}`)))
  }
  return faults
}

/** Violations on the screen as it stands, and touch targets under 44 px. */
export async function faultsOf(page: Page, screen: string): Promise<string[]> {
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
