/** The policy of the built app, from outside: nothing breaks it on any screen, and it really stops what it says it stops. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DIST, expectNothingStrange, host, importFile, makeVault, open, readyOffline, scratch, startBook, unlock } from './app.ts'

async function go(page: Page, hash: string, wait: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash)
  await page.locator(wait).first().waitFor()
}

it('is kept on every screen: no violation in page or worker, no other origin asked', async () => {
  const { url, violations } = await host()
  const { page, context, seen } = await open({ serviceWorkers: 'allow' })
  await page.goto(url)
  await readyOffline(page)
  await startBook(page, /Open the stories/u)
  await go(page, '#/line/L-zhao-min', '.chart')
  await go(page, '#/line/L-zhao-min/what-if', 'dialog [aria-busy=false]')
  await go(page, '#/line/L-zhao-min/record/payment', 'dialog form')
  await page.locator('dialog input').first().fill('10')
  await page.locator('dialog button[type=submit]').click()
  await page.locator('.result').waitFor()
  await go(page, '#/line/L-sea-wind', 'article h1')
  await go(page, '#/record', 'h1')
  await go(page, '#/register', 'form h1')
  await go(page, '#/open-line/B-zhao-min', 'form h1')
  await go(page, '#/settings', 'h1')
  await page.getByRole('button', { name: 'Leave practice' }).click()
  await makeVault(page)
  await importFile(page, 'bad.jsonl', '{"id":\n{}\n')
  await page.getByRole('button', { name: /^Lock/u }).click()
  await page.locator('.pad').waitFor()
  await unlock(page)
  await page.reload()
  await page.locator('h1').waitFor()
  expectNothingStrange(seen, url)
  expect(violations).toEqual([])
  await context.close()
})

it('is sent with every file, and the worker has the stricter one', async () => {
  const { url } = await host()
  const script = /assets\/worker-[^"]+\.js/u.exec(readFileSync(join(DIST, 'sw.js'), 'utf8'))![0]
  for (const path of ['', 'index.html', 'sw.js', script, 'manifest.webmanifest', 'assets/none.js']) {
    const { headers } = await fetch(url + path)
    const policy = headers.get('content-security-policy')!
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).toContain("require-trusted-types-for 'script'")
    expect(policy, path).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*|data:|blob:/u)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('referrer-policy'), path).toBe('no-referrer')
    expect(headers.get('permissions-policy'), path).toMatch(/^([a-z-]+=\(\), )+clipboard-write=\(self\), publickey-credentials-create=\(self\), publickey-credentials-get=\(self\), screen-wake-lock=\(self\), web-share=\(self\)$/u)
  }
  const ofPage = (await fetch(url)).headers.get('content-security-policy')!
  expect(ofPage).toContain("frame-ancestors 'none'")
  expect(ofPage).not.toContain('wasm')
  expect((await fetch(url + script)).headers.get('content-security-policy')).toContain("trusted-types 'none'")
})

/** What an intruder's markup or a careless change would try; each gives the name of what stopped it. */
async function attempts(page: Page): Promise<Record<string, string>> {
  // A script of the page itself: what the test's own tools evaluate is not under the policy.
  await page.locator('#tried').waitFor({ state: 'attached' })
  return JSON.parse((await page.locator('#tried').textContent())!) as Record<string, string>
}

