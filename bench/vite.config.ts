import { defineConfig } from 'vite'

// One file for Node out of this workspace's sources; the peers stay outside, as their users would load them.
export default defineConfig({
  ssr: { noExternal: [/^@tideline\//, 'valibot', '@noble/hashes'], external: ['@gorules/zen-engine', 'json-rules-engine', 'minisearch'], target: 'node' },
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'bench.js', codeSplitting: false } },
  },
})
