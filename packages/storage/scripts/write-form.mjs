/**
 * `node packages/storage/scripts/write-form.mjs`: writes the sample book as the program of today stores it to
 * `src/contract/forms/form-<SCHEMA_VERSION>.json`. Run it when a form is finished, before the next one is begun; a
 * form that people have on their tablets is never written again (`--again` for one that nobody has yet).
 */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { createServer } from 'vite'

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), '..', 'src')
// Node reads no TypeScript: Vite does.
const vite = await createServer({ root: SOURCE, configFile: false, logLevel: 'warn', server: { middlewareMode: true, hmr: false, ws: false }, optimizeDeps: { noDiscovery: true } })
try {
  const { writeForm } = await vite.ssrLoadModule('/contract/form-book.ts')
  const { SCHEMA_VERSION } = await vite.ssrLoadModule('/database.ts')
  const file = join(SOURCE, 'contract', 'forms', `form-${SCHEMA_VERSION}.json`)
  if (existsSync(file) && !process.argv.includes('--again')) throw new Error(`${file} is there; it was written by the program of its day`)
  const dump = await writeForm({ indexedDB: new IDBFactory(), IDBKeyRange })
  // One row a line, as a person compares it.
  writeFileSync(file, `${JSON.stringify(dump).replaceAll('},{"', '},\n{"')}\n`)
  console.log(`Form ${SCHEMA_VERSION}: ${file}`)
} finally {
  await vite.close()
}
