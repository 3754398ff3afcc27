import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../contract.ts'
import type { MonthProgress, MonthResult, MonthReview } from '../month-contract.ts'
import { createHost } from './host.ts'

const books = { sample: async () => new Blob(), narrated: async () => new Blob() }
const opening = { on: '2025-01-05', at: '2025-01-05T09:00:00Z', by: 'officer-1' }

/** A line with a due on the 10th of each month to `last`, paid on its day but for those missed. */
function line(id: string, { missed = [] as readonly string[], last = '2025-04' } = {}): JournalEvent[] {
  const of = { borrower: `B-${id}`, line: `L-${id}` }
  const events: JournalEvent[] = [
    { ...opening, ...of, id: `${id}-o`, type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
    { ...opening, ...of, id: `${id}-d`, type: 'draw.made', data: { amount: 300_000 } },
  ]
  for (const month of ['2025-02', '2025-03', '2025-04'].filter((each) => each <= last)) {
    const [on, at] = [`${month}-10`, `${month}-10T09:00:00Z`]
    events.push({ ...opening, ...of, id: `${id}-due-${month}`, type: 'due.raised', data: { dueOn: on, amount: 20_000 } })
    if (!missed.includes(month)) events.push({ by: 'officer-1', ...of, id: `${id}-pay-${month}`, on, at, type: 'payment.received', data: { amount: 20_000 } })
  }
  return events
}

/** As if each borrower took ten milliseconds of the worker's time. */
async function* slowly<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const value of values) {
    const until = performance.now() + 10
    while (performance.now() < until);
    yield value
  }
}

const reviewOf = (result: MonthResult): MonthReview => {
  if (result.outcome !== 'done') throw new Error(JSON.stringify(result))
  return result.review
}

let store: SharedStore
let clock: string
let host: TidelineWorker
beforeEach(() => {
  store = createMemoryStore()
  clock = '2025-05-02T10:00:00.000Z'
  host = createHost({ store, books, clock: () => clock })
})

