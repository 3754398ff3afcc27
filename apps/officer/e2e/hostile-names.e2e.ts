/** Texts from a file on every screen that shows them: never markup, never an order to the screen or to what stands beside them. */
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open } from './app.ts'

const EVIL = '<img src=x onerror="window.pwned=1"><b>{{7*7}}</b>\u202E000.1\u0007\u2066'
const SHOWN = '<img src=x onerror="window.pwned=1"><b>{{7*7}}</b>�000.1��'
const common = { borrower: 'B-<i>1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: EVIL }
const LINE = '__proto__'
const EVENTS: readonly Record<string, unknown>[] = [
  { ...common, id: '<script>1', type: 'borrower.registered', data: { name: EVIL, branch: EVIL, __proto: 1, constructor: { prototype: 1 } } },
  { ...common, id: 'constructor', type: 'line.opened', line: LINE, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  { ...common, id: 'toString', type: 'contact.made', line: LINE, data: { kind: 'call', outcome: `${EVIL}\n${'x'.repeat(50_000)}` } },
  { ...common, id: 'n', type: 'review.held', line: LINE, data: { note: EVIL } },
  { ...common, id: 'u', type: `${'<u>'.repeat(3)}\u202E`, line: LINE, data: { note: EVIL } },
]

it('shows a hostile name as text wherever it stands', async () => {
  const { url, violations } = await host()
  const { page, context, seen } = await open()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()))
  await page.goto(url)
  await makeVault(page)
  await page.getByRole('button', { name: 'Choose a file' }).click()
  const bad = JSON.stringify({ ...common, id: 'bad', type: 'payment.received', line: LINE, data: { amount: EVIL } })
  await importFile(page, `${EVIL.replace(/[/\p{Cc}]/gu, '')}.jsonl`, [...EVENTS.map((event) => JSON.stringify(event)), bad, `{"__proto__": "${'<s>'.repeat(9)}`].join('\n'))
  await page.getByText('2 problems', { exact: true }).waitFor()

  await page.evaluate(() => (location.hash = '#/today'))
  await page.getByText(SHOWN).first().waitFor()
  for (const part of ['', '/what-if', '/record/payment']) {
    await page.evaluate((to) => (location.hash = to), `#/line/${encodeURIComponent(LINE)}${part}`)
    await page.locator(part === '' ? 'article h1' : 'dialog').first().waitFor()
    await page.getByText(SHOWN).first().waitFor()
    expect(await page.title()).not.toMatch(/[\p{Cc}\u202A-\u202E]/u)
  }
  await page.evaluate(() => (location.hash = '#/settings'))
  await page.locator('h1').waitFor()

  const made = await page.evaluate(() => ({
    foreign: document.querySelectorAll('img[src="x"], b b, i, s, u, script:not([src])').length,
    acting: /[\u202A-\u202E]|(?!\n)\p{Cc}/u.test(document.documentElement.outerHTML),
    pwned: 'pwned' in window,
    polluted: Object.keys(Object.prototype).length,
  }))
  expect(made).toEqual({ foreign: 0, acting: false, pwned: false, polluted: 0 })
  expect(dialogs).toEqual([])
  expect(violations).toEqual([])
  expectNothingStrange(seen, url)
  await context.close()
})