const PROBE = `
const tried = {}
const attempt = async (name, act) => {
  try { tried[name] = (await act()) === false ? 'without effect' : 'LET THROUGH' } catch (error) { tried[name] = error.name }
}
const add = (tag, fields) => document.body.appendChild(Object.assign(document.createElement(tag), fields))
const blocked = []
document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective))
// Told when the browser comes to it.
const isBlocked = async (directive) => {
  for (let tries = 0; tries < 100 && !blocked.includes(directive); tries++) await new Promise((resolve) => setTimeout(resolve, 50))
  return blocked.includes(directive)
}
await attempt('eval', () => (0, eval)('1'))
await attempt('Function', () => new Function('return 1')())
await attempt('setTimeout with text', () => setTimeout('1'))
await attempt('innerHTML', () => { document.createElement('div').innerHTML = '<b>x</b>' })
await attempt('document.write', () => document.write('x'))
await attempt('script.src', () => { document.createElement('script').src = 'x.js' })
await attempt('worker', () => new Worker('x.js'))
await attempt('a second policy of the same name', () => trustedTypes.createPolicy('svelte-trusted-html', { createHTML: (html) => html }))
await attempt('another policy', () => trustedTypes.createPolicy('mine', { createHTML: (html) => html }))
await attempt('handler in an attribute', () => add('button', {}).setAttribute('onclick', 'x()'))
await attempt('another origin', () => fetch('https://example.com/'))
await attempt('WebAssembly in the page', () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])))
await attempt('style element', () => {
  add('style', { textContent: 'html { --probe: 1 }' })
  return getComputedStyle(document.documentElement).getPropertyValue('--probe') === '1'
})
await attempt('style attribute', () => {
  const element = add('i', {})
  element.setAttribute('style', 'position: fixed')
  return getComputedStyle(element).position === 'fixed'
})
await attempt('base', () => {
  document.head.appendChild(Object.assign(document.createElement('base'), { href: 'https://example.com/' }))
  return document.baseURI.startsWith('https://example.com')
})
await attempt('frame', async () => {
  add('iframe', { src: 'https://example.com/' })
  return !(await isBlocked('frame-src'))
})
await attempt('picture from elsewhere', async () => {
  add('img', { src: 'https://example.com/x.png' })
  return !(await isBlocked('img-src'))
})
await attempt('script in the page', async () => {
  await new Promise((resolve) => setTimeout(resolve, 100))
  return window.inlineRan === true
})
add('pre', { id: 'tried', textContent: JSON.stringify(tried) })
`

/** The probe as a part of the built app, with the policy in the places named. */
async function probe(places: { readonly headers: boolean; readonly page: boolean }): Promise<{ tried: Record<string, string>; violations: readonly string[] }> {
  const folder = scratch()
  cpSync(DIST, folder, { recursive: true })
  const index = join(folder, 'index.html')
  const html = readFileSync(index, 'utf8').replace('</body>', '<script>window.inlineRan = true</script><script type="module" src="./probe.js"></script></body>')
  writeFileSync(index, places.page ? html : html.replace('http-equiv="Content-Security-Policy"', 'name="policy"'))
  writeFileSync(join(folder, 'probe.js'), PROBE)
  const { url, violations } = await host(folder)
  const { page, context } = await open()
  if (!places.headers) {
    await context.route(url, async (route) => {
      const answer = await route.fetch()
      const { 'content-security-policy': _, ...headers } = answer.headers()
      await route.fulfill({ status: answer.status(), headers, body: await answer.body() })
    })
  }
  await page.goto(url)
  const tried = await attempts(page)
  await context.close()
  return { tried, violations }
}

it.each([
  ['headers and page', { headers: true, page: true }],
  ['headers alone', { headers: true, page: false }],
  ['page alone, as on a host that sends no headers', { headers: false, page: true }],
])('stops what it says it stops: %s', async (_, places) => {
  const { tried, violations } = await probe(places)
  expect(Object.keys(tried)).toHaveLength(18)
  expect(Object.entries(tried).filter(([, what]) => what === 'LET THROUGH')).toEqual([])
  expect(tried).toMatchObject({ innerHTML: 'TypeError', worker: 'TypeError', 'another policy': 'TypeError', 'script in the page': 'without effect' })
  if (places.headers) expect(violations.length).toBeGreaterThan(10)
})

it('is what stops it: without a policy the same attempts go through', async () => {
  const { tried } = await probe({ headers: false, page: false })
  const through = ['eval', 'Function', 'innerHTML', 'script.src', 'another policy', 'WebAssembly in the page', 'style element', 'style attribute', 'script in the page']
  expect(tried).toMatchObject(Object.fromEntries(through.map((name) => [name, 'LET THROUGH'])))
})
