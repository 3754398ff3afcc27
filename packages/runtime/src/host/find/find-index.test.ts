import { describe, expect, it } from 'vitest'
import type { LineSummary } from '../../contract.ts'
import type { Decided, DecidedBorrower } from '../decided-book.ts'
import { OwnEntries } from '../own-entries.ts'
import { FindIndex } from './find-index.ts'
import type { Person } from './person.ts'
import { loadReadings } from './readings.ts'

const readings = await loadReadings()

function borrower(name: string, person: Partial<Person> = {}, line: Partial<LineSummary> | null = {}): DecidedBorrower {
  const id = person.borrower ?? `B-${name}`
  return {
    person: { borrower: id, name, branch: '', centre: '', phone: '', ...person },
    contacts: new Map(),
    facts: null,
    eventCount: 1,
    knownAt: null,
    trouble: null,
    summaries: line ? [{ line: `L-${name}`, borrower: id, name, status: 'active', kind: 'revolving', attention: [], ...line } as unknown as LineSummary] : [],
  }
}

function bookOf(...borrowers: readonly DecidedBorrower[]): Decided {
  const found = new Map(borrowers.map((one) => [one.person.borrower, one]))
  return { asOf: '2026-01-31', revision: 1, bookWide: [], owners: new Map(), borrowers: found, heads: new Map(), own: new OwnEntries([], {}), trouble: [] }
}

const BOOK = bookOf(
  borrower('王秀兰', { branch: '东市场', phone: '138-7731-9046' }),
  borrower('王小明', { centre: '翠鸟中心' }),
  borrower('单雪', { borrower: 'B-0417' }),
  borrower('曾国强'),
  borrower('吕布'),
  borrower('欧阳翡翠'),
  borrower('José Núñez'),
  borrower('Muhammad Ali'),
  borrower('Chen Guihua', { branch: 'Kookaburra' }),
  borrower('Lin Mei', {}, { line: 'CN-2020-88' }),
  borrower('Nobody Yet', { phone: '+86 139 2846 7315' }, null),
)

const index = new FindIndex(readings)
index.update(BOOK)
const search = (text: string, book = index): string[] => book.search(text, () => true).map(({ entry, near }) => (near ? `~${entry.name}` : entry.name))
/** What is found as it was typed. */
const exactly = (text: string): string[] => search(text).filter((name) => !name.startsWith('~'))

describe('find', () => {
  it('reads Chinese names by character, from the first or from within', () => {
    expect(exactly('王')).toEqual(['王小明', '王秀兰'])
    expect(exactly('秀兰')).toEqual(['王秀兰'])
    expect(exactly('王 兰')).toEqual(['王秀兰'])
  })

  it('reads them by pinyin, by initials, and by any mixture of these and characters', () => {
    for (const typed of ['wangxiulan', 'wang xiulan', 'WangXiu', 'wxl', 'wangxl', 'wxiulan', '王xl', '王xiu兰', 'xiulan']) {
      expect(exactly(typed), typed).toEqual(['王秀兰'])
    }
    expect(exactly('oyfc')).toEqual(['欧阳翡翠'])
    expect(exactly("ou'yang")).toEqual(['欧阳翡翠'])
  })

  it('knows every reading of a character, and both ways to type ü', () => {
    for (const typed of ['shanxue', 'danxue', 'shx']) expect(exactly(typed), typed).toEqual(['单雪'])
    for (const typed of ['zengguoqiang', 'zgq']) expect(exactly(typed), typed).toEqual(['曾国强'])
    for (const typed of ['lvbu', 'lubu', 'lüb']) expect(exactly(typed), typed).toEqual(['吕布'])
  })

  it('finds Latin names in any order, without case, accents or width, in one word or by initials', () => {
    for (const typed of ['nunez jose', 'JOSÉ', 'ｊｏｓｅ', 'josenun', 'jn']) expect(exactly(typed), typed).toEqual(['José Núñez'])
  })

  it('forgives slips where little else is found, and says that it did', () => {
    for (const typed of ['mohammad', 'mohamed', 'muhamad', 'muhmamad', 'nunz']) expect(exactly(typed), typed).toEqual([])
    for (const typed of ['mohammad', 'mohamed ali', 'muhamad', 'muhmamad']) expect(search(typed), typed).toEqual(['~Muhammad Ali'])
    expect(search('wangxulan')).toEqual(['~王秀兰'])
    expect(search('guihau')).toEqual(['~Chen Guihua'])
    expect(search('lim')).not.toContain('~Lin Mei')
    const many = new FindIndex(readings)
    many.update(bookOf(...Array.from({ length: 9 }, (_, i) => borrower('Ahmed', { borrower: `B${i}` })), borrower('Ahmet')))
    expect(search('ahmed', many)).not.toContain('~Ahmet')
  })

  it('finds by telephone, ids, centre and branch, after names', () => {
    for (const typed of ['7731', '138 7731', '9046', '13877319046']) expect(exactly(typed), typed).toEqual(['王秀兰'])
    expect(exactly('b-0417')).toEqual(['单雪'])
    expect(exactly('cn-2020')).toEqual(['Lin Mei'])
    expect(exactly('2020-88')).toEqual(['Lin Mei'])
    for (const typed of ['翠鸟', 'cuiniao', 'cnzx']) expect(exactly(typed), typed).toContain('王小明')
    expect(exactly('dsc')).toEqual(['王秀兰'])
    expect(exactly('kooka gui')).toEqual(['Chen Guihua'])
    expect(exactly('2846 7315')).toEqual(['Nobody Yet'])
  })

  it('ranks a whole name before a beginning, that before initials and what stands within, places last', () => {
    const ranked = new FindIndex(readings)
    ranked.update(bookOf(borrower('Wan Ling'), borrower('Lu Wan'), borrower('Ye', { branch: 'Wan' }), borrower('Wanda'), borrower('万'), borrower('Wu An Ni')))
    expect(search('wan', ranked)).toEqual(['万', 'Wan Ling', 'Wanda', 'Wu An Ni', 'Lu Wan', 'Ye'])
  })

  it('without a word gives the book in the order of the queue, borrowers without a line last', () => {
    expect(search('').at(-1)).toBe('Nobody Yet')
    expect(search('')).toHaveLength(11)
    expect(search('  ，')).toHaveLength(11)
  })

  it('follows the book: what changed is laid out anew, what is gone is gone', () => {
    const followed = new FindIndex(readings)
    followed.update(BOOK)
    const borrowers = new Map(BOOK.borrowers)
    borrowers.delete('B-王小明')
    borrowers.set('B-王秀兰', borrower('王秀英', { borrower: 'B-王秀兰' }))
    followed.update({ ...BOOK, borrowers, revision: 2 })
    expect(search('王', followed)).toEqual(['王秀英'])
    expect(search('wangxiulan', followed)).toEqual(['~王秀英'])
  })
})
