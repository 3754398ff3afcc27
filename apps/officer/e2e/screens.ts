/** The way through the main screens, by the stories of practice: for whoever wants to look at them all. */
import type { Page } from 'playwright-core'
import { startBook } from './app.ts'

/** Called on each screen as it stands; `name` is one word for a file. */
export type Look = (name: string, titles: { readonly en: string; readonly zh: string }) => Promise<void>

interface Screen {
  readonly name: string
  readonly en: string
  readonly zh: string
  readonly hash: string
  /** What is there when the screen is. */
  readonly wait: string
}

const SCREENS: readonly Screen[] = [
  { name: 'line', en: 'A line, and why', zh: '额度与原因', hash: '#/line/L-huang-tao', wait: 'article .chart' },
  { name: 'line-reopening', en: 'The way back of a suspended line', zh: '暂停额度的恢复之路', hash: '#/line/L-zhao-min', wait: '.issue button' },
  { name: 'what-if', en: 'What if', zh: '假设推演', hash: '#/line/L-zhao-min/what-if', wait: 'dialog .outcome' },
  { name: 'payment', en: 'A payment is recorded', zh: '登记还款', hash: '#/line/L-zhao-min/record/payment', wait: 'dialog form' },
  { name: 'record', en: 'Record: which line?', zh: '登记：选择额度', hash: '#/record', wait: 'main a[href^="#/line"]' },
  { name: 'find', en: 'Find', zh: '查找', hash: '#/find', wait: 'main li a' },
  { name: 'week', en: 'The week', zh: '一周安排', hash: '#/week', wait: 'main h1' },
  { name: 'book', en: 'The book', zh: '账本', hash: '#/book', wait: 'main li a' },
  { name: 'portfolio', en: 'Portfolio', zh: '资产组合', hash: '#/book/portfolio', wait: '#segment-title' },
  { name: 'warnings', en: 'Early warnings', zh: '预警', hash: '#/book/warnings', wait: '#warnings-handled' },
  { name: 'import', en: 'Import', zh: '导入', hash: '#/book/import', wait: 'main input[type=file]' },
  { name: 'overrides', en: 'Overrides', zh: '例外批准', hash: '#/book/overrides', wait: 'main table, main h1' },
  { name: 'centres', en: 'Centres and meetings', zh: '中心与会议', hash: '#/book/centres', wait: 'main .buttons' },
  { name: 'register', en: 'A borrower is registered', zh: '登记借款人', hash: '#/register', wait: 'form h1' },
  { name: 'settings', en: 'Settings', zh: '设置', hash: '#/settings', wait: 'main li a' },
  { name: 'look', en: 'Look and keys', zh: '外观与快捷键', hash: '#/settings/look', wait: 'kbd' },
  { name: 'audit', en: 'The record', zh: '记录核查', hash: '#/settings/audit', wait: '#verify-title' },
  { name: 'device', en: 'This device', zh: '这台设备', hash: '#/settings/device', wait: '#clock-title' },
]

/** Starts the stories and calls at every screen, dialogs closed behind it. */
export async function walkScreens(page: Page, url: string, look: Look): Promise<void> {
  await page.goto(url)
  await page.locator('h1').waitFor()
  await look('welcome', { en: 'Before the book', zh: '打开账本之前' })
  await startBook(page, /Open the stories|打开故事/u)
  await look('today', { en: 'Today', zh: '今日' })
  for (const { name, hash, wait, ...titles } of SCREENS) {
    await page.evaluate((to) => (location.hash = to), hash)
    await page.locator(wait).first().waitFor()
    await look(name, titles)
  }
}
