/** Words that somebody can't read whole: behind the edge of a box that does not scroll, or outside the page. */
import type { Page } from 'playwright-core'

/** The words cut off on the screen as it stands, each with the screen's name. */
export async function wordsCutOff(page: Page, screen: string): Promise<string[]> {
  const cut = await page.evaluate(() => {
    const clips = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
    const found = new Set<string>()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode
      const parent = text.parentElement!
      if (text.textContent!.trim() === '' || parent.closest('.unseen, .skip, svg, select, [inert]') || !parent.checkVisibility({ visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const words = range.getBoundingClientRect()
      if (words.width === 0) continue
      for (let box: Element | null = parent; box; box = box.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(box)
        const { left, right, top, bottom, width } = box.getBoundingClientRect()
        // Kept for those who listen alone.
        if (width <= 1) break
        const beside = clips(overflowX) && (words.left < left - 2 || words.right > right + 2)
        const below = clips(overflowY) && (words.top < top - 4 || words.bottom > bottom + 4)
        if (beside || below) found.add(text.textContent!.trim().slice(0, 60))
        // What scrolls brings the rest into view.
        if (overflowX === 'auto' || overflowX === 'scroll' || overflowY === 'auto' || overflowY === 'scroll' || position === 'fixed') break
      }
    }
    // A page that scrolls down must not have to be scrolled sideways too, but for a table of numbers (WCAG 1.4.10).
    const main = document.querySelector('main')
    const wideTable = main && [...main.querySelectorAll('table')].some((table) => table.scrollWidth > main.clientWidth)
    if (main && !wideTable && main.scrollWidth > main.clientWidth + 1) found.add('(the page scrolls sideways)')
    return [...found]
  })
  return cut.map((words) => `${screen}: ${words}`)
}
