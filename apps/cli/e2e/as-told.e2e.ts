import { describe, expect, it } from 'vitest'
import { file, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

const book = file('told.jsonl', jsonLines(EVENTS))
const INSTANT = '2025-04-10T23:59:59Z'
/** The payment of March was recorded in April, five days after this was told. */
const asked = ['as-told', book, '--line', 'L-1', '--on', '2025-04-10', '--known-at', INSTANT]

describe('as-told', () => {
  it('[O2] says what was told, what is known now, and which event made the difference', async () => {
    const { code, out, err } = await tideline(asked)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Line L-1, B-1, on 10 April 2025\nAs it was known at 2025-04-10T23:59:59Z, beside what is known now of the same day\.\n\n +As told +As known now\n/)
    expect(out).toMatch(/\nStatus +Suspended +Active +differs\n/)
    expect(out).toMatch(/\n {2}as told only +30 days past due \(B1\)\n/)
    expect(out).toMatch(
      /\nRecorded since, and what it changed\n {2}2025-04-15T18:00:00Z officer-1: 2025-03-08 payment\.received \{"amount":50000\} \(e-07\) — status Suspended → Active\n$/,
    )
    expect(out).not.toMatch(/\{[a-z]+\}|undefined/)
  })

  it('[O2] says the same in Chinese', async () => {
    const { out } = await tideline([...asked, '--lang', 'zh-CN'])
    expect(out).toMatch(/\n状态 +暂停 +正常 +不同\n/)
    expect(out).toMatch(/\n此后的记录及其影响\n.*状态 暂停 → 正常\n$/)
  })

  it('[O2] gives as JSON what decide gave then and gives now', async () => {
    const decided = async (...more: string[]) => (await tideline(['decide', book, '--line', 'L-1', '--as-of', '2025-04-10', ...more])).json()[0]
    const { json } = await tideline([...asked, '--json'])
    expect(json()).toMatchObject([{ knownAt: INSTANT, causes: [{ event: { id: 'e-07' }, kind: 'correction' }] }])
    expect(json()[0]).toMatchObject({ told: await decided('--known-at', INSTANT), now: await decided() })
  })

  it('says that a decision stands, and that a line is no more', async () => {
    const stands = await tideline(['as-told', book, '--line', 'L-1', '--on', '2025-04-10', '--known-at', '2025-05-01T00:00:00Z'])
    expect(stands.out).toMatch(/\nThe decision stands as told\.\n/)
    const undone = { id: 'e-99', type: 'event.reversed', borrower: 'B-1', line: 'L-1', on: '2025-05-01', at: '2025-05-01T10:00:00Z', by: 'officer-1', data: { event: 'e-02', reason: 'typo' } }
    const reversed = file('undone.jsonl', jsonLines([...EVENTS, undone]))
    const { code, out } = await tideline(['as-told', reversed, '--line', 'L-1', '--on', '2025-04-10', '--known-at', INSTANT])
    expect(code).toBe(0)
    expect(out).toMatch(/\nTold was: Suspended\. By what is known now there was no such line on that day\.\n/)
    expect(out).toMatch(/\(e-99\) — status Active → no line\n$/)
  })

  it('refuses a line that was not known then, a day before its opening, and to be asked for no instant', async () => {
    const refusal = async (...args: string[]) => tideline(['as-told', book, ...args])
    expect(await refusal('--line', 'L-9', '--on', '2025-04-10', '--known-at', INSTANT)).toMatchObject({ code: 2, out: '' })
    expect((await refusal('--line', 'L-1', '--on', '2025-01-09', '--known-at', INSTANT)).err).toMatch(/^L-1 opens on 2025-01-10/)
    expect((await refusal('--line', 'L-1', '--on', '2025-04-10')).err).toMatch(/--known-at <instant>/)
  })
})
