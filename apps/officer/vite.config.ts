import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { contentSecurity, notices } from '../../scripts/page-plugins.ts'

interface Entry {
  readonly 'zh-CN': { readonly title: string }
  readonly en: { readonly title: string }
}

/** The first look needs the titles of the catalogue alone: worked out here, so that all else comes with the line. */
const titles: Plugin = {
  name: 'titles',
  load(id) {
    if (!id.endsWith('/content/src/title-tables.ts')) return
    const content = dirname(dirname(id))
    const tableOf = (...files: readonly string[]): string => {
      const entries = files.flatMap((file) => Object.entries(JSON.parse(readFileSync(join(content, file), 'utf8')) as Record<string, Entry>))
      return JSON.stringify(Object.fromEntries(entries.map(([key, entry]) => [key, { 'zh-CN': entry['zh-CN'].title, en: entry.en.title }])))
    }
    const reasons = readdirSync(join(content, 'reasons')).map((file) => join('reasons', file))
    return `export const REASON_TITLES = ${tableOf(...reasons)}\nexport const WARNING_TITLES = ${tableOf(join('texts', 'warnings.json'))}`
  },
}

const SHORTCUT_ICON = { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' }

export default defineConfig({
  // Relative, so that the same build serves from a root and from a folder.
  base: './',
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['globalVariable', 'baseLocale'],
    }),
    svelte(),
    titles,
    contentSecurity,
    notices,
    VitePWA({
      registerType: 'prompt',
      // The app registers its service worker itself: no inline script, and nothing is taken unasked.
      injectRegister: null,
      manifest: {
        name: 'Tideline for loan officers',
        short_name: 'Tideline',
        description: 'Credit lines that say why they are shut, and what brings them back.',
        id: './',
        start_url: './',
        scope: './',
        display: 'standalone',
        theme_color: '#10293a',
        background_color: '#fbfaf6',
        // What a long touch of the icon offers.
        shortcuts: [
          { name: 'Today', url: './#/today', icons: [SHORTCUT_ICON] },
          { name: 'Record', url: './#/record', icons: [SHORTCUT_ICON] },
          { name: 'Book', url: './#/book', icons: [SHORTCUT_ICON] },
        ],
        categories: ['finance', 'business'],
        icons: [
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        // Everything, worker and sample books too: after the first visit nothing needs a network.
        globPatterns: ['**/*.{html,js,css,svg,png,csv,jsonl,json,webmanifest,txt}'],
        maximumFileSizeToCacheInBytes: 8_000_000,
        navigateFallback: 'index.html',
        // One file: a second script, named by a string, is what Trusted Types refuse.
        inlineWorkboxRuntime: true,
        clientsClaim: true,
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Where a browser does not know the hint it loads the same a little later; the stand-in costs every first look.
    modulePreload: { polyfill: false },
    // Small files inlined as data: URLs would need wider rules in the Content-Security-Policy.
    assetsInlineLimit: 0,
  },
})
