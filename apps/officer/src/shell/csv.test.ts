import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'

it('begins with the mark by which spreadsheets know Chinese, and quotes what needs it', () => {
  expect(csvOf([['姓名', 'a,b'], ['say "x"', 1.5]])).toBe('\uFEFF姓名,"a,b"\r\n"say ""x""",1.5\r\n')
})

it('lets no spreadsheet run a cell, nor turn a name of digits into a figure', () => {
  expect(csvOf([['=1+1', '＝1', '@x', '-5', '\n=1']])).toBe('\uFEFF\'=1+1,\'＝1,\'@x,\'-5,"\'\n=1"\r\n')
  expect(csvOf([[-5, '0012', '110101199003078515', '13800001111', 0]])).toBe('\uFEFF-5,\t0012,\t110101199003078515,13800001111,0\r\n')
})
