import { expect, it } from 'vitest'
import { afterKey, padKeyOf, type PadKey } from './number-pad.ts'

const typed = (keys: readonly PadKey[], exponent: number, first = ''): string => keys.reduce((text, key) => afterKey(text, key, exponent), first)

it('takes as many decimals as the currency has', () => {
  expect(typed(['1', '2', '.', '5', '0', '7'], 2)).toBe('12.50')
  expect(typed(['1', '.', '2', '3', '4', '5'], 3)).toBe('1.234')
  expect(typed(['1', '.', '5'], 0)).toBe('15')
  expect(typed(['1', '.', '00', '.'], 2)).toBe('1.00')
})

it('starts with a decimal point and keeps no zeros in front', () => {
  expect(typed(['.', '5'], 2)).toBe('0.5')
  expect(typed(['0', '0', '7'], 2)).toBe('7')
  expect(typed(['00', '3', '00'], 0)).toBe('300')
})

it('takes the last character back, and nothing from nothing', () => {
  expect(typed(['erase'], 2, '1,200.50')).toBe('1200.5')
  expect(typed(['erase', 'erase', 'erase'], 2, '7.')).toBe('')
})

it('stops before an amount that can not be counted exactly', () => {
  const full = typed(Array<PadKey>(20).fill('9'), 2)
  expect(full).toBe('9'.repeat(13))
  expect(Number.isSafeInteger(Number(`${full}99`))).toBe(true)
})

it('knows the keys of a keyboard', () => {
  expect(['7', '.', ',', 'Backspace', 'Enter', 'F1'].map(padKeyOf)).toEqual(['7', '.', '.', 'erase', null, null])
})
