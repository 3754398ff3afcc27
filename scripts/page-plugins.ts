/** What the build of every app's page has in common. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { PAGE_POLICY } from './content-security.mjs'

/** Not while it is written: the development server puts styles and its own scripts into the page. */
export const contentSecurity: Plugin = {
  name: 'content-security',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY }, injectTo: 'head-prepend' },
  ],
}

/** What their licences ask: the notices go where the libraries go. */
export const notices: Plugin = {
  name: 'notices',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: readFileSync(join(import.meta.dirname, '..', 'THIRD-PARTY.md')) })
  },
}
