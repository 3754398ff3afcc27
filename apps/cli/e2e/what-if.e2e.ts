import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { file, folder, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

const book = file('book.jsonl', jsonLines(EVENTS))
/** Suspended on this day as known then: the payment of March was recorded in April. */
const asked = ['whatif', book, '--line', 'L-1', '--as-of', '2025-04-10', '--known-at', '2025-04-10T23:59:59Z']
const event = (value: object): string[] => ['--event', JSON.stringify(value)]
const PAYMENT = { type: 'payment.received', on: '2025-03-10', data: { amount: 50000 } }

describe('whatif', () => {
  it('says in English what is, what would be, and where they differ', async () => {
    const { code, out, err } = await tideline([...asked, ...event(PAYMENT)])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Line L-1, B-1, on 10 April 2025\n\nWhat if\n {2}2025-03-10 payment\.received \{"amount":50000\}\n/)
    expect(out).toMatch(/\nStatus +Suspended +Active +differs\n/)
    expect(out).toMatch(/\nDrawn balance +500\.00 CNY +0\.00 CNY +differs\n/)
    expect(out).toMatch(/\nMarket phase +Steady +Steady\n/)
    expect(out).toMatch(/\n {2}as it is only +30 days past due \(B1\)\n/)
    expect(out).toMatch(/\nDiffers: Status, Since, .*Drawn balance, .*Why\.\n/)
    expect(out).not.toMatch(/\{[a-z]+\}|undefined/)
  })

  it('says the same in Chinese', async () => {
    const { out } = await tideline([...asked, ...event(PAYMENT), '--lang', 'zh-CN'])
    expect(out).toMatch(/\n状态 +暂停 +正常 +不同\n/)
    expect(out).toMatch(/不同之处：状态、/)
  })

  it('says that nothing differs', async () => {
    const { out } = await tideline([...asked, ...event({ ...PAYMENT, on: '2025-04-11' })])
    expect(out).toMatch(/\nNothing differs\.\n/)
    expect(out).not.toMatch(/ differs\n/)
  })

  it('[W1] gives as JSON what decide gives for the book as it is, and for the book with the events in it', async () => {
    const events = [PAYMENT, { type: 'income.observed', data: { month: '2025-03', amount: 100 } }, { type: 'event.reversed', data: { event: 'e-04', reason: 'typo' } }]
    const args = ['--as-of', '2025-04-10']
    const { json, err } = await tideline(['whatif', book, '--line', 'L-1', ...args, ...events.flatMap(event), '--json'])
    expect(err).toBe('')
    const complete = events.map((each, i) => ({
      id: `x-${i}`,
      by: 'x',
      on: '2025-04-10',
      at: '2025-04-10T23:59:59Z',
      borrower: 'B-1',
      ...(each.type !== 'income.observed' && { line: 'L-1' }),
      ...each,
    }))
    const decided = async (input: string): Promise<unknown> => (await tideline(['decide', '-', '--line', 'L-1', ...args], input)).json()[0]
    expect(json()).toEqual([{ now: await decided(jsonLines(EVENTS)), then: await decided(jsonLines([...EVENTS, ...complete])) }])
  })

  it('[W1] leaves the book as it was', async () => {
    const before = readFileSync(join(folder, book), 'utf8')
    await tideline([...asked, ...event(PAYMENT)])
    expect(readFileSync(join(folder, book), 'utf8')).toBe(before)
  })

  it('decides on the day of the last event, real or hypothetical, and says which', async () => {
    const later = await tideline(['whatif', book, '--line', 'L-1', ...event({ ...PAYMENT, on: '2025-06-02' }), '--json'])
    expect(later.json()).toMatchObject([{ now: { asOf: '2025-06-02' }, then: { asOf: '2025-06-02', balance: -100000 + 50000 } }])
    expect(later.err).toBe('As of 2025-06-02, the day of the last hypothetical event; name another with --as-of.\n')
    const sooner = await tideline(['whatif', book, '--line', 'L-1', ...event(PAYMENT), '--json'])
    expect(sooner.json()).toMatchObject([{ now: { asOf: '2025-03-31' } }])
    expect(sooner.err).toBe('As of 2025-03-31, the day of the last event; name another with --as-of.\n')
    const late = await tideline([...asked, ...event({ ...PAYMENT, on: '2025-06-02' })])
    expect(late.err).toBe('--event 1 is dated 2025-06-02, after 2025-04-10: it takes no part.\n')
  })
})

describe('whatif refuses', () => {
  const refusal = async (...events: object[]) => {
    const { code, out, err } = await tideline([...asked, ...events.flatMap(event)])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    return err
  }

  it('what is no event, each with which one it was', async () => {
    const { code, err } = await tideline([...asked, ...event(PAYMENT), ...event({ ...PAYMENT, data: { amount: 0 } }), '--event', 'pays', ...event({ type: 'pays' })])
    expect({ code, err }).toEqual({
      code: 2,
      err:
        '--event 2: data.amount: expected an integer above 0, got 0 [bad-data]\n' +
        '--event 3: expected one JSON object, got "pays" [bad-json]\n' +
        '--event 4: type: expected a type that the journal knows, got pays [bad-data]\n' +
        '3 faults; nothing was decided\n',
    })
  })

  it('[W13] ids that are taken, lines and borrowers that are others', async () => {
    expect(await refusal({ ...PAYMENT, id: 'e-09' })).toMatch(/^--event 1: id: expected an id that no event of the book has, got e-09 \[conflicting-event\]\n/)
    expect(await refusal(PAYMENT, { ...PAYMENT, id: 'what-if-1' })).toMatch(/^--event 2: id: .* no other of these events/)
    expect(await refusal({ ...PAYMENT, line: 'L-2' })).toMatch(/^--event 1: line: expected a line of B-1: L-1, got L-2/)
    expect(await refusal({ ...PAYMENT, borrower: 'C-1' })).toMatch(/^--event 1: borrower: expected the line's borrower, B-1, got C-1/)
  })

  it('[W14] what would take no part', async () => {
    expect(await refusal({ ...PAYMENT, on: '2025-01-09' })).toMatch(/^--event 1: on: expected the day of the opening, 2025-01-10, or later, got 2025-01-09/)
    expect(await refusal({ type: 'event.reversed', data: { event: 'e-77', reason: 'x' } })).toMatch(/^--event 1: data\.event: expected the id of an event that takes part/)
  })

  it('money that no ledger can add up, by the event that is too much', async () => {
    const much = { type: 'draw.made', data: { amount: 2 ** 53 - 1 } }
    expect(await refusal(much, much)).toMatch(/^--event \d: data: expected amounts that keep the balance of L-1 within .*\[money-overflow\]\n/)
  })

  it('a day before the opening, and to be asked nothing', async () => {
    expect(await tideline(['whatif', book, '--line', 'L-2', '--as-of', '2025-01-31', ...event({ type: 'review.held', on: '2025-02-01', data: { note: 'x' } })])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/L-2 opens on 2025-02-01/) as string,
    })
    expect(await tideline(['whatif', book, '--line', 'L-1'])).toMatchObject({ code: 2, err: expect.stringMatching(/--event <json>/) as string })
  })
})
