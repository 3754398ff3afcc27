/** Which package may import which: arrows go down only, and each outside library has one home. */

/** Package → the packages of this workspace that its code may import; a package not named here may import none. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'packages/journal': [],
  'packages/engine': ['journal'],
  'packages/content': ['journal', 'engine'],
  'packages/import': ['journal'],
  'packages/sealed-file': ['journal'],
  'packages/storage': ['journal', 'sealed-file'],
  'packages/exchange': ['journal', 'engine', 'sealed-file'],
  'packages/runtime': ['journal', 'engine', 'content', 'import', 'sealed-file', 'storage', 'exchange'],
  'packages/ui': [],
  'packages/testkit': ['journal', 'engine', 'content', 'import', 'storage', 'runtime'],
  'apps/cli': ['journal', 'engine', 'content', 'import', 'sealed-file', 'exchange'],
  'apps/borrower': ['journal', 'engine', 'content', 'exchange', 'ui'],
  'apps/officer': ['journal', 'engine', 'content', 'storage', 'runtime', 'ui'],
}

/** Packages without a screen, a machine, a clock or chance: what they may import from outside is listed whole. */
export const PURE: Readonly<Record<string, readonly string[]>> = {
  'packages/journal': ['@noble/hashes', 'valibot'],
  'packages/engine': ['valibot'],
  'packages/content': [],
}

/** Library → the only packages that may know it. */
export const HOMES: Readonly<Record<string, readonly string[]>> = {
  dexie: ['packages/storage'],
  comlink: ['packages/runtime'],
  papaparse: ['packages/import'],
  commander: ['apps/cli'],
  'hash-wasm': ['packages/sealed-file'],
  svelte: ['packages/ui', 'apps/officer', 'apps/borrower'],
  'fast-check': ['packages/testkit'],
}
