/**
 * `npm run bench`: measures the engine and writes BENCHMARKS.md. `npm run bench -- rules`: that case alone, printed only.
 * `npm run bench -- storage [borrowers] [months]`: the storage layouts, in a browser; `storage sealed …`: the vault.
 */
import { join } from 'node:path'
import { ROOT, bootstrap, fail, run } from './bootstrap.mjs'

const BENCH = join(ROOT, 'bench')

try {
  await bootstrap()
  const [first, ...rest] = process.argv.slice(2)
  process.exitCode = first === 'storage' ? await run(process.execPath, [join(BENCH, 'storage', 'run.mjs'), ...rest]) : await measure()
} catch (error) {
  fail(error)
}

/** Bundles first: Node reads no TypeScript, and what is measured is what ships, in one file. */
async function measure() {
  const built = await run('vite', ['build', BENCH, '--logLevel', 'warn'])
  return built === 0 ? await run(process.execPath, [join(BENCH, 'dist', 'bench.js'), ...process.argv.slice(2)]) : built
}
