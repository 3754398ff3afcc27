/** One key, one act: never while something is typed or a dialog is open, and none where they are turned off (WCAG 2.1.4). */

export type Shortcut = 'find' | 'today' | 'record' | 'book' | 'settings' | 'lock' | 'help'

/** In the order in which they are shown. */
export const SHORTCUT_KEYS: readonly { readonly key: string; readonly act: Shortcut }[] = [
  { key: '/', act: 'find' },
  { key: 't', act: 'today' },
  { key: 'r', act: 'record' },
  { key: 'b', act: 'book' },
  { key: 's', act: 'settings' },
  { key: 'l', act: 'lock' },
  { key: '?', act: 'help' },
]

/** What of a key press is looked at. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing' | 'defaultPrevented'>

/** What a key asks for; `null` for all that is not a shortcut: with a control key, held down, or a part of a syllable. */
export function shortcutOf(press: KeyPress): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.isComposing || press.defaultPrevented) return null
  return SHORTCUT_KEYS.find(({ key }) => key === press.key.toLowerCase())?.act ?? null
}
