import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ARROWS, HOMES, PURE } from './arrows.ts'
import { allImports, libraryOf, type Import } from './imports.ts'
import { ROOT, isTest, packageOf } from './source-tree.ts'

/** Measurements ship as little as tests do. */
const shipped = allImports().filter(({ path }) => path.includes('/src/') && !isTest(path) && packageOf(path) !== 'bench')
const say = ({ path, specifier }: Import): string => `${path} imports ${specifier}`

describe('import arrows', () => {
  it('packages import only what lies below them', () => {
    const upward = shipped.filter(({ path, specifier }) => {
      if (!specifier.startsWith('@tideline/')) return false
      return !(ARROWS[packageOf(path)] ?? []).includes(libraryOf(specifier).slice('@tideline/'.length))
    })
    expect(upward.map(say)).toEqual([])
  })

  it('nothing that ships imports the testkit', () => {
    expect(shipped.filter(({ specifier }) => libraryOf(specifier) === '@tideline/testkit').map(say)).toEqual([])
  })

  it('nothing imports past an index or a named entry', () => {
    const past = allImports().filter(({ path, specifier }) => {
      if (specifier.startsWith('.')) {
        const target = posix.join(posix.dirname(path), specifier)
        return path.includes('/src/') && packageOf(target) !== packageOf(path)
      }
      if (!specifier.startsWith('@tideline/')) return false
      return !isEntry(libraryOf(specifier).slice('@tideline/'.length), `.${specifier.slice(libraryOf(specifier).length)}`)
    })
    expect(past.map(say)).toEqual([])
  })

  it('each outside library has its one home', () => {
    const strays = shipped.filter(({ path, specifier }) => {
      const home = HOMES[libraryOf(specifier)]
      return home !== undefined && !home.includes(packageOf(path))
    })
    expect(strays.map(say)).toEqual([])
  })

  it('the pure packages know nothing of Node, the browser or other libraries', () => {
    const impure = shipped.filter(({ path, specifier }) => {
      const allowed = PURE[packageOf(path)]
      if (allowed === undefined || specifier.startsWith('.') || specifier.startsWith('@tideline/')) return false
      return !allowed.includes(libraryOf(specifier))
    })
    expect(impure.map(say)).toEqual([])
    for (const name of Object.keys(PURE)) {
      const { compilerOptions } = readJson(`${name}/tsconfig.json`) as { compilerOptions: { lib: unknown; types: unknown } }
      expect(compilerOptions, name).toMatchObject({ lib: ['ES2023'], types: [] })
    }
  })

  it('Node is known to the command line and the testkit alone', () => {
    const strays = shipped.filter(
      ({ path, specifier }) => specifier.startsWith('node:') && !['apps/cli', 'packages/testkit'].includes(packageOf(path)),
    )
    expect(strays.map(say)).toEqual([])
  })
})

/** Whether a package names an entry, a bundler's `?query` apart; `./books/*` stands for what lies in a folder. */
function isEntry(name: string, asked: string): boolean {
  const { exports = {} } = readJson(`packages/${name}/package.json`) as { exports?: object }
  const path = asked.replace(/\?.*$/, '')
  return Object.keys(exports).some((entry) => entry === path || (entry.endsWith('/*') && path.startsWith(entry.slice(0, -1))))
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
}
