import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { contentSecurity, notices } from '../../scripts/page-plugins.ts'

export default defineConfig({
  // Relative, so that the same build serves from a root and from a folder.
  base: './',
  plugins: [
    paraglideVitePlugin({ project: './project.inlang', outdir: './src/paraglide', strategy: ['globalVariable', 'baseLocale'] }),
    svelte(),
    contentSecurity,
    notices,
    VitePWA({
      // The next visit has it: nobody who reads little is asked about versions.
      registerType: 'autoUpdate',
      injectRegister: null,
      manifest: {
        name: 'My credit line',
        short_name: 'My line',
        description: 'How your credit line stands, why, and what brings it back.',
        id: './',
        start_url: './',
        scope: './',
        display: 'standalone',
        theme_color: '#10293a',
        background_color: '#fbfaf6',
        icons: [
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,png,webmanifest,txt}'],
        navigateFallback: 'index.html',
        // One file: a second script, named by a string, is what Trusted Types refuse.
        inlineWorkboxRuntime: true,
        clientsClaim: true,
        skipWaiting: true,
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  worker: { format: 'es' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
})
