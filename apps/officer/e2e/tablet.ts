/**
 * A tablet for a whole day: one profile, offline once it is set up, four times slower than this machine, and its power
 * may go. What browsers' own throttling slows is the page alone; here every process of the browser has a quarter of
 * the processor, the worker with the engine and the storage as well.
 */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { slowDown } from '../../../bench/vault/slow-down.mjs'
import { expectNothingStrange, host, openKillable, readyOffline, scratch, unlock, watch, type Killable, type Watch } from './app.ts'
import { faultsOf } from './faults.ts'
import { says, type Says } from './say.ts'

const SLOWER = 4

export interface Held {
  readonly language: 'en' | 'zh-CN'
  readonly viewport: { readonly width: number; readonly height: number }
}

export interface Tablet extends Says {
  readonly language: Held['language']
  readonly page: Page
  readonly dialog: Locator
  /** Of so many fen, as the screen writes it. */
  money(fen: number): string
  go(hash: string): Promise<void>
  /** By its whole name, in the open dialog or else on the page. */
  button(name: string | RegExp): Locator
  /** Waits until the screen shows these words. */
  shows(text: string | RegExp, place?: Locator): Promise<void>
  /** For what is not the app's time to take. */
  atFullSpeed(act: () => Promise<void>): Promise<void>
  /** Looks for faults of the screen, at full speed: that is this test's work. */
  look(screen: string): Promise<void>
  /** The host goes away: from now on it is offline, and slow. */
  goOffline(): Promise<void>
  /** As when the power goes, and comes back: the browser is killed, and somebody unlocks it. */
  powerCut(name: string, pin: string): Promise<void>
  /** The end: nothing was asked of the network, and no screen had a fault. */
  putDown(): Promise<void>
}

export async function takeTablet({ language, viewport }: Held): Promise<Tablet> {
  const profile = scratch()
  const { url, close } = await host()
  const watches: Watch[] = []
  const [failed, faults]: [string[], string[]] = [[], []]
  let offline = false
  let browser: Killable
  let fast: (() => Promise<void>) | null = null
  const boot = async (): Promise<void> => {
    browser = await openKillable(profile, language)
    browser.page.setDefaultTimeout(60_000)
    watches.push(await watch(browser.context))
    // What the browser asks by itself is whether there is a newer app.
    browser.context.on('requestfailed', (request) => {
      if (offline && !request.url().endsWith('/sw.js')) failed.push(request.url())
    })
    await browser.page.setViewportSize(viewport)
    // Fingers: what is typed by them has a pad.
    const session = await browser.context.newCDPSession(browser.page)
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    await browser.context.setOffline(offline)
    await browser.page.goto(url)
  }
  const slow = async (): Promise<void> => void (fast = await slowDown(browser.group, SLOWER))
  const full = async (): Promise<void> => {
    await fast?.()
    fast = null
  }
  const atFullSpeed = async (act: () => Promise<void>): Promise<void> => {
    const slowed = fast !== null
    await full()
    await act()
    if (slowed) await slow()
  }
  await boot()
  await readyOffline(browser!.page)

  const currency = new Intl.NumberFormat(language, { style: 'currency', currency: 'CNY', minimumFractionDigits: 0 })
  return {
    ...says(language),
    language,
    get page() {
      return browser.page
    },
    get dialog() {
      return browser.page.locator('dialog')
    },
    money: (fen) => currency.format(fen / 100),
    go: (hash) => browser.page.evaluate((to) => void (location.hash = to), hash),
    button: (name) => browser.page.locator('body:not(:has(dialog[open])), dialog[open]').getByRole('button', { name, exact: true }),
    shows: (text, place = browser.page.locator('body')) => place.getByText(text).locator('visible=true').first().waitFor(),
    atFullSpeed,
    look: (screen) => atFullSpeed(async () => void faults.push(...(await faultsOf(browser.page, screen)))),
    goOffline: async () => {
      await close()
      offline = true
      await browser.context.setOffline(true)
      await slow()
    },
    powerCut: async (name, pin) => {
      await full()
      await browser.kill()
      await boot()
      await slow()
      await unlock(browser.page, { name, pin })
    },
    putDown: async () => {
      await full()
      await browser.close()
      for (const seen of watches) expectNothingStrange(seen, url)
      expect([failed, faults]).toEqual([[], []])
    },
  }
}
