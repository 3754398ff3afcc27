import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { file, program, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

interface FoundPath {
  readonly kinds: readonly string[]
  readonly reopensOn: string
  readonly status: string
  readonly limit: number
  readonly events: readonly { readonly id: string }[]
  readonly steps: readonly { readonly event: string }[]
}

const NARRATED = readFileSync(join(dirname(program), 'books', 'narrated.jsonl'), 'utf8')
const asked = (line: string) => ['path', 'narrated', '--line', line, '--as-of', '2026-03-31']
const appended = (name: string, events: readonly object[]) => file(name, NARRATED + events.map((event) => `${JSON.stringify(event)}\n`).join(''))

describe('path', () => {
  it('[R2, R3, R6] finds paths that decide, given their events, confirms, and needs every step of', async () => {
    const [found] = (await tideline([...asked('L-zhao-min'), '--json'])).json()
    const paths = found!.paths as FoundPath[]
    expect(paths.map(({ kinds }) => kinds)).toEqual([['soonest'], ['cheapest']])
    for (const [i, { events, reopensOn, status, limit, steps }] of paths.entries()) {
      const decideOn = async (name: string, some: readonly object[]) =>
        (await tideline(['decide', appended(name, some), '--line', 'L-zhao-min', '--as-of', reopensOn, '--json'])).json()[0]
      expect(await decideOn(`with-${i}.jsonl`, events)).toMatchObject({ status, limit, since: reopensOn })
      for (const [j, { event }] of steps.entries()) {
        const without = events.filter(({ id }) => id !== event)
        expect(await decideOn(`without-${i}-${j}.jsonl`, without)).toMatchObject({ status: 'suspended' })
      }
    }
  })

  it('says it in words, in both languages', async () => {
    const english = await tideline(asked('L-chen-guihua'))
    expect({ code: english.code, err: english.err }).toEqual({ code: 0, err: '' })
    expect(english.out).toMatch(/^Line L-chen-guihua, B-chen-guihua, on 31 March 2026: Suspended\n/)
    expect(english.out).toMatch(/Soonest and least money · 13 May 2026 · Reopens with a limit of 3,600\.00 CNY/)
    expect(english.out).toMatch(/ {2}1\. 31 March 2026: Pay what is overdue: 800\.00 CNY\n/)
    expect(english.out).toMatch(/If the instalment of 10 April 2026 is paid only on 18 April 2026: 13 June 2026 instead/)
    expect(english.out).not.toMatch(/\{|undefined/)
    const chinese = await tideline([...asked('L-chen-guihua'), '--lang', 'zh-CN'])
    expect(chinese.out).toMatch(/^额度 L-chen-guihua/)
    expect(chinese.out).not.toMatch(/\{|undefined/)
  })

  it('[R5] names no rule where fraud is suspected', async () => {
    const { out } = await tideline(asked('L-zhou-qiang'))
    expect(out).toMatch(/There is no path to show here/)
    expect(out).not.toMatch(/fraud|security|H1/i)
  })

  it('refuses what there is not, and says what to do', async () => {
    const book = file('book.jsonl', jsonLines(EVENTS))
    expect(await tideline(['path', book, '--line', 'L-7'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/no line L-7/) as string })
    expect(await tideline(['path', book, '--line', 'L-2', '--as-of', '2025-01-01'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/opens on 2025-02-01/) as string })
    expect(await tideline(['path', book])).toMatchObject({ code: 2, err: expect.stringMatching(/--line <id>/) as string })
    const active = await tideline(['path', book, '--line', 'L-1', '--as-of', '2025-02-15'])
    expect(active.out).toMatch(/neither suspended nor on probation/)
  })
})
