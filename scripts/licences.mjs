/**
 * `npm run licences`: writes THIRD-PARTY.md, the libraries that ship with their licences, and the tools beside them.
 * With `--check` nothing is written: it fails if the file is stale, or a licence may not be used.
 */
import { existsSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT, bootstrap, fail } from './bootstrap.mjs'

const APPS = ['apps/officer', 'apps/borrower', 'apps/cli']
/** Put into the service worker by the build, so that they ship without being dependencies of the app. */
const IN_SERVICE_WORKER = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies']
const SHIPPING = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1']
/** Tools are not handed on, so that their licences may ask more of who does. */
const TOOLS = [...SHIPPING, 'MPL-2.0']

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** The text of THIRD-PARTY.md. Throws a sentence for each licence that may not be used. */
function thirdParty() {
  const shipped = sorted([...shippedPackages().values()])
  const tools = sorted([...directTools().values()])
  const faults = [
    ...shipped.filter(({ licence }) => !SHIPPING.includes(licence)).map(({ name, licence }) => `${name} ships under ${licence}`),
    ...tools.filter(({ licence }) => !TOOLS.includes(licence)).map(({ name, licence }) => `${name} is used under ${licence}`),
  ]
  if (faults.length > 0) throw new Error(`licences: ${faults.join('; ')}`)
  const rows = (list) => list.map(({ name, version, licence, home }) => `| ${name} | ${version} | ${licence} | ${home} |`)
  const head = ['| Package | Version | Licence | Home |', '|---|---|---|---|']
  return [
    '# Third-party software',
    'Made by `npm run licences` from what the lockfile installs; a test fails when it is stale. This file goes out with the app as `licences.txt`.',
    '',
    '## What ships in the app or the command line, or stands behind it',
    ...head,
    ...rows(shipped),
    '',
    '## Tools it is built and tested with, not handed on',
    ...head,
    ...rows(tools),
    '',
    '## Licences of what ships',
    ...textsOf(shipped),
  ].join('\n')
}

/** Equal texts once, under the names they stand for. */
function textsOf(packages) {
  const byText = new Map()
  for (const { name, text } of packages) byText.set(text, [...(byText.get(text) ?? []), name])
  return [...byText].flatMap(([text, names]) => [`### ${names.join(', ')}`, '```text', text, '```', ''])
}

function shippedPackages() {
  const found = new Map()
  const visit = (folder, dependencies) => {
    for (const name of dependencies) {
      const place = installed(folder, name)
      const meta = readJson(join(place, 'package.json'))
      const ours = name.startsWith('@tideline/')
      const key = ours ? place : `${name}@${meta.version}`
      if (found.has(key)) continue
      found.set(key, ours || name.startsWith('@types/') ? null : described(place, meta))
      visit(place, Object.keys(meta.dependencies ?? {}))
    }
  }
  for (const app of APPS) visit(join(ROOT, app), Object.keys(readJson(join(ROOT, app, 'package.json')).dependencies ?? {}))
  // As the build's plugin finds them.
  const build = installed(installed(join(ROOT, 'apps/officer'), 'vite-plugin-pwa'), 'workbox-build')
  visit(build, IN_SERVICE_WORKER)
  return new Map([...found].filter(([, one]) => one !== null))
}

function directTools() {
  const folders = ['.', 'bench', ...['apps', 'packages'].flatMap((group) => readdirSync(join(ROOT, group)).map((name) => `${group}/${name}`))]
  const found = new Map()
  for (const folder of folders) {
    const path = join(ROOT, folder, 'package.json')
    if (!existsSync(path)) continue
    for (const name of Object.keys(readJson(path).devDependencies ?? {})) {
      if (name.startsWith('@tideline/')) continue
      const place = installed(join(ROOT, folder), name)
      const meta = readJson(join(place, 'package.json'))
      found.set(`${name}@${meta.version}`, described(place, meta))
    }
  }
  return found
}

/** Where Node would find a package from a folder; links are followed, as pnpm sets them. */
function installed(from, name) {
  for (let folder = realpathSync(from); ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name)
    if (existsSync(place)) return realpathSync(place)
    if (folder === dirname(folder)) throw new Error(`${name} is not installed`)
  }
}

function described(place, { name, version, license, homepage, repository, author }) {
  const file = readdirSync(place).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry))
  const by = typeof author === 'string' ? author : author?.name
  const none = `The package holds no text; its package.json says: licence ${license}, author ${by}.`
  const text = file === undefined ? none : readFileSync(join(place, file), 'utf8').replaceAll('\r\n', '\n').replaceAll('```', "'''").trim()
  const home = (homepage ?? repository?.url ?? repository ?? '').replace(/^git\+/, '').replace(/#readme$|\.git$/, '')
  // A package may leave its licence to the file beside it.
  const told = /^(?:the )?(mit|isc) license\b/i.exec(text)?.[1]?.toUpperCase() ?? 'no licence'
  return { name, version, licence: typeof license === 'string' ? license : told, home, text }
}

function sorted(packages) {
  return packages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

try {
  const file = join(ROOT, 'THIRD-PARTY.md')
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== thirdParty()) throw new Error('THIRD-PARTY.md is stale: run `npm run licences`.')
  } else {
    await bootstrap()
    writeFileSync(file, thirdParty())
  }
} catch (error) {
  fail(error)
}
