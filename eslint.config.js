import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'

const PURE = ['packages/journal/src/**/*.ts', 'packages/engine/src/**/*.ts', 'packages/content/src/**/*.ts']
const TESTS = ['**/*.test.ts', '**/*.bench.ts', '**/e2e/**', '**/fixtures/**']

/** What may differ between machines, engines or runs has no place in what decides (SPEC "The one law"). */
const IMPURE_CALLS = [
  ['Date', 'now', 'pass the day or the instant in'],
  ['Math', 'random', 'pass ids and seeds in'],
  ...['exp', 'log', 'log2', 'log10', 'pow', 'sin', 'cos', 'tan', 'cbrt', 'hypot'].map((name) => [
    'Math',
    name,
    'it may differ between engines: use integers from a table',
  ]),
].map(([object, property, message]) => ({ object, property, message }))

const EXPORT_ALL = { selector: 'ExportAllDeclaration', message: 'Name what a door lets through.' }

const PURE_RULES = {
  'no-restricted-properties': ['error', ...IMPURE_CALLS],
  'no-restricted-globals': [
    'error',
    { name: 'Intl', message: 'Texts and formats live in ui and apps.' },
    { name: 'Date', message: 'Days are integers (journal/day.ts); time is passed in.' },
    { name: 'performance', message: 'Time is passed in.' },
    { name: 'crypto', message: 'Ids and hashes come from journal or are passed in.' },
    { name: 'fetch', message: 'Effects live in runtime, storage and apps.' },
    { name: 'setTimeout', message: 'Effects live in runtime, storage and apps.' },
    { name: 'process', message: 'Effects live in runtime, storage and apps.' },
  ],
  'no-restricted-syntax': [
    'error',
    EXPORT_ALL,
    {
      selector: "MemberExpression[property.name=/^(localeCompare|toLocaleString|toLocaleUpperCase|toLocaleLowerCase)$/]",
      message: 'Order and text must not depend on a locale: compare with < and >.',
    },
  ],
}

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '**/paraglide/**', '**/coverage/**', '**/.svelte-kit/**', '**/.turbo/**'],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    rules: {
      // The compiler knows every global of its environment.
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', EXPORT_ALL],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // `prefer-const` would turn `$props()` bindings that the template assigns into errors.
      'prefer-const': 'off',
    },
  },
  { files: PURE, ignores: TESTS, rules: PURE_RULES },
  { files: ['scripts/**/*.mjs', '**/*.config.{js,ts}'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
)
