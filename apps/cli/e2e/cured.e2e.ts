import { describe, expect, it } from 'vitest'
import { file, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

/** The line that falls behind in March pays on 12 April: cured then, and shut for a while. */
const without = EVENTS.filter(({ id }) => id !== 'e-07')
const paid = { ...EVENTS.find(({ id }) => id === 'e-07')!, on: '2025-04-12', at: '2025-04-12T18:00:00Z' }
const book = file('cured.jsonl', jsonLines([...without, paid]))

describe('cured', () => {
  it('[O3] lists the lines that are cured and still shut, with the days since and what is missing', async () => {
    const { code, out, err } = await tideline(['cured', book, '--as-of', '2025-04-14'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Line L-1, B-1: suspended since 9 April 2025, cured since 12 April 2025 \(2 days\), still shut\. Still missing:\n {2}- /)
    expect(out).not.toMatch(/L-2|undefined|\{/)
    expect((await tideline(['cured', book, '--as-of', '2025-04-13'])).out).toMatch(/\(1 day\)/)
    expect((await tideline(['cured', book, '--as-of', '2025-04-13', '--lang', 'zh-CN'])).out).toMatch(/^额度 L-1，B-1：2025年4月9日 起暂停，2025年4月12日 已补救（1 天）/)
  })

  it('[O3] gives them as JSON, one a line', async () => {
    const { json } = await tideline(['cured', book, '--as-of', '2025-04-14', '--json'])
    expect(json()).toMatchObject([{ line: 'L-1', asOf: '2025-04-14', suspendedSince: '2025-04-09', curedSince: '2025-04-12', days: 2 }])
  })

  it('says that there is none', async () => {
    expect((await tideline(['cured', book, '--as-of', '2025-04-11'])).out).toBe('No line is cured and still shut.\n')
    expect((await tideline(['cured', book, '--as-of', '2025-04-11', '--json'])).out).toBe('')
  })
})
