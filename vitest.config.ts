import { svelte } from '@sveltejs/vite-plugin-svelte'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from './scripts/chromium.mjs'

const chromium = process.env.CHROME_PATH ?? findChromium() ?? ''
const seed = process.env.TIDELINE_SEED ?? '20261124'
// `1`: tests with very many cases run them all (`npm run test:long`), not a sample.
const long = process.env.TIDELINE_LONG ?? ''
const env = { CHROME_PATH: chromium, TIDELINE_SEED: seed, TIDELINE_LONG: long }
const never = ['**/node_modules/**', '**/dist/**']

// Three kinds of test, told apart by the suffix: in Node, in a headless Chromium, and whole apps from outside.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['{packages,apps,bench}/**/*.test.ts'],
          exclude: [...never, '**/*.browser.test.ts'],
          setupFiles: ['./scripts/seed.ts'],
          // No test changes a module, and reading them all anew for each of two hundred files took longer than all the tests.
          isolate: false,
          pool: 'threads',
          testTimeout: 20_000,
          env,
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        // A worker's dependencies too, else Vite finds them in the middle of a test and reloads the page.
        optimizeDeps: { entries: ['{packages,apps}/*/src/**/*.browser.test.ts', '{packages,apps}/*/src/testing/*worker.ts'] },
        test: {
          name: 'browser',
          include: ['{packages,apps}/**/*.browser.test.ts'],
          exclude: never,
          testTimeout: 30_000,
          env,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['apps/*/e2e/*.e2e.ts'],
          exclude: never,
          // Two at a time: each waits for a browser of its own most of the time.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env,
        },
      },
    ],
  },
})
