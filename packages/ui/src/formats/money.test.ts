import { describe, expect, it } from 'vitest'
import { formatAmount, formatMoney, parseMoney } from './money.ts'

const plain = (text: string): string => text.replace(/\s/gu, ' ')

describe('formatMoney', () => {
  it('follows the exponent of the currency, not two digits', () => {
    expect(plain(formatMoney(300000, { currency: 'CNY', exponent: 2, locale: 'en' }))).toBe('CN¥3,000')
    expect(plain(formatMoney(300050, { currency: 'CNY', exponent: 2, locale: 'zh-CN' }))).toBe('¥3,000.50')
    expect(plain(formatMoney(3000, { currency: 'JPY', exponent: 0, locale: 'en' }))).toBe('¥3,000')
    expect(plain(formatMoney(1234567, { currency: 'KWD', exponent: 3, locale: 'en' }))).toBe('KWD 1,234.567')
  })

  it('shows the largest amount to the last minor unit', () => {
    expect(formatAmount(Number.MAX_SAFE_INTEGER, { exponent: 2, locale: 'en' })).toBe('90,071,992,547,409.91')
    expect(formatAmount(-5, { exponent: 2, locale: 'en' })).toBe('-0.05')
    expect(formatAmount(0, { exponent: 2, locale: 'en' })).toBe('0')
  })
})

describe('parseMoney', () => {
  it.each([
    ['400', 40000],
    ['1,234.5', 123450],
    ['１２００', 120000],
    ['1，200。50', 120050],
    [' 3 000.00 ', 300000],
    ['.5', 50],
    ['7.', 700],
  ])('reads %s', (text, minor) => expect(parseMoney(text, 2)).toEqual({ ok: true, minor }))

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['abc', 'not-a-number'],
    ['-5', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['.', 'not-a-number'],
    ['1.005', 'too-many-digits'],
    ['99999999999999999', 'too-large'],
  ])('refuses %j as %s, rounding nothing away', (text, code) => {
    expect(parseMoney(text, 2)).toEqual({ ok: false, code })
  })

  it('knows a currency without minor units', () => {
    expect(parseMoney('500', 0)).toEqual({ ok: true, minor: 500 })
    expect(parseMoney('500.0', 0)).toEqual({ ok: true, minor: 500 })
    expect(parseMoney('500.5', 0)).toEqual({ ok: false, code: 'too-many-digits' })
  })
})
