/** `npm run -s tideline -- …`: the command line of this checkout, built when its sources are newer. */
import { spawn } from 'node:child_process'
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, alone, bootstrap, fail, run } from './bootstrap.mjs'

const CLI = join(ROOT, 'apps', 'cli', 'dist', 'tideline.js')
const SOURCES = ['apps/cli', 'packages/journal', 'packages/engine', 'packages/content', 'packages/import'].map((path) =>
  join(ROOT, path),
)

/** Builds the command line unless it is newer than everything it is made of. Resolves to its path. */
export async function buildCli() {
  if (isCurrent()) return CLI
  await alone('build-cli', async () => {
    if (isCurrent()) return
    const code = await run('vite', ['build', join(ROOT, 'apps', 'cli'), '--logLevel', 'warn'], ['ignore', 2, 2])
    if (code !== 0) throw new Error('the command line could not be built; the reason stands above.')
  })
  return CLI
}

function isCurrent() {
  const built = statSync(CLI, { throwIfNoEntry: false })?.mtimeMs
  return built !== undefined && SOURCES.every((folder) => newestIn(folder) <= built)
}

/** Modification time of the newest file below a folder, in milliseconds; what is built or installed apart. */
function newestIn(folder) {
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', '.turbo'].includes(entry.name)) continue
    const path = join(folder, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs)
  }
  return newest
}

/** Runs the built command line with the terminal as its own. Resolves to its exit code. */
export function runCli(args) {
  return new Promise((resolve) => {
    // npm runs a script in the root; paths are meant from where the person stands.
    const fromNpm = process.env.npm_lifecycle_event === 'tideline'
    const cwd = (fromNpm && process.env.INIT_CWD) || process.cwd()
    const child = spawn(process.execPath, [CLI, ...args], { stdio: 'inherit', cwd })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGPIPE' ? 0 : 1)))
  })
}

if (realpathSync(process.argv[1]) === import.meta.filename) {
  try {
    await bootstrap()
    await buildCli()
    process.exitCode = await runCli(process.argv.slice(2))
  } catch (error) {
    fail(error)
  }
}
