import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

describe('plain text', () => {
  it('[I21] leaves names of every script as they are', () => {
    for (const name of ['Lin Mei', '王小明', 'Zoë O’Brien-Łukasz', 'क्‍ष', '👩‍🌾', '<b>&amp;']) expect(plainText(name)).toBe(name)
  })

  it('[I21] shows in the place of what acts on its surroundings that something was there', () => {
    expect(plainText('Lin\u202E000,1 \u2066Mei')).toBe('Lin�000,1 �Mei')
    expect(plainText('\u001B[2J\u0000\u009B\u0085x')).toBe('�[2J���x')
    expect(plainText('a\u200B\uFEFF\u{E0041}b\uD800')).toBe('a���b�')
  })

  it('[I21] makes one line of at most 1,000 characters', () => {
    expect(plainText('one\r\n\n two\tthree\u2028four')).toBe('one  two three four')
    expect(plainText('x'.repeat(5_000))).toBe(`${'x'.repeat(999)}…`)
    expect(plainText('🌊'.repeat(501))).toMatch(/^🌊{499}�…$/u)
  })

  it('[I21] encloses right-to-left text, its own marks left out, so that figures beside it stay in order', () => {
    expect(plainText('\u200Fأحمد\u200E')).toBe('\u2068أحمد\u2069')
  })
})
