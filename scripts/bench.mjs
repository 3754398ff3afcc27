/**
 * `npm run bench`: measures the engine and writes BENCHMARKS.md. `npm run bench -- rules`: that case alone, printed only.
 * `npm run bench -- storage [borrowers] [months]`: the storage layouts, in a browser; `storage sealed …`: the vault.
 * `npm run bench -- vault [lines] [months]`: from the PIN to the queue in the built app, on a slowed-down browser.
 */
import { join } from 'node:path'
import { ROOT, bootstrap, fail, run } from './bootstrap.mjs'

const BENCH = join(ROOT, 'bench')

try {
  await bootstrap()
  const [first, ...rest] = process.argv.slice(2)
  if (first === 'storage') process.exitCode = await run(process.execPath, [join(BENCH, 'storage', 'run.mjs'), ...rest])
  else if (first === 'vault') process.exitCode = await measureVault(rest)
  else process.exitCode = await measure()
} catch (error) {
  fail(error)
}

async function measureVault(asked) {
  const built = await run('vite', ['build', join(ROOT, 'apps', 'officer'), '--logLevel', 'warn'])
  return built === 0 ? await run(process.execPath, [join(BENCH, 'vault', 'run.mjs'), ...asked]) : built
}

/** Bundles first: Node reads no TypeScript, and what is measured is what ships, in one file. */
async function measure() {
  const built = await run('vite', ['build', BENCH, '--logLevel', 'warn'])
  return built === 0 ? await run(process.execPath, [join(BENCH, 'dist', 'bench.js'), ...process.argv.slice(2)]) : built
}
