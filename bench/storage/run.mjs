/**
 * Compares storage layouts in a headless Chromium and prints the table of BENCHMARKS.md.
 * `npm run bench -- storage [sealed] [borrowers] [months]`: with `sealed`, the plain store against the sealed one. The browser is `CHROME_PATH` or one found on the machine.
 */
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { findChromium } from '../../scripts/chromium.mjs'

const asked = process.argv.slice(2)
const sealed = asked[0] === 'sealed'
const [borrowers = 10_000, months = 36] = asked.slice(sealed ? 1 : 0).map(Number)
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
  if (sealed) {
    console.log('| store | events | write | open | open again | read one | append one | unlock |')
    console.log('|---|---:|---:|---:|---:|---:|---:|---:|')
  } else {
    console.log('| layout | events | pack | write | read all | unpack | read one | append one |')
    console.log('|---|---:|---:|---:|---:|---:|---:|---:|')
  }
  await page.exposeFunction('row', (row) => console.log(sealed ? storeRow(row) : tableRow(row)))
  await page.evaluate(measureAll, { borrowers, months, sealed })
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

function storeRow({ name, events, writeMs, openMs, againMs, readOneMs, appendMs, unlockMs }) {
  const cells = [seconds(writeMs), seconds(openMs), seconds(againMs), short(readOneMs), short(appendMs), short(unlockMs)]
  return `| ${name} | ${events} | ${cells.join(' | ')} |`
}

function tableRow({ name, events, packMs, writeMs, readMs, unpackMs, readOneMs, appendMs }) {
  return `| ${name} | ${events || ''} | ${seconds(packMs)} | ${seconds(writeMs)} | ${seconds(readMs)} | ${seconds(unpackMs)} | ${short(readOneMs)} | ${short(appendMs)} |`
}

function seconds(ms) {
  return ms === undefined ? '' : `${(ms / 1000).toFixed(2)} s`
}

function short(ms) {
  return ms === undefined ? '' : `${ms.toFixed(1)} ms`
}
