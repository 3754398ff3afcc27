/**
 * Compares storage layouts in a headless Chromium and prints the table of BENCHMARKS.md.
 * `npm run bench -- storage [borrowers] [months]`; the browser is `CHROME_PATH` or one found on the machine.
 */
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { findChromium } from '../../scripts/chromium.mjs'

const [borrowers = 10_000, months = 36] = process.argv.slice(2).map(Number)
const root = fileURLToPath(new URL('.', import.meta.url))
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { port: 0, host: '127.0.0.1', fs: { strict: false }, hmr: false },
  plugins: [{ name: 'empty-page', configureServer: ({ middlewares }) => void middlewares.use('/empty', emptyPage) }],
})
await server.listen()
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/empty`)
  console.log(`${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Chromium ${browser.version()}`)
  console.log(`${borrowers} borrowers × ${months} months, one worker, durability strict\n`)
  console.log('| layout | events | pack | write | read all | unpack | read one | append one |')
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|')
  await page.exposeFunction('row', (row) => console.log(tableRow(row)))
  await page.evaluate(measureAll, { borrowers, months })
} finally {
  await browser.close()
  await server.close()
}

function emptyPage(_request, response) {
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>bench</title>')
}

/** Runs in the page. */
function measureAll(size) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/worker.ts', { type: 'module' })
    worker.onerror = (event) => reject(new Error(event.message))
    worker.onmessage = async ({ data }) => (data === 'done' ? resolve() : await globalThis.row(data))
    worker.postMessage(size)
  })
}

function tableRow({ name, events, packMs, writeMs, readMs, unpackMs, readOneMs, appendMs }) {
  const seconds = (ms) => (ms === undefined ? '' : `${(ms / 1000).toFixed(2)} s`)
  const short = (ms) => (ms === undefined ? '' : `${ms.toFixed(1)} ms`)
  return `| ${name} | ${events || ''} | ${seconds(packMs)} | ${seconds(writeMs)} | ${seconds(readMs)} | ${seconds(unpackMs)} | ${short(readOneMs)} | ${short(appendMs)} |`
}
