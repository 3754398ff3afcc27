import { readFile } from 'node:fs/promises'
import { compareEvents, type JournalEvent } from '@tideline/journal'
import { createMemoryStore, StorageFailure, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Draft, ImportProgress, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const BOOKS = new URL('../../../content/books/', import.meta.url)
const bookFile = async (name: string): Promise<Blob> => new Blob([await readFile(new URL(name, BOOKS))])
const books = { sample: () => bookFile('taiwan-2000.csv'), narrated: () => bookFile('narrated.jsonl') }
const TODAY = '2025-03-20'

let store: SharedStore
let host: TidelineWorker
let ids: number

beforeEach(() => {
  store = createMemoryStore()
  ids = 0
  host = createHost({ store, books, clock: () => '2025-03-20T09:00:00.000Z', newId: () => `new-${++ids}` })
})

const common = { on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
function borrowerEvents(borrower = 'B-1', line = 'L-1', name = 'Lin Mei'): JournalEvent[] {
  return [
    { ...common, id: `${borrower}-r`, type: 'borrower.registered', borrower, data: { name, branch: 'East' } },
    { ...common, id: `${borrower}-o`, type: 'line.opened', borrower, line, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
    { ...common, id: `${borrower}-d`, type: 'draw.made', borrower, line, data: { amount: 100_000 } },
    { ...common, id: `${borrower}-due`, type: 'due.raised', borrower, line, data: { dueOn: '2025-02-10', amount: 50_000 } },
  ]
}
const payment: Draft = { type: 'payment.received', line: 'L-1', on: TODAY, by: 'officer-1', data: { amount: 50_000 } }
const file = (events: readonly unknown[]): Blob => new Blob(events.map((event) => `${JSON.stringify(event)}\n`))

describe('recording', () => {
  beforeEach(async () => {
    await store.append([...borrowerEvents(), ...borrowerEvents('B-2', 'L-2', 'Wang Fang')])
  })

  it('[ST1] confirms an entry only when it is stored, with the page as it then is', async () => {
    const before = await host.openBook(TODAY)
    expect(before.lines.find(({ line }) => line === 'L-1')).toMatchObject({ name: 'Lin Mei', status: 'suspended', daysPastDue: 38 })
    const result = await host.record(payment, TODAY)
    expect(result).toMatchObject({ ok: true, event: { id: 'new-1', borrower: 'B-1', at: '2025-03-20T09:00:00.000Z' } })
    expect(result.ok && result.page?.decision.balance).toBe(50_000)
    expect(result.ok && result.page?.journal[0]?.event.id).toBe('new-1')
    expect((await store.read('B-1')).map(({ id }) => id)).toContain('new-1')
    const after = await host.openBook(TODAY)
    expect(after.lines.find(({ line }) => line === 'L-1')).toMatchObject({ daysPastDue: 0, balance: 50_000 })
    expect(after.knownAt).toBe('2025-03-20T09:00:00.000Z')
    expect(after.eventCount).toBe(before.eventCount + 1)
  })

  it('equals deciding the whole book again', async () => {
    await host.openBook(TODAY)
    await host.record(payment, TODAY)
    await host.record({ ...payment, type: 'phase.set', line: undefined, data: { phase: 'tighten' } } as unknown as Draft, TODAY)
    const fresh = createHost({ store, books })
    expect(await host.openBook(TODAY)).toEqual(await fresh.openBook(TODAY))
  })

  it('sees what another tab has stored since', async () => {
    await host.openBook(TODAY)
    await store.append(borrowerEvents('B-3', 'L-3', 'Zhao Lei'))
    expect((await host.openBook(TODAY)).lineCount).toBe(3)
    expect(await host.openLine('L-3', TODAY)).toMatchObject({ summary: { name: 'Zhao Lei' } })
  })

  it('says what is wrong with a draft and stores nothing of it', async () => {
    const bad = await host.record({ ...payment, data: { amount: 0 } }, TODAY)
    expect(bad).toMatchObject({ ok: false, issues: [{ code: 'bad-data', path: 'data.amount' }] })
    const others = await host.record({ ...payment, borrower: 'B-2' }, TODAY)
    expect(others).toMatchObject({ ok: false, issues: [{ path: 'borrower' }] })
    expect(await store.revision()).toBe(1)
  })

  it('refuses a reversal that names another line than its target', async () => {
    const draft: Draft = { type: 'event.reversed', borrower: 'B-2', line: 'L-2', on: TODAY, by: 'o', data: { event: 'B-2-d', reason: 'typo' } }
    expect(await host.record(draft, TODAY)).toMatchObject({ ok: true })
    expect((await host.openLine('L-2', TODAY))?.journal.find(({ event }) => event.id === 'B-2-d')?.reversedBy).toBe('new-1')
    const wrong = await host.record({ ...draft, line: 'L-9', data: { event: 'B-2-due', reason: 'typo' } }, TODAY)
    expect(wrong).toMatchObject({ ok: false, issues: [{ code: 'bad-data', path: 'line' }] })
  })

  it('refuses an amount that no ledger can add up', async () => {
    const fee: Draft = { ...payment, type: 'charge.added', data: { kind: 'fee', amount: Number.MAX_SAFE_INTEGER } }
    expect(await host.record(fee, TODAY)).toMatchObject({ ok: false, issues: [{ code: 'money-overflow' }] })
    expect(await store.revision()).toBe(1)
  })

  it.each(['full', 'unavailable'] as const)('[ST5] claims nothing when the device is %s', async (code) => {
    const failing: SharedStore = { ...store, appendAt: async () => ({ ok: false, code, detail: 'no room' }) }
    const full = createHost({ store: failing, books })
    expect(await full.record(payment, TODAY)).toEqual({ ok: false, issues: [], failure: { code, detail: 'no room' } })
    expect((await full.openBook(TODAY)).eventCount).toBe(8)
  })

  it('[ST2] takes entries recorded at the same time one after the other', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => host.record({ ...payment, data: { amount: 1_000 } }, TODAY)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect((await host.openLine('L-1', TODAY))?.decision.balance).toBe(90_000)
  })
})

describe('the book', () => {
  it('is empty on a new device, and made once', async () => {
    expect(await host.openBook(TODAY)).toMatchObject({ book: null, lineCount: 0, knownAt: null, suggestedAsOf: TODAY, trouble: [] })
    expect(await host.startBook('empty', TODAY)).toMatchObject({ outcome: 'done' })
    expect((await host.openBook(TODAY)).book).toEqual({ name: 'empty', source: 'empty' })
    expect(await host.startBook('narrated', TODAY)).toMatchObject({ outcome: 'done' })
    expect(await host.startBook('sample', TODAY)).toMatchObject({ outcome: 'refused', refusal: { code: 'book-exists' } })
  })

  it('of a practice book is decided on the day of its records, attention first', async () => {
    const stages: ImportProgress[] = []
    const report = await host.startBook('narrated', '2026-11-24', (progress) => void stages.push(progress))
    expect(report).toMatchObject({ outcome: 'done', problemCount: 0 })
    expect(stages.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['reading', 'saving', 'deciding']))
    const { suggestedAsOf } = await host.openBook('2026-11-24')
    expect(suggestedAsOf).toBe('2026-03-31')
    const book = await host.openBook(suggestedAsOf)
    expect(book.asOf).toBe(suggestedAsOf)
    expect(book.lines.some(({ kind, policy }) => kind === 'project' && policy === 'project')).toBe(true)
    expect(Object.values(book.byStatus).reduce((sum, count) => sum + count)).toBe(book.lineCount)
    const first = book.lines.findIndex(({ attention }) => attention.length === 0)
    expect(first).toBeGreaterThan(0)
    expect(book.lines.slice(first).every(({ attention }) => attention.length === 0)).toBe(true)
    const names = book.lines.slice(first).map(({ name }) => name)
    expect(names).toEqual([...names].sort())
    for (const { line } of book.lines) {
      const page = (await host.openLine(line, suggestedAsOf))!
      expect(page.summary).toEqual(book.lines.find((row) => row.line === line))
      expect(page.trace.daysPastDue.at(-1)).toBe(page.summary.daysPastDue)
      expect(page.trace.limit.at(-1)).toBe(page.decision.limit)
      const newestFirst = page.journal.map(({ event }) => event)
      expect(newestFirst).toEqual([...newestFirst].sort((a, b) => compareEvents(b, a)))
    }
  })

  it('[O3] names lines that are cured but still shut by the day of the cure, on every later day', async () => {
    await store.append(borrowerEvents())
    // Due on 10 February, suspended on the 31st day past it, paid on 20 March.
    await host.record(payment, TODAY)
    const rowOn = async (day: string) => (await host.openBook(day)).lines.find(({ line }) => line === 'L-1')!
    expect((await rowOn('2025-03-19')).attention).not.toContainEqual(expect.objectContaining({ kind: 'cured-but-shut' }))
    const row = await rowOn('2025-03-28')
    expect(row).toMatchObject({ status: 'suspended', since: '2025-03-12' })
    expect(row.attention[0]).toEqual({ kind: 'cured-but-shut', since: TODAY, days: 8, unmet: (await host.openLine('L-1', '2025-03-28'))!.decision.unmet.length })
  })

  it('of 2,000 real lines is imported and decided', async () => {
    expect(await host.startBook('sample', TODAY)).toMatchObject({ outcome: 'done', problemCount: 0 })
    const book = await host.openBook('2005-09-30')
    expect(book).toMatchObject({ lineCount: 2000, suggestedAsOf: '2005-09-30', book: { source: 'sample' } })
    expect(book.byStatus.suspended).toBeGreaterThan(0)
  })

  it('[ST10] comes out as it went in, and is gone when erased', async () => {
    await host.importFile(file(borrowerEvents()), 'book.jsonl', 'events')
    const text = await (await host.exportBook('officer-1', TODAY)).text()
    const other = createHost({ store: createMemoryStore(), books })
    expect(await other.importFile(new Blob([text]), 'book.jsonl', 'events')).toMatchObject({ eventsAdded: 4 })
    expect(await (await other.exportBook('officer-1', TODAY)).text()).toBe(text)
    await host.eraseBook()
    expect(await host.openBook(TODAY)).toMatchObject({ book: null, lineCount: 0, eventCount: 0 })
  })

  it('[ST7] says so when it was saved in a newer form', async () => {
    const newer = Promise.reject(new StorageFailure('newer-schema', 'form 2'))
    const old = createHost({ store: newer, books })
    expect(await old.openBook(TODAY)).toMatchObject({ lines: [], trouble: [{ code: 'newer-schema', detail: 'form 2' }] })
    expect(await old.record(payment, TODAY)).toMatchObject({ ok: false, failure: { code: 'unavailable' } })
  })

  it('[ST8] names the borrower who can’t be read and shows all others', async () => {
    await store.append(borrowerEvents())
    const hurt: SharedStore = {
      ...store,
      async *readAll() {
        yield* store.readAll()
        throw new StorageFailure('damaged', 'unreadable: B-9', ['B-9'])
      },
    }
    const book = await createHost({ store: hurt, books }).openBook(TODAY)
    expect(book).toMatchObject({ lineCount: 1, trouble: [{ code: 'damaged', borrowers: ['B-9'] }] })
  })

  it('names a borrower whose amounts no ledger can add up', async () => {
    const huge = { ...borrowerEvents()[2]!, id: 'huge', data: { amount: Number.MAX_SAFE_INTEGER } }
    await store.append([...borrowerEvents(), huge, ...borrowerEvents('B-2', 'L-2')])
    const book = await host.openBook(TODAY)
    expect(book).toMatchObject({ lineCount: 1, trouble: [{ code: 'undecidable', borrowers: ['B-1'] }] })
  })
})

describe('importing', () => {
  it('[ST2] adds nothing the second time', async () => {
    const events = file(borrowerEvents())
    expect(await host.importFile(events, 'a.jsonl', 'events')).toMatchObject({ outcome: 'done', eventsAdded: 4, eventsKnown: 0 })
    expect(await host.importFile(events, 'a.jsonl', 'events')).toMatchObject({ outcome: 'done', eventsAdded: 0, eventsKnown: 4 })
    expect((await host.openBook(TODAY)).book).toEqual({ name: 'a.jsonl', source: 'file' })
  })

  it('lets the good events in around the bad ones, and names each of these', async () => {
    const [registered, opened, draw] = borrowerEvents()
    const events = [
      registered,
      opened,
      { ...draw, id: 'zero', data: { amount: 0 } },
      { ...draw, id: 'hers', borrower: 'B-2' },
      draw,
      { ...draw, data: { amount: 7 } },
      ...borrowerEvents('B-3', 'L-3'),
    ]
    const report = await host.importFile(file(events), 'b.jsonl', 'events')
    expect(report).toMatchObject({ outcome: 'done', eventsAdded: 7, problemCount: 3 })
    expect(report.problems.map(({ code }) => code).sort()).toEqual(['bad-data', 'bad-data', 'conflicting-event'])
    expect((await host.openBook(TODAY)).lineCount).toBe(2)
  })

  it('[ST3] leaves out what contradicts the journal, wherever it stands there', async () => {
    await store.append(borrowerEvents())
    const [registered, , draw] = borrowerEvents('B-2', 'L-2')
    const events = [registered, { ...draw, id: 'B-1-d' }, { ...borrowerEvents()[3], data: { dueOn: '2025-02-10', amount: 1 } }, draw]
    const report = await host.importFile(file(events), 'c.jsonl', 'events')
    expect(report).toMatchObject({ outcome: 'done', eventsAdded: 2, problemCount: 2 })
    expect(report.problems.every(({ code }) => code === 'conflicting-event')).toBe(true)
  })

  it('cancelled stores nothing', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...borrowerEvents()[2]!, id: `d-${i}` }))
    const running = host.importFile(file(many), 'd.jsonl', 'events', ({ stage }) => {
      if (stage === 'reading') void host.cancelImport()
    })
    expect(await running).toMatchObject({ outcome: 'cancelled', eventsAdded: 0 })
    expect(await store.revision()).toBe(0)
    expect(await host.importFile(file(borrowerEvents()), 'e.jsonl', 'events')).toMatchObject({ outcome: 'done' })
  })

  it('says why a file can’t be read, and that one import runs at a time', async () => {
    expect(await host.importFile(file([]), 'e', 'nobody')).toMatchObject({ outcome: 'refused', refusal: { code: 'unknown-profile' } })
    const both = await Promise.all([1, 2].map(() => host.importFile(file(borrowerEvents()), 'e', 'events')))
    expect(both.map(({ outcome }) => outcome)).toEqual(['done', 'refused'])
    expect(both[1]?.refusal?.code).toBe('import-running')
    const full: SharedStore = { ...store, append: async () => ({ ok: false, code: 'full', detail: 'no room' }) }
    const report = await createHost({ store: full, books }).importFile(file(borrowerEvents('B-7', 'L-7')), 'e', 'events')
    expect(report).toMatchObject({ outcome: 'refused', eventsAdded: 0, refusal: { code: 'device-full' } })
  })

  it('offers the profiles that ship and finds the one for a file', async () => {
    const ids = (await host.profiles()).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['events', 'statements-taiwan']))
    expect(await host.detectProfile(await books.sample(), 'x.csv')).toBe('statements-taiwan')
    expect(await host.detectProfile(await books.narrated(), 'x.jsonl')).toBe('events')
  })
})

describe('deciding a log that is not in the book', () => {
  it('gives canonical JSON a day and a line, and issues for a log that must be refused', async () => {
    const verdict = await host.decideLog(borrowerEvents(), 'consumer@1', [TODAY, '2025-01-09', '2025-02-01'])
    expect(verdict.ok && verdict.decisions.map((text) => (JSON.parse(text) as { asOf: string }).asOf)).toEqual(['2025-02-01', TODAY])
    const refused = await host.decideLog([{ ...borrowerEvents()[2], data: { amount: -1 } }], 'consumer@1', [TODAY])
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'bad-data' }] })
    await expect(host.decideLog([], 'nobody@1', [])).rejects.toThrow('nobody@1')
  })
})
