import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createMemoryStore } from '@tideline/storage'
import { chromium, type Browser, type Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogVerdict } from './contract.ts'
import { createHost } from './host/index.ts'
import type { DecideInWorker } from './testing/conformance-page.ts'
import { publicRulebooks } from './testing/public-rules.ts'

interface Scenario {
  readonly name: string
  readonly policy: string
  readonly knownAt?: string
  readonly events: readonly unknown[]
  readonly expect?: readonly { readonly on: string }[]
}

const OURS = new URL('../../content/scenarios/', import.meta.url)
const PUBLIC_RULES = new URL('public-rules/', OURS)
const SHARED = new URL('../../../../shared/scenarios/', import.meta.url)

function jsonIn(folder: URL): unknown[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
}

/** The days a scenario speaks of; those to be refused are asked for any day. */
const daysOf = (scenario: Scenario): string[] => scenario.expect?.map(({ on }) => on) ?? ['2026-01-31']

let server: ViteDevServer
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await createServer({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    cacheDir: fileURLToPath(new URL('../node_modules/.vite-conformance', import.meta.url)),
    optimizeDeps: { entries: ['testing/*.ts'] },
    server: { port: 0, host: '127.0.0.1', hmr: false, fs: { strict: false } },
    plugins: [{ name: 'page', configureServer: ({ middlewares }) => void middlewares.use('/page', servePage) }],
  })
  await server.listen()
  const { CHROME_PATH } = process.env
  browser = await chromium.launch({
    ...(CHROME_PATH && { executablePath: CHROME_PATH }),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  page = await browser.newPage()
  await page.goto(new URL('/page', server.resolvedUrls!.local[0]).href)
  await page.waitForFunction(() => 'decideInWorker' in globalThis)
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('a log decided in Chromium’s worker has the bytes it has in Node', () => {
  const [flat] = jsonIn(new URL('scorecards/', PUBLIC_RULES))
  const moreRulebooks = publicRulebooks(jsonIn(new URL('policies/', PUBLIC_RULES)), flat)
  const node = createHost({ store: createMemoryStore(), books: { sample: nothing, narrated: nothing }, moreRulebooks })

  const withShared = existsSync(SHARED)

  it('in every scenario of this repository', () => compare(OURS), 60_000)

  it('in every scenario of a public rule, by a policy that does not ship', () => compare(PUBLIC_RULES), 60_000)

  it.skipIf(!withShared)(
    `in every scenario of the contract${withShared ? '' : ' (skipped: ../shared is not beside the repository)'}`,
    () => compare(SHARED),
    60_000,
  )

  async function compare(folder: URL): Promise<void> {
    const scenarios = jsonIn(folder) as Scenario[]
    const tasks = scenarios.map((scenario) => ({ ...scenario, days: daysOf(scenario) }))
    const inNode: LogVerdict[] = []
    for (const { events, policy, days, knownAt } of tasks) inNode.push(await node.decideLog(events, policy, days, knownAt))
    const inChromium = await page.evaluate(
      (given) => (globalThis as unknown as { readonly decideInWorker: DecideInWorker }).decideInWorker(given),
      tasks,
    )
    scenarios.forEach(({ name }, i) => expect(inChromium[i], name).toEqual(inNode[i]))
    expect(inNode.filter(({ ok }) => ok).length).toBeGreaterThan(0)
  }
})

function servePage(_request: unknown, response: ServerResponse): void {
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>page</title><script type="module" src="/testing/conformance-page.ts"></script>')
}

async function nothing(): Promise<Blob> {
  return new Blob()
}
