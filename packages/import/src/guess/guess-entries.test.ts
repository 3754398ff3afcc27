import { describe, expect, it } from 'vitest'
import { loadProfile } from '../profile/load.ts'
import { guessEntries } from './guess-entries.ts'
import { readTableHead, type TableHead } from './table-head.ts'

async function headOf(text: string | Uint8Array, name = 'file.csv'): Promise<TableHead> {
  const head = await readTableHead(typeof text === 'string' ? new TextEncoder().encode(text) : text, name)
  if (head.kind !== 'table') throw new Error(JSON.stringify(head))
  return head
}

async function guessed(text: string, currency = 'CNY') {
  const { columns, ...rest } = guessEntries(await headOf(text), currency)
  return { ...rest, columns: Object.fromEntries(Object.entries(columns).map(([field, names]) => [field, names?.[0]])) }
}

describe('the head of a table', () => {
  it('[I25] is found below titles, with any delimiter and encoding', async () => {
    const text = '东市信用社\n2026年3月\n客户号;姓名;额度\n1;王芳;5000\n2;李娜;6000\n'
    expect(await headOf(text)).toMatchObject({ delimiter: ';', headerRow: 3, encoding: 'utf-8', rows: [{ row: 4, cells: ['1', '王芳', '5000'] }, { row: 5 }] })
    const wide = Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from('name\tid\nAn\t1\n', character => character.charCodeAt(0)).buffer)])
    expect(await headOf(wide)).toMatchObject({ delimiter: '\t', encoding: 'utf-16le', columns: [{ name: 'name' }, { name: 'id' }] })
    const gbk = Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xba, 0xc5, 0x0a, 0xcd, 0xf5, 0xb7, 0xbc, 0x2c, 0x31, 0x0a])
    expect(await headOf(gbk)).toMatchObject({ encoding: 'gb18030', columns: [{ name: '姓名' }, { name: '号' }], rows: [{ cells: ['王芳', '1'] }] })
  })

  it('[I25] says which columns can not be pointed at, and what is no table', async () => {
    const { columns } = await headOf('a,,b,B\n1,2,3,4\n')
    expect(columns.map(({ usable }) => usable)).toEqual([true, false, false, false])
    const read = async (text: string, name = 'x.csv') => readTableHead(new TextEncoder().encode(text), name)
    expect(await read('{"id":1}\n')).toEqual({ kind: 'events' })
    expect(await read('only one column\n1\n')).toMatchObject({ kind: 'refused', refusal: { code: 'missing-columns' } })
    expect(await read('')).toMatchObject({ kind: 'refused', refusal: { code: 'empty-file' } })
    expect(await read('PK\u0003\u0004')).toMatchObject({ kind: 'refused', refusal: { code: 'not-a-text-file' } })
    expect(await read(`${'a,'.repeat(3_000)}\n`)).toMatchObject({ kind: 'refused' })
  })
})

describe('the guess', () => {
  it('[I25] reads Chinese names of columns, units and forms of dates', async () => {
    const guess = await guessed('客户编号,客户姓名,联系电话,所属网点,村组,授信额度(万元),授信日期,备注\nK01,王芳,13800001111,东市,一组,0.5,2026年3月5日,\nK02,李娜,13900001111,东市,二组,1.2,2026年3月6日,x\n')
    expect(guess.columns).toEqual({ borrower: '客户编号', name: '客户姓名', phone: '联系电话', branch: '所属网点', centre: '村组', limit: '授信额度(万元)', opened: '授信日期' })
    expect(guess.scale).toBe(6)
    expect(loadProfile({ ...guess, columns: Object.fromEntries(Object.entries(guess.columns).map(([f, n]) => [f, [n]])), id: 'x', title: 'x' })).toMatchObject({ ok: true })
  })

  it('[I25] reads English names of columns, day before month, and a decimal comma', async () => {
    const guess = await guessed('Loan No;Payment date;Amount paid;Receipt no.\nL-1;25/03/2026;1.200,50;R1\nL-2;01/04/2026;300,00;R2\n', 'EUR')
    expect(guess.columns).toEqual({ line: 'Loan No', day: 'Payment date', payment: 'Amount paid', reference: 'Receipt no.' })
    expect(guess).toMatchObject({ delimiter: ';', decimalMark: ',', dates: ['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日', 'D/M/YYYY'] })
  })

  it('[I25] looks at the cells where names say nothing or speak against them', async () => {
    const shapes = await guessed('甲,乙,丙\nK01,王芳,13800001111\nK02,李娜,13900001111\n')
    expect(shapes.columns).toEqual({ borrower: '甲', name: '乙', phone: '丙' })
    const against = await guessed('客户号,还款日期,还款金额\nK01,on Monday,5\nK02,later,6\n')
    expect(against.columns).toEqual({ borrower: '客户号', payment: '还款金额' })
  })

  it('[I25] proposes together what says something only together', async () => {
    expect((await guessed('合同号,余额,逾期天数\nL1,100,3\n')).columns).toEqual({ line: '合同号' })
    const whole = await guessed('合同号,统计日期,贷款余额,本期已还,逾期天数\nL1,2026-03-31,100,20,3\n')
    expect(whole.columns).toEqual({ line: '合同号', day: '统计日期', balance: '贷款余额', paid: '本期已还', daysPastDue: '逾期天数' })
  })
})
