import { describe, expect, it } from 'vitest'
import { type JsonLine, LONGEST_LINE, readJsonLines, writeJsonLines } from './json-lines.ts'
import type { JournalEvent } from './event.ts'
import { draft, event } from './fixtures/event.ts'

async function* stream(chunks: readonly (Uint8Array | string)[]): AsyncGenerator<Uint8Array | string> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

async function read(...chunks: (Uint8Array | string)[]): Promise<string[]> {
  const lines: JsonLine[] = []
  for await (const line of readJsonLines(stream(chunks))) lines.push(line)
  return lines.map(line => `${line.line} ${line.ok ? line.event.id : line.issues.map(issue => `${issue.code} ${issue.path}`).join(', ')}`)
}

const one = JSON.stringify(draft('draw.made', { amount: 1, note: '种子 🌾' }, { id: '1' }))
const two = JSON.stringify(draft('draw.made', { amount: 2 }, { id: '2' }))

describe('JSON Lines', () => {
  it('[J1] reads one event a line, with byte order mark, CRLF, blank lines and no last newline', async () => {
    expect(await read(`\uFEFF${one}\r\n\r\n  \n${two}`)).toEqual(['1 1', '4 2'])
    expect(await read(`${one}\n${two}\n`)).toEqual(['1 1', '2 2'])
    expect(await read('')).toEqual([])
    expect(await read(`\uFEFF`)).toEqual([])
  })

  it('[J1] reads the same wherever the chunks are cut', async () => {
    const bytes = new TextEncoder().encode(`\uFEFF${one}\r\n${two}\n`)
    for (let size = 1; size < 40; size++) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
      expect(await read(...chunks)).toEqual(['1 1', '2 2'])
    }
    expect(await read(...`${one}\n${two}`.split(''))).toEqual(['1 1', '2 2'])
  })

  it('[J1] does not keep the buffer of its source', async () => {
    async function* reused(): AsyncGenerator<Uint8Array> {
      const buffer = new Uint8Array(1)
      for (const byte of new TextEncoder().encode(`${one}\n`)) {
        buffer[0] = byte
        yield await Promise.resolve(buffer)
      }
    }
    const lines: boolean[] = []
    for await (const line of readJsonLines(reused())) lines.push(line.ok)
    expect(lines).toEqual([true])
  })

  it('[J2] reports a bad line by its number and goes on', async () => {
    const bad = JSON.stringify(draft('draw.made', { amount: -1 }))
    expect(await read(`{"id":\n${bad}\n[]\n${one}\n\uFEFF${two}\n`)).toEqual([
      '1 bad-json ', '2 bad-data data.amount', '3 bad-data ', '4 1', '5 bad-json ',
    ])
    expect(await read(new Uint8Array([0x22, 0xff, 0x22, 10]), new TextEncoder().encode(one))).toEqual(['1 bad-json ', '2 1'])
    expect(await read(`"\ud800`)).toEqual(['1 bad-json '])
  })

  it('[J3] refuses a line of more than 1 MiB without keeping it, and goes on', async () => {
    const filler = `{"x":"${'y'.repeat(LONGEST_LINE)}`
    expect(await read(filler, filler, `"}\n${one}\n`)).toEqual(['1 bad-json ', '2 1'])
    const padded = one + ' '.repeat(LONGEST_LINE - new TextEncoder().encode(one).length)
    expect(await read(`${padded}\n${padded} \n`)).toEqual(['1 1', '2 bad-json '])
  })

  it('[J4] writes canonical JSON, unknown types and extra fields too, and reads it back', async () => {
    const events: JournalEvent[] = [event('1', 'visit.planned', { b: 1, a: [1.50] }), event('2', 'draw.made', { amount: 2, extra: true })]
    const text = [...writeJsonLines(events)].join('')
    expect(text.split('\n')[0]).toBe(
      '{"at":"2024-03-15T09:00:00Z","borrower":"b1","by":"officer-1","data":{"a":[1.5],"b":1},"id":"1","line":"l1","on":"2024-03-15","type":"visit.planned"}',
    )
    const back: JournalEvent[] = []
    for await (const line of readJsonLines(stream([text]))) if (line.ok) back.push(line.event)
    expect(back).toEqual(events)
  })
})
