import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { DIST } from './app.ts'

it('the first look loads at most 60 KB of brotli JavaScript, the worker apart', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/gu)].map((match) => match[1]!)
  expect(scripts.length).toBeGreaterThan(0)
  const bytes = scripts.reduce((sum, script) => sum + brotliCompressSync(readFileSync(join(DIST, script))).length, 0)
  expect(bytes).toBeLessThanOrEqual(60_000)
})

it('goes out with the notices of the libraries in it', () => {
  const notices = readFileSync(join(DIST, 'licences.txt'), 'utf8')
  for (const name of ['svelte', 'dexie', 'comlink', 'workbox-core', 'valibot']) expect(notices).toContain(`| ${name} |`)
})

it('holds no inline script or style, and names its policy', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  expect(page).toContain('Content-Security-Policy')
  expect(page).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/u)
})
