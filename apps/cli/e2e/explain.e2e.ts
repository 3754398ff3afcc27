import { describe, expect, it } from 'vitest'
import { file, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

const book = file('book.jsonl', jsonLines(EVENTS))
const asked = ['explain', book, '--line', 'L-1', '--as-of', '2025-04-10', '--known-at', '2025-04-10T23:59:59Z']

describe('explain', () => {
  it('says in English what was decided, by which layer and rule, and what to do', async () => {
    const { code, out, err } = await tideline(asked)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Line L-1, Lin Mei \(B-1\), on 10 April 2025 \(as known at 2025-04-10T23:59:59Z\)\nSuspended · since 9 April 2025\n/)
    expect(out).toMatch(/ {2}Days past due: 31\n/)
    expect(out).toMatch(/ {2}- 30 days past due \(layer Behaviour, rule B1, since 9 April 2025\)\n/)
    expect(out).toMatch(/What to do: Pay all that is overdue/)
    expect(out).toMatch(/consumer@1, behaviour@1, tideline-engine@\d+\n$/)
    expect(out).not.toMatch(/\{|undefined|not on record/)
  })

  it('says the same in Chinese', async () => {
    const { code, out } = await tideline([...asked, '--lang', 'zh-CN'])
    expect(code).toBe(0)
    expect(out).toMatch(/^额度 L-1，Lin Mei（B-1），2025年4月10日/)
    expect(out).toMatch(/暂停 · 自 2025年4月9日 起/)
    expect(out).toMatch(/逾期天数：31\n/)
    expect(out).not.toMatch(/\{|undefined|[a-z]+_[a-z]+|暂无记录/)
  })

  it('lists what is missing while a line waits, with what it is now', async () => {
    const { out } = await tideline(['explain', book, '--line', 'L-2', '--as-of', '2025-04-30'])
    expect(out).toMatch(/^Line L-2, C-1, on 30 April 2025\nDrawstop/)
  })

  it('refuses a language, a line and a day that there is not', async () => {
    expect(await tideline([...asked, '--lang', 'fr'])).toMatchObject({ code: 2, err: expect.stringMatching(/zh-CN, en/) as string })
    expect(await tideline(['explain', book, '--line', 'L-7'])).toMatchObject({ code: 2, err: expect.stringMatching(/no line L-7/) as string })
    expect(await tideline(['explain', book])).toMatchObject({ code: 2, err: expect.stringMatching(/--line <id>/) as string })
    expect(await tideline(['explain', book, '--line', 'L-2', '--as-of', '2025-01-01'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/L-2 opens on 2025-02-01/) as string,
    })
  })
})
