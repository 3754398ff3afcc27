import { readFile } from 'node:fs/promises'
import { POLICIES, SCORECARDS } from '@tideline/content'
import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, StorageFailure, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CompareProgress, CompareRequest, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const BOOKS = new URL('../../../content/books/', import.meta.url)
const bookFile = async (name: string): Promise<Blob> => new Blob([await readFile(new URL(name, BOOKS))])
const books = { sample: () => bookFile('taiwan-2000.csv'), narrated: () => bookFile('narrated.jsonl') }

/** The consumer policy as a page hands it over, but seven days past due suspend where they put a line on watch. */
function stricter(): Record<string, unknown> & { layers: { rules: { id: string; when: object; effect: { status?: string } }[] }[] } {
  const policy = { ...structuredClone(POLICIES.get('consumer@1') as ReturnType<typeof stricter>), id: 'stricter' }
  policy.layers.flatMap(({ rules }) => rules).find(({ id }) => id === 'B2')!.effect.status = 'suspended'
  return policy
}

const MARCH: CompareRequest = { policies: ['consumer@1', stricter()], asOf: '2025-02-20' }
const common = { on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
/** A line that is ten days past due on the 20th of February. */
function lateLine(borrower: string, line: string): JournalEvent[] {
  return [
    { ...common, id: `${borrower}-o`, type: 'line.opened', borrower, line, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
    { ...common, id: `${borrower}-d`, type: 'draw.made', borrower, line, data: { amount: 100_000 } },
    { ...common, id: `${borrower}-due`, type: 'due.raised', borrower, line, data: { dueOn: '2025-02-10', amount: 50_000 } },
  ]
}

/** As if each borrower took ten milliseconds of the worker's time. */
async function* slowly<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const value of values) {
    const until = performance.now() + 10
    while (performance.now() < until);
    yield value
  }
}

let store: SharedStore
let host: TidelineWorker
beforeEach(() => {
  store = createMemoryStore()
  host = createHost({ store, books })
})

describe('comparing the book', () => {
  it('[W2] gives what the engine finds, under a policy that ships and one that came as a document', async () => {
    await store.append([...lateLine('B-1', 'L-1'), ...lateLine('B-2', 'L-2')])
    const result = await host.compare(MARCH)
    expect(result).toMatchObject({
      outcome: 'done',
      trouble: [],
      changedMeanwhile: false,
      comparison: {
        to: '2025-02-20',
        lines: 2,
        crossing: [{ a: 'watch', b: 'suspended', lines: ['L-1', 'L-2'] }],
        rulebooks: { a: [{ policy: { id: 'consumer@1' } }], b: [{ policy: { id: 'stricter@1' }, scorecard: { id: 'behaviour@1' } }] },
      },
    })
  })

  it('[W3, W4] keeps to the kinds and the days asked for', async () => {
    const project = { ...lateLine('B-2', 'P-1')[0]!, data: { kind: 'project', currency: 'CNY', limit: 5 } }
    await store.append([...lateLine('B-1', 'L-1'), project as JournalEvent])
    const result = await host.compare({ ...MARCH, kinds: ['revolving'], from: '2025-02-19' })
    expect(result).toMatchObject({
      comparison: {
        leftOut: [{ line: 'P-1', why: 'not-decided-by-both' }],
        suspended: { onlyB: { lines: [{ line: 'L-1', suspendedOn: '2025-02-17', daysSuspended: 2 }] } },
      },
    })
  })

  it('compares two scorecards under the policies that ship for each kind', async () => {
    await host.startBook('narrated', '2026-03-31')
    const generous = { ...(SCORECARDS.get('behaviour@1') as Record<string, unknown> & { readonly base: number }), id: 'generous' }
    const result = await host.compare({ policies: [null, null], scorecards: [null, { ...generous, base: generous.base + 150 }], asOf: '2026-03-31' })
    const named = { consumer: { policy: { id: 'consumer@1' } }, project: { policy: { id: 'project@1' }, kinds: ['project'] } }
    expect(result).toMatchObject({ outcome: 'done', comparison: { leftOut: [], rulebooks: { a: [named.consumer, named.project], b: [{ scorecard: { id: 'generous@1' } }, { scorecard: { id: 'generous@1' } }] } } })
  })

  it('reports how far it is, answers in between, and stops when told to', async () => {
    const borrowers = Array.from({ length: 40 }, (_, n) => `B-${n}`)
    await store.append(borrowers.flatMap((borrower) => lateLine(borrower, `L-${borrower}`)))
    const busy = createHost({ store: { ...store, readAll: () => slowly(store.readAll()) }, books })
    const steps: CompareProgress[] = []
    let answeredAfter = Infinity
    const asked: Promise<unknown>[] = []
    const whole = await busy.compare(MARCH, (progress) => {
      if (steps.push(progress) === 1) asked.push(busy.openLine('L-B-1', '2025-02-20').then(() => (answeredAfter = steps.length)))
    })
    await Promise.all(asked)
    expect(whole).toMatchObject({ outcome: 'done', comparison: { lines: 40 } })
    expect(answeredAfter).toBeLessThan(steps.length)
    expect(steps.every(({ done, of }, i) => of === 40 && done >= (steps[i - 1]?.done ?? 0))).toBe(true)
    expect(steps.at(-1)).toEqual({ done: 40, of: 40 })

    let seen = 0
    const cancelled = await busy.compare(MARCH, ({ done }) => {
      seen = done
      void busy.cancelCompare()
    })
    expect(cancelled).toEqual({ outcome: 'cancelled' })
    expect(seen).toBeLessThan(40)
    expect(await busy.compare({ ...MARCH, kinds: ['project'] })).toMatchObject({ outcome: 'done', comparison: { lines: 0 } })
  })

  it('runs one at a time', async () => {
    await store.append(lateLine('B-1', 'L-1'))
    const both = await Promise.all([host.compare(MARCH), host.compare(MARCH)])
    expect(both).toMatchObject([{ outcome: 'done' }, { outcome: 'refused', problems: [{ code: 'compare-running' }] }])
    await host.cancelCompare()
    expect(await host.compare(MARCH)).toMatchObject({ outcome: 'done' })
  })

  it('says that something was recorded meanwhile', async () => {
    await store.append(lateLine('B-1', 'L-1'))
    await host.openBook('2025-02-20')
    const slow: SharedStore = {
      ...store,
      async *readAll() {
        yield* store.readAll()
        await store.append(lateLine('B-2', 'L-2'))
      },
    }
    expect(await createHost({ store: slow, books }).compare(MARCH)).toMatchObject({ outcome: 'done', changedMeanwhile: true })
  })

  it('leaves out what can’t be decided or read, and names it', async () => {
    const much = [1, 2].map((n): JournalEvent => ({ ...lateLine('B-2', 'L-2')[1]!, id: `m-${n}`, data: { amount: Number.MAX_SAFE_INTEGER } }))
    await store.append([...lateLine('B-1', 'L-1'), ...lateLine('B-2', 'L-2'), ...much])
    const result = await host.compare(MARCH)
    expect(result).toMatchObject({ outcome: 'done', comparison: { lines: 1 }, trouble: [{ code: 'undecidable', borrowers: ['B-2'] }] })
    const damaged: SharedStore = {
      ...store,
      async *readAll() {
        yield { borrower: 'B-1', events: lateLine('B-1', 'L-1') }
        throw new StorageFailure('damaged', 'B-2 can’t be read', ['B-2'])
      },
    }
    const rest = await createHost({ store: damaged, books }).compare(MARCH)
    expect(rest).toMatchObject({ outcome: 'done', comparison: { lines: 1 }, trouble: [{ code: 'damaged', borrowers: ['B-2'] }] })
  })

  it('is refused, as data, by a device that gives no book', async () => {
    const shut = createHost({ store: Promise.reject(new StorageFailure('unavailable', 'no leave to store', [])), books })
    expect(await shut.compare(MARCH)).toMatchObject({ outcome: 'refused', problems: [{ code: 'device-unavailable', got: 'no leave to store' }] })
  })
})

