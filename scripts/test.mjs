/**
 * `npm test`: install, then every check there is. The last line counts: `N passed, N failed`.
 * `npm run test:long`: the same, where tests with very many cases run them all instead of a sample.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootstrap, fail, run } from './bootstrap.mjs'

const counts = { passed: 0, failed: 0, skipped: 0 }
const scratch = mkdtempSync(join(tmpdir(), 'tideline-test-'))
const env = { TIDELINE_SEED: process.env.TIDELINE_SEED ?? '20261124', TIDELINE_LONG: process.argv.includes('--long') ? '1' : '' }
const turbo = ['--output-logs=errors-only', '--ui=stream', '--log-order=grouped', '--continue=dependencies-successful']

try {
  await bootstrap()
  const { ensureChromium } = await import('./chromium.mjs')
  env.CHROME_PATH = await ensureChromium()
  console.log(`Root seed ${env.TIDELINE_SEED} (TIDELINE_SEED=… for another); browser ${env.CHROME_PATH}`)

  // Builds come first: messages that apps generate are part of what is checked.
  await step('build', 'turbo', ['run', 'build', ...turbo])
  await step('typecheck', 'turbo', ['run', 'typecheck', ...turbo])
  await step('typecheck of tests', 'tsc', ['-p', 'tsconfig.tests.json'])
  await step('lint', 'eslint', ['.', '--max-warnings=0'])
  await step('dead code', 'knip', ['--no-progress', '--no-config-hints'])
  for (const project of ['node', 'browser', 'e2e']) await tests(project)
} catch (error) {
  fail(error)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`)
process.exitCode = counts.failed > 0 ? 1 : 0

/** One check that passes or fails as a whole. */
async function step(name, command, args) {
  const began = performance.now()
  const code = await run(command, args, ['ignore', 1, 1], env)
  counts[code === 0 ? 'passed' : 'failed']++
  report(name, code === 0, began)
}

/** One project of vitest, every test counted. */
async function tests(project) {
  const began = performance.now()
  const file = join(scratch, `${project}.json`)
  const args = ['run', `--project=${project}`, '--passWithNoTests', '--reporter=dot', '--reporter=./scripts/counting-reporter.ts']
  const code = await run('vitest', args, ['ignore', 1, 1], { ...env, TIDELINE_COUNTS: file })
  const seen = readCounts(file)
  for (const key of Object.keys(counts)) counts[key] += seen[key]
  // A run that ended badly without a failed test was cut short: that is a failure of its own.
  if (code !== 0 && seen.failed === 0) counts.failed++
  report(`${project} tests`, code === 0, began)
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

function report(name, ok, began) {
  console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}
