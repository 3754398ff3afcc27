import { describe, expect, it } from 'vitest'
import { parseAmount, type AmountForm } from './amount.ts'

const FORM: AmountForm = { scale: 2, decimalMark: '.', currency: 'CNY' }
const minor = (cell: string, form: Partial<AmountForm> = {}) => {
  const result = parseAmount(cell, { ...FORM, ...form })
  return result.ok ? result.minor : result.code
}

describe('amounts', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['-12', -1200],
    ['1234567890', 123456789000],
    ['0.1', 10],
    ['.5', 50],
    ['12.', 1200],
    ['900.0', 90000],
    ['1.10000', 110],
    ['1,234.50', 123450],
    ['1,234,567', 123456700],
    ['１，２３４．５０', 123450],
    [' ￥1 234.5 ', 123450],
    ['CNY 7', 700],
    ['7元', 700],
    ['NT$-7', -700],
    ['(1,000.01)', -100001],
    ['5.25-', -525],
    ['−5', -500],
    ['+5', 500],
    ['90071992547409.91', 9007199254740991],
  ])('[I9] %j is exactly %d minor units', (cell, expected) => {
    expect(minor(cell)).toBe(expected)
    expect(Object.is(minor(cell), -0)).toBe(false)
  })

  it('[I9] decimal commas and other scales', () => {
    expect(minor('1.234,5', { decimalMark: ',' })).toBe(123450)
    expect(minor('12.3456', { scale: 6 })).toBe(12345600)
    expect(minor('500', { scale: 0 })).toBe(500)
  })

  it.each([
    ['1.005', 'too-many-decimals'],
    ['90071992547409.92', 'money-overflow'],
    ['999999999999999999999', 'money-overflow'],
    ['1,23', 'bad-number'],
    ['1,234,5', 'bad-number'],
    ['1.2.3', 'bad-number'],
    ['1E+05', 'bad-number'],
    ['--5', 'bad-number'],
    ['(-5)', 'bad-number'],
    ['-', 'bad-number'],
    ['.', 'bad-number'],
    ['abc', 'bad-number'],
    ['0x10', 'bad-number'],
    ['NaN', 'bad-number'],
    ['#REF!', 'bad-number'],
  ])('[I9] %j is refused as %s, never rounded', (cell, code) => {
    expect(minor(cell)).toBe(code)
  })
})
