import { describe, expect, it } from 'vitest'
import { readRecords, type RowRecord } from './records.ts'

async function records(text: string, rowLength = 1_000, chunk = 50): Promise<RowRecord[]> {
  async function* parts(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += chunk) yield text.slice(at, at + chunk)
  }
  const all: RowRecord[] = []
  for await (const list of readRecords(parts(), ',', rowLength)) all.push(...list)
  return all
}

describe('records', () => {
  it('[I7] quoted newlines, delimiters and quotes belong to a cell; rows are numbered by the line they begin on', async () => {
    expect(await records('a,b\n"x\n\ny","1,2"\n\n"say ""no""" ,3')).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['x\n\ny', '1,2'] },
      { row: 6, cells: ['say "no"', '3'] },
    ])
  })

  it('[I7] a quote inside a plain cell is a character', async () => {
    expect(await records('5" pipe,2\n3,4\n')).toEqual([
      { row: 1, cells: ['5" pipe', '2'] },
      { row: 2, cells: ['3', '4'] },
    ])
  })

  it('[I7] a quote left open costs its line and no other', async () => {
    expect(await records('1,2\n"open,3\n4,5\n6,7\n')).toEqual([
      { row: 1, cells: ['1', '2'] },
      { row: 2, cells: ['"open,3'], fault: 'open-quote' },
      { row: 3, cells: ['4', '5'] },
      { row: 4, cells: ['6', '7'] },
    ])
  })

  it('[I7] a quote closed rows later by a mistake of another row does not swallow the rows between', async () => {
    expect(await records('"open,3\n4,5\n6,"x"y\n8,9\n')).toEqual([
      { row: 1, cells: ['"open,3'], fault: 'open-quote' },
      { row: 2, cells: ['4', '5'] },
      { row: 3, cells: ['6,"x"y'], fault: 'open-quote' },
      { row: 4, cells: ['8', '9'] },
    ])
  })

  it('[I7] text behind a closing quote is named', async () => {
    expect(await records('"a"b"c",2\n3,4\n')).toEqual([
      { row: 1, cells: ['"a"b"c",2'], fault: 'bad-quote' },
      { row: 2, cells: ['3', '4'] },
    ])
  })

  it('[I15] a row beyond the limit is skipped to its end and named once', async () => {
    const long = 'x'.repeat(300)
    for (const chunk of [1, 50, 1_000]) {
      const all = await records(`1,2\n${long}\n3,4\n"${long}\n5,6"\n7,8\n${long}`, 100, chunk)
      expect(all.map(({ row, fault }) => [row, fault])).toEqual([
        [1, undefined],
        [2, 'row-too-long'],
        [3, undefined],
        [4, 'row-too-long'],
        [5, undefined],
        [6, undefined],
        [7, 'row-too-long'],
      ])
      expect(all[4]?.cells).toEqual(['5', '6"'])
    }
  })
})
