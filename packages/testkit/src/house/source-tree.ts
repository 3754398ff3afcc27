/** The files of this repository as house checks see them: what people wrote, nothing built or installed. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..')

/** One file; `path` is relative to the root, with slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const NOT_WRITTEN = new Set(['node_modules', 'dist', 'coverage', 'paraglide', 'cache', 'test-results', '__screenshots__'])
const CODE = /\.(ts|mjs|js|svelte|css)$/
const TEXT = /\.(ts|mjs|js|svelte|css|json|jsonl|md|html|sh|yaml|txt)$/

/** Paths of all files that people wrote, sorted. */
export function allPaths(): string[] {
  return walk('').sort()
}

/** All source code: TypeScript, scripts, components, styles. */
export function codeFiles(): SourceFile[] {
  return read((path) => CODE.test(path))
}

/** All that can be read as text, the lockfile apart. */
export function textFiles(): SourceFile[] {
  return read((path) => (TEXT.test(path) || path === '.ci/run') && path !== 'pnpm-lock.yaml')
}

export function isTest(path: string): boolean {
  return /\.(test|bench|e2e)\.ts$/.test(path) || /\/(e2e|fixtures)\//.test(path)
}

/** `packages/x`, `apps/x` or `bench` of a path; `''` outside of these. */
export function packageOf(path: string): string {
  return /^(?:packages\/[^/]+|apps\/[^/]+|bench(?=\/))/.exec(path)?.[0] ?? ''
}

/** Every place in `files` that matches, as `path:line: text`. */
export function findAll(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim().slice(0, 120)}`] : [])),
  )
}

function read(wanted: (path: string) => boolean): SourceFile[] {
  return allPaths().filter(wanted).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (NOT_WRITTEN.has(entry.name) || (entry.name.startsWith('.') && entry.name !== '.ci')) return []
    return entry.isDirectory() ? walk(path) : [path]
  })
}
