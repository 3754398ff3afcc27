import { POLICIES } from '@tideline/content'
import { verifyChain, type JournalEvent } from '@tideline/journal'
import { verify } from '@tideline/journal/fixtures'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectWorker } from './client.ts'
import type { CompareProgress, CompareRequest, Draft, ImportProgress, TidelineWorker } from './contract.ts'

const TODAY = '2025-03-20'
const common = { borrower: 'B-1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
const EVENTS: readonly JournalEvent[] = [
  { ...common, id: 'r', type: 'borrower.registered', data: { name: '林美', branch: 'East' } },
  { ...common, id: 'o', type: 'line.opened', line: 'L-1', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  { ...common, id: 'd', type: 'draw.made', line: 'L-1', data: { amount: 100_000 } },
]
const PAYMENT: Draft = { type: 'payment.received', line: 'L-1', on: TODAY, by: 'officer-1', data: { amount: 30_000 } }
const fileOf = (events: readonly JournalEvent[]): Blob => new Blob(events.map((event) => `${JSON.stringify(event)}\n`))

let database: string
const workers = new Set<Worker>()

beforeEach(() => {
  database = `book-${crypto.randomUUID()}`
})
afterEach(async () => {
  for (const worker of workers) worker.terminate()
  workers.clear()
  for (const name of [database, `${database}-device`]) {
    await new Promise<void>((resolve) => (indexedDB.deleteDatabase(name).onsuccess = () => resolve()))
  }
})

function start(): { readonly worker: Worker; readonly book: TidelineWorker } {
  const worker = new Worker(new URL('./testing/worker.ts', import.meta.url), { type: 'module', name: database })
  workers.add(worker)
  return { worker, book: connectWorker(worker) }
}

it('[ST1] still has an entry when the worker is ended the moment it was confirmed', async () => {
  const first = start()
  await first.book.importFile(fileOf(EVENTS), 'book.jsonl', 'events')
  await first.book.openBook(TODAY)
  for (let i = 1; i <= 3; i++) {
    const { worker, book } = i === 1 ? first : start()
    const result = await book.record({ ...PAYMENT, data: { amount: 1_000 } }, TODAY)
    worker.terminate()
    expect(result.ok).toBe(true)
  }
  const page = await start().book.openLine('L-1', TODAY)
  expect(page?.decision.balance).toBe(97_000)
  expect(page?.journal.filter(({ event }) => event.type === 'payment.received')).toHaveLength(3)
})

it('[ST1] has all of an import or nothing of it, whenever the worker ends', async () => {
  const many = [...EVENTS, ...Array.from({ length: 5_000 }, (_, i) => ({ ...EVENTS[2]!, id: `d-${i}`, data: { amount: 1 } }))]
  for (const moment of ['reading', 'saving'] as const) {
    const { worker, book } = start()
    await new Promise<void>((resolve) => {
      const onProgress = ({ stage }: ImportProgress): void => {
        if (stage !== moment) return
        worker.terminate()
        resolve()
      }
      void book.importFile(fileOf(many), 'book.jsonl', 'events', onProgress)
    })
    expect([0, many.length]).toContain((await start().book.openBook(TODAY)).eventCount)
  }
  expect(await start().book.importFile(fileOf(many), 'book.jsonl', 'events')).toMatchObject({ outcome: 'done' })
  expect((await start().book.openBook(TODAY)).eventCount).toBe(many.length)
})

it('[ST6] shows a second tab the entries of the first, and takes entries from both', async () => {
  const [first, second] = [start().book, start().book]
  await first.importFile(fileOf(EVENTS), 'book.jsonl', 'events')
  const roles = [(await first.openBook(TODAY)).role, (await second.openBook(TODAY)).role]
  expect(roles.sort()).toEqual(['follower', 'writer'])
  const results = await Promise.all([0, 1, 2, 3].map((i) => (i % 2 ? first : second).record(PAYMENT, TODAY)))
  expect(results.every(({ ok }) => ok)).toBe(true)
  for (const book of [first, second]) {
    expect((await book.openBook(TODAY)).lines[0]?.balance).toBe(-20_000)
    expect((await book.openLine('L-1', TODAY))?.decision.balance).toBe(-20_000)
  }
})

it('[AU1] goes on with one chain, whichever tab records and whenever a worker is ended', async () => {
  const [first, second] = [start(), start()]
  await first.book.importFile(fileOf(EVENTS), 'book.jsonl', 'events')
  await Promise.all([0, 1, 2, 3].map((i) => (i % 2 ? first : second).book.record(PAYMENT, TODAY)))
  // Not waited for: it may be stored or not.
  void first.book.record(PAYMENT, TODAY)
  first.worker.terminate()
  second.worker.terminate()
  const third = start().book
  expect(await third.record(PAYMENT, TODAY)).toMatchObject({ ok: true })
  const lines = (await (await third.exportBook('auditor', TODAY)).text()).trim().split('\n')
  const report = await verifyChain(lines.map((line) => JSON.parse(line) as JournalEvent), verify)
  expect(report).toMatchObject({ whole: true, unsigned: 3, devices: [{ sealed: true }] })
  expect([7, 8]).toContain(report.devices[0]!.events)
})

it('hands over progress, columns and files as they are', async () => {
  const { book } = start()
  const stages = new Set<string>()
  expect(await book.startBook('narrated', TODAY, ({ stage }) => void stages.add(stage))).toMatchObject({ outcome: 'done' })
  expect([...stages]).toEqual(['reading', 'saving', 'deciding'])
  const { suggestedAsOf, lines } = await book.openBook(TODAY)
  const page = await book.openLine((await book.openBook(suggestedAsOf)).lines[0]!.line, suggestedAsOf)
  expect(page?.trace.score).toBeInstanceOf(Float64Array)
  expect(page?.trace.status.length).toBe(page?.trace.score.length)
  expect(lines.length).toBeGreaterThan(0)
  expect((await book.exportBook('officer-1', suggestedAsOf)).size).toBeGreaterThan(1000)
})

it('compares in slices: says how far it is, answers in between, and can be stopped', async () => {
  const { book } = start()
  await book.startBook('sample', TODAY)
  const { asOf, lineCount } = await book.openBook('2005-09-30')
  const request: CompareRequest = { policies: ['consumer@1', withManyRules()], asOf }
  const steps: CompareProgress[] = []
  let answeredAfter = Infinity
  const asked: Promise<unknown>[] = []
  const whole = await book.compare(request, (progress) => {
    if (steps.push(progress) === 1) asked.push(book.openBook(asOf).then(() => (answeredAfter = steps.length)))
  })
  await Promise.all(asked)
  expect(whole).toMatchObject({ outcome: 'done', comparison: { lines: lineCount }, trouble: [], changedMeanwhile: false })
  expect(answeredAfter).toBeLessThan(steps.length)
  expect(steps[0]!.done).toBeLessThan(lineCount)
  expect(steps.at(-1)).toEqual({ done: lineCount, of: lineCount })

  expect(await book.compare(request, () => void book.cancelCompare())).toEqual({ outcome: 'cancelled' })
  expect(await book.compare({ ...request, policies: ['consumer@1', { id: 'torn' }] })).toMatchObject({ outcome: 'refused' })
})

/** A policy so long that comparing takes a while on any machine; its added rules never fire. */
function withManyRules(): Record<string, unknown> {
  const policy = structuredClone(POLICIES.get('consumer@1')) as { id: string; layers: { rules: { reason: string }[] }[] }
  const { reason } = policy.layers[0]!.rules[0]!
  const added = Array.from({ length: 3_000 }, (_, n) => ({ id: `never-${n}`, reason, when: { metric: 'days_past_due', op: 'gte', value: 100_000 + n }, effect: { status: 'watch' } }))
  policy.layers[0]!.rules.push(...added)
  return { ...policy, id: 'long' }
}
