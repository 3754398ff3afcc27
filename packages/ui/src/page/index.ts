/** What the page of every app does with the browser: language, small texts that stay, files for the person. */
export { LocaleState } from './locale.svelte.ts'
export { saveFile } from './save-file.ts'
export { browserShelf } from './text-shelf.ts'

export type { Locale } from './locale.svelte.ts'
export type { TextShelf } from './text-shelf.ts'