describe('documents that nobody has checked', () => {
  const problemsOf = async (request: Partial<CompareRequest>) => {
    const result = await host.compare({ ...MARCH, ...request })
    expect(result.outcome).toBe('refused')
    return result.outcome === 'refused' ? result.problems : []
  }

  it('come back with everything that is wrong, and which of them it is about', async () => {
    const broken = stricter()
    broken.layers[1]!.rules[0]!.when = { metric: 'days_overdue', op: 'gte', value: 1 }
    expect(await problemsOf({ policies: ['consumer@1', broken] })).toMatchObject([
      { code: 'unknown-metric', path: expect.stringMatching(/^policies\[1\]\.layers\[1\]\.rules\[0\]\.when/) as string },
    ])
    expect(await problemsOf({ policies: [{}, {}] })).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'bad-shape', path: 'policies[0].id' }), expect.objectContaining({ path: 'policies[1].id' })]),
    )
    expect(await problemsOf({ scorecards: [null, { id: 'x' }] })).toEqual(expect.arrayContaining([expect.objectContaining({ path: 'scorecards[1].version' })]))
  })

  it('may name nothing that ships', async () => {
    expect(await problemsOf({ policies: ['consumer@9', 'consumer@1'] })).toMatchObject([{ code: 'unknown-document', path: 'policies[0]', got: 'consumer@9' }])
    expect(await problemsOf({ policies: [{ ...stricter(), scorecard: 'other@3' }, 'consumer@1'] })).toMatchObject([
      { code: 'unknown-document', path: 'policies[0].scorecard', got: 'other@3' },
    ])
    expect(await problemsOf({ policies: [null, null], scorecards: ['other@3', null] })).toMatchObject([{ code: 'unknown-document', path: 'scorecards[0]' }])
  })

  it('may be no documents at all', async () => {
    const endless: Record<string, unknown> = stricter()
    endless['self'] = endless
    let deep: object = { always: true }
    for (let i = 0; i < 50_000; i++) deep = { not: deep }
    const wide = { ...stricter(), note: Array.from({ length: 200_000 }, () => 0) }
    for (const document of [endless, { ...stricter(), segments: deep }, wide, { id: 10n }]) {
      expect(await problemsOf({ policies: [document as Record<string, unknown>, 'consumer@1'] })).toMatchObject([{ code: 'bad-shape', path: 'policies[0]' }])
    }
    const spooky = JSON.parse('{"__proto__":{"id":"consumer"},"version":1}') as Record<string, unknown>
    expect(await problemsOf({ policies: [spooky, 'consumer@1'] })).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'bad-shape' })]))
  })

  it('[V2] are compared on days of the calendar, the first before the last', async () => {
    expect(await problemsOf({ asOf: '2025-02-30' })).toMatchObject([{ code: 'bad-day', path: 'asOf', got: '2025-02-30' }])
    expect(await problemsOf({ from: 'soon' })).toMatchObject([{ code: 'bad-day', path: 'from' }])
    expect(await problemsOf({ from: '2025-02-21' })).toMatchObject([{ code: 'bad-day', path: 'from', expected: 'a day up to 2025-02-20' }])
  })
})
