import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PURE } from './arrows.ts'
import { ROOT, allPaths, codeFiles, findAll, isTest, packageOf, textFiles } from './source-tree.ts'

const MOST_LINES = 400
const MOST_COMPONENT_LINES = 200
/** Files that may be longer, each with the reason why it is one thing. */
const LONG_FOR_A_REASON: Readonly<Record<string, string>> = {}

const PROPER_NAMES = /^(README|SPEC|ARCHITECTURE|DECISIONS|DEVELOPING|LICENSE|ATTRIBUTION|BENCHMARKS|SECURITY|THIRD-PARTY)(\.md)?$|^(en|zh-CN)\.[a-z]+$/
const KEBAB = /^_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const EMPTY_WORDS = new Set(['utils', 'helpers', 'common', 'manager', 'services', 'types', 'misc'])

describe('house rules', () => {
  const paths = allPaths()
  const code = codeFiles()

  it('no file does two things: size', () => {
    const long = code.filter(({ path, text }) => {
      const most = path.endsWith('.svelte') ? MOST_COMPONENT_LINES : MOST_LINES
      return text.split('\n').length - 1 > most && !Object.hasOwn(LONG_FOR_A_REASON, path)
    })
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length - 1} lines; which two things is it?`)).toEqual([])
  })

  it('names are kebab-case and say something', () => {
    const odd = paths.filter((path) => {
      const parts = path.split('/')
      const name = parts.at(-1)!
      const empty = parts.some((part) => EMPTY_WORDS.has(part.replace(/\.[a-z.]+$/, '')))
      return empty || !(KEBAB.test(name) || PROPER_NAMES.test(name)) || !parts.slice(0, -1).every((part) => part === '.ci' || part === 'zh-CN' || KEBAB.test(part))
    })
    expect(odd).toEqual([])
  })

  it('no check is muted and no test is left out', () => {
    const muted = new RegExp(['eslint-' + 'disable', '@ts-' + 'ignore', '@ts-' + 'expect-error', '@ts-' + 'nocheck'].join('|'))
    const leftOut = new RegExp(String.raw`\b(it|test|describe)\.(only|skip|todo|fails)\(`)
    expect(findAll(code, muted)).toEqual([])
    expect(findAll(code.filter(({ path }) => isTest(path)), leftOut)).toEqual([])
  })

  it('nothing is left open and no machine is named', () => {
    const open = new RegExp(String.raw`\b(TO` + String.raw`DO|FIX` + String.raw`ME|XX` + 'X)' + String.raw`\b`)
    const machine = new RegExp(['home', 'root', 'Users', 'work', 'tmp'].map((name) => String.raw`(^|[\s'"\`(=:])/${name}/`).join('|'))
    expect(findAll(code, open)).toEqual([])
    expect(findAll(textFiles(), machine)).toEqual([])
  })

  it('the pure packages call nothing that differs between runs or machines', () => {
    const pure = code.filter(({ path }) => Object.hasOwn(PURE, packageOf(path)) && !isTest(path))
    const calls = /\b(Date\.now|new Date\b|Math\.(random|exp|log|log2|log10|pow|sin|cos|tan)\b|Intl\.|performance\.)|\.(localeCompare|toLocale\w*)\(/
    expect(findAll(pure, calls)).toEqual([])
  })

  it('every package says what it is for and how to add to it', () => {
    const packages = paths.filter((path) => /^((packages|apps)\/[^/]+|bench)\/package\.json$/.test(path)).map(packageOf)
    const silent = packages.filter((name) => {
      const readme = join(ROOT, name, 'README.md')
      return !existsSync(readme) || !/^#+ Adding a new /m.test(readFileSync(readme, 'utf8'))
    })
    expect(silent.map((name) => `${name}/README.md: one page, ending with “Adding a new …”`)).toEqual([])
  })
})
