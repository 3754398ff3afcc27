import { expect, it } from 'vitest'
import { drawCode, readCode, SENT_DIGITS, SPOKEN_DIGITS, waitAfter } from './code.ts'

it('[HB8] draws codes of digits in groups of four', () => {
  expect(drawCode(SPOKEN_DIGITS)).toMatch(/^\d{4} \d{4}$/)
  expect(drawCode(SENT_DIGITS)).toMatch(/^\d{4} \d{4} \d{4}$/)
  const drawn = new Set(Array.from({ length: 200 }, () => drawCode(SPOKEN_DIGITS)))
  expect(drawn.size).toBe(200)
  const digits = [...drawn].join('').replaceAll(' ', '')
  for (const digit of '0123456789') expect(digits.split(digit).length - 1).toBeGreaterThan(100)
})

it('[HB8] reads a code however it is typed', () => {
  expect(readCode(' 4831-0927 ')).toBe('48310927')
  expect(readCode('４８３１　０９２７')).toBe('48310927')
  expect(readCode('4831 0927 5512')).toBe('483109275512')
  for (const none of ['', '4831', '4831 092', '4831 0927 5', '4831 092x', '٤٨٣١٠٩٢٧']) expect(readCode(none)).toBeNull()
})

it('[HB8] slows down who tries codes', () => {
  expect([0, 1, 2, 3, 4, 5, 20].map(waitAfter)).toEqual([0, 0, 0, 5_000, 10_000, 20_000, 900_000])
})
