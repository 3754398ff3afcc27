import { expect, it } from 'vitest'
import { SHORTCUT_KEYS, shortcutOf, type KeyPress } from './shortcut-keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
})

it('knows each key once, in small letters and large', () => {
  expect(new Set(SHORTCUT_KEYS.map(({ key }) => key)).size).toBe(SHORTCUT_KEYS.length)
  for (const { key, act } of SHORTCUT_KEYS) expect([shortcutOf(press(key)), shortcutOf(press(key.toUpperCase()))]).toEqual([act, act])
  expect(shortcutOf(press('x'))).toBeNull()
})

it.each(['ctrlKey', 'metaKey', 'altKey', 'repeat', 'isComposing', 'defaultPrevented'] as const)('leaves alone what comes with %s', (name) => {
  expect(shortcutOf(press('l', { [name]: true }))).toBeNull()
})