describe('the review of a month', () => {
  it('tells what changed since the month before, why, and which layer decided', async () => {
    await store.append([...line('calm'), ...line('late', { missed: ['2025-03', '2025-04'] })])
    const { months, kept } = await host.monthState('2025-05-02')
    expect([months[0], months[1], kept]).toEqual(['2025-04', '2025-03', []])
    const result = await host.reviewMonth('2025-04')
    expect(result).toMatchObject({ outcome: 'done', trouble: [], changedMeanwhile: false })
    const review = reviewOf(result)
    expect(review).toMatchObject({ asOf: '2025-04-30', lines: 2, opened: 0, against: { month: '2025-03', asOf: '2025-03-31', toldAt: null } })
    expect(review.rows).toMatchObject([{ line: 'L-late', change: 'suspended', before: { status: 'watch' }, now: { status: 'suspended' }, decider: { kind: 'layer', layer: 'behaviour' } }])
    expect(review.rows[0]!.reason).toMatch(/^ARREARS/u)
  })

  it('counts the last day of a month as its end, and refuses what is no month', async () => {
    expect((await host.monthState('2025-04-30')).months[0]).toBe('2025-04')
    expect((await host.monthState('2025-04-29')).months[0]).toBe('2025-03')
    expect(await host.reviewMonth('2025-13')).toMatchObject({ outcome: 'refused', code: 'bad-month' })
  })

  it('tells lines that people closed or set from those that the rules did', async () => {
    const by = { by: 'officer-1', on: '2025-04-20', at: '2025-04-20T09:00:00Z' }
    await store.append([
      ...line('shut'),
      { ...by, id: 'shut-c', type: 'line.closed', borrower: 'B-shut', line: 'L-shut', data: { reason: 'borrower-request' } },
      ...line('more'),
      { ...by, id: 'more-l', type: 'limit.set', borrower: 'B-more', line: 'L-more', data: { limit: 1_500_000 } },
      ...line('less'),
      { ...by, id: 'less-l', type: 'limit.set', borrower: 'B-less', line: 'L-less', data: { limit: 500_000 } },
    ])
    const { rows } = reviewOf(await host.reviewMonth('2025-04'))
    expect(rows.map(({ line: id, change, decider }) => [id, change, decider.kind])).toEqual([
      ['L-shut', 'closed', 'people'],
      ['L-less', 'reduced', 'people'],
      ['L-more', 'increased', 'people'],
    ])
  })

  it('[E18] is kept as told: the next month is compared with it, and it can be told again, byte for byte', async () => {
    await store.append([...line('late', { missed: ['2025-03', '2025-04'], last: '2025-04' })])
    clock = '2025-04-01T10:00:00.000Z'
    const march = reviewOf(await host.reviewMonth('2025-03'))
    expect(await host.keepMonth('2025-03', 'Wu Lan', '2025-04-01')).toMatchObject({ ok: true, event: { type: 'month.reviewed', by: 'Wu Lan', data: { month: '2025-03', lines: 1, sha256: march.sha256 } } })
    // What was paid in March is recorded in April: March stands as it was told.
    await store.append([{ by: 'officer-1', borrower: 'B-late', line: 'L-late', id: 'late-2', on: '2025-03-10', at: '2025-04-02T09:00:00Z', type: 'payment.received', data: { amount: 20_000 } }])
    clock = '2025-05-02T10:00:00.000Z'
    const april = reviewOf(await host.reviewMonth('2025-04'))
    expect(april.against).toEqual({ month: '2025-03', asOf: '2025-03-31', toldAt: '2025-04-01T10:00:00.000Z' })
    const again = reviewOf(await host.reviewMonth('2025-03', '2025-04-01T10:00:00.000Z'))
    expect(again.sha256).toBe(march.sha256)
    expect(again.rows).toEqual(march.rows)
    expect((await host.monthState('2025-05-02')).kept).toMatchObject([{ month: '2025-03', by: 'Wu Lan', lines: 1, sha256: march.sha256 }])
  })

  it('is not kept once something was recorded after it, nor for another month', async () => {
    await store.append(line('calm'))
    await host.reviewMonth('2025-04')
    expect(await host.keepMonth('2025-03', 'Wu Lan', '2025-05-02')).toMatchObject({ ok: false, issues: [{ path: 'month' }] })
    await store.append(line('new'))
    expect(await host.keepMonth('2025-04', 'Wu Lan', '2025-05-02')).toMatchObject({ ok: false })
  })

  it('reports how far it is, answers in between, can be held and ended', async () => {
    await store.append(Array.from({ length: 40 }, (_, n) => line(`${n}`)).flat())
    const busy = createHost({ store: { ...store, readAll: () => slowly(store.readAll()) }, books })
    await busy.openBook('2025-05-02')
    const steps: MonthProgress[] = []
    const answers: Promise<unknown>[] = []
    let heldFor = 0
    const result = await busy.reviewMonth('2025-04', undefined, (progress) => {
      if (steps.push(progress) !== 2) return
      const since = performance.now()
      // Held, it answers all the same, and goes on when it may.
      answers.push(
        busy
          .holdMonth(true)
          .then(() => busy.openLine('L-3', '2025-05-02'))
          .then(() => new Promise((resolve) => setTimeout(resolve, 150)))
          .then(() => ((heldFor = steps.length), busy.holdMonth(false), performance.now() - since)),
      )
    })
    await Promise.all(answers)
    expect(result.outcome).toBe('done')
    expect(heldFor).toBe(2)
    expect(steps.length).toBeGreaterThan(3)
    expect(steps.at(-1)).toEqual({ done: 40, of: 40 })
    const ended = await busy.reviewMonth('2025-04', undefined, () => void busy.holdMonth(true).then(() => busy.cancelMonth()))
    expect(ended).toEqual({ outcome: 'cancelled' })
    expect(await Promise.all([busy.reviewMonth('2025-04'), busy.reviewMonth('2025-04')])).toMatchObject([{ outcome: 'done' }, { outcome: 'refused', code: 'month-running' }])
  })
})
