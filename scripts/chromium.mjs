/** Finds a Chromium to test with: the machine's own before a download, as downloads are not to be had everywhere. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium on this machine, or `null`: `CHROME_PATH`, then the names it goes by on the `PATH`. */
export function findChromium() {
  const named = process.env.CHROME_PATH
  if (named) return existsSync(named) ? named : null
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name)
      if (folder && existsSync(path)) return path
    }
  }
  return null
}

/** The Chromium that Playwright downloaded, or `null`. */
async function playwrightChromium() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : null
}

/** As `findChromium`, installing one where there is none. Throws an error that says what to do. */
export async function ensureChromium() {
  const found = findChromium() ?? (await playwrightChromium())
  if (found) return found
  if (process.env.CHROME_PATH) throw new Error(`CHROME_PATH names no file: ${process.env.CHROME_PATH}`)
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('No Chromium found: installing the chromium package of this Debian.')
    spawnSync('apt-get', ['update', '-q'], quiet)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { ...quiet, env })
  } else {
    console.error('No Chromium found: asking Playwright to download one.')
    spawnSync(process.execPath, [join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium'], quiet)
  }
  const installed = findChromium() ?? (await playwrightChromium())
  if (installed) return installed
  throw new Error(
    'no Chromium to test with. Install one (Debian: apt-get install chromium) or set CHROME_PATH to its executable.',
  )
}
