import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

const BOOKS = join(import.meta.dirname, '..', '..', 'packages', 'content', 'books')

/** The sample books stand beside the program as files: they are read as any other book is. */
const sampleBooks: Plugin = {
  name: 'sample-books',
  generateBundle() {
    for (const fileName of readdirSync(BOOKS)) {
      this.emitFile({ type: 'asset', fileName: `books/${fileName}`, source: readFileSync(join(BOOKS, fileName)) })
    }
    // What their licences ask: the notices go where the libraries go.
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: readFileSync(join(BOOKS, '..', '..', '..', 'THIRD-PARTY.md')) })
  },
}

// One file that runs wherever Node does: libraries and content are bundled, only Node's own modules stay outside.
export default defineConfig({
  plugins: [sampleBooks],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/main.ts',
    ssrEmitAssets: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: { entryFileNames: 'tideline.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
    },
  },
})
