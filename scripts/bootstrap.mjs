/** Installs what the lockfile names, with nothing but npm at hand; quiet, and skipped when nothing has changed. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const PNPM = '10.34.8'
const STAMP = join(ROOT, 'node_modules', '.tideline-lock')

/** What every child process gets: the workspace's own tools first, colours on a terminal only, nobody asked or counted. */
export const childEnv = {
  ...process.env,
  PATH: join(ROOT, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? ''),
  CI: process.env.CI ?? '1',
  ...(process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }),
  COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
}

/** Makes the workspace's dependencies present. Throws an error that says what to do. */
export async function bootstrap() {
  refuseOldNode()
  if (isFresh()) return
  await alone('install', () => {
    if (isFresh()) return
    console.error('Installing dependencies …')
    const [command, args] = ownPnpm() ? ['pnpm', []] : ['npx', ['--yes', `pnpm@${PNPM}`]]
    const install = [...args, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn']
    const done = spawnSync(command, install, {
      cwd: ROOT,
      env: childEnv,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    if (done.status !== 0) {
      throw new Error('the dependencies could not be installed. Is the npm registry reachable? Its answer stands above.')
    }
    writeFileSync(STAMP, lockHash())
  })
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`Node ${process.versions.node} is too old: Tideline needs 20.19 or newer.`)
}

function lockHash() {
  return createHash('sha256').update(readFileSync(join(ROOT, 'pnpm-lock.yaml'))).digest('hex')
}

function isFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash()
}

function ownPnpm() {
  const asked = spawnSync('pnpm', ['--version'], { cwd: ROOT, env: childEnv, encoding: 'utf8', timeout: 20_000 })
  return asked.status === 0 && asked.stdout.trim() === PNPM
}

/** Runs `work` while no other process of this checkout does work of that name: two commands may start at once. */
export async function alone(name, work) {
  const lock = join(tmpdir(), `tideline-${name}-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`)
  while (!takeLock(lock)) await new Promise((resolve) => setTimeout(resolve, 200))
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function takeLock(lock) {
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, 'pid'), String(process.pid))
    return true
  } catch {
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

/** A lock whose process is gone, or that never came to name one, was left by a kill. */
function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'EPERM') return false
    if (error.code === 'ESRCH') return true
    try {
      return Date.now() - statSync(lock).mtimeMs > 5_000
    } catch {
      return false
    }
  }
}

/** Runs a tool of the workspace; its output goes where `stdio` says. Resolves to its exit code. */
export function run(command, args, stdio = 'inherit', env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...childEnv, ...env },
      stdio,
      shell: process.platform === 'win32',
    })
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** Ends a script with one sentence instead of a stack: what these scripts throw is meant to be read. */
export function fail(error) {
  console.error(`tideline: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
