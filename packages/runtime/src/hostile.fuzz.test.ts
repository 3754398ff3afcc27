/** Hostile inputs: a clear error or a clean import; never a crash, a hang, a half-written book or a changed prototype. */
import { readFileSync } from 'node:fs'
import { POLICIES, PROFILES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { loadRulebook } from '@tideline/engine'
import { loadProfile } from '@tideline/import'
import { joinLog, packEvents, unpackEvents, validateEvent, type JournalEvent } from '@tideline/journal'
import { createMemoryStore, type SharedStore } from '@tideline/storage'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { ImportReport } from './contract.ts'
import { createHost } from './host/host.ts'
import { hostileDocument, hostileFile } from './fixtures/hostile.ts'

/** A sample in `npm test`, all 3,000 in `npm run test:long`. */
const share = process.env.TIDELINE_LONG === '1' ? 1 : 0.1
const runs = (all: number) => ({ numRuns: Math.ceil(all * share) })
const minutes = (all: number) => (share === 1 ? all : 1) * 60_000

const TODAY = '2025-03-20'
const LONGEST_MS = 10_000
const books = { sample: async () => new Blob(), narrated: async () => new Blob() }
const read = (path: string): Buffer => readFileSync(new URL(`../../content/${path}`, import.meta.url))
const linesOf = (path: string, from: number, to: number): Buffer => Buffer.from(read(path).toString('utf8').split('\n').slice(from, to).join('\n'))

const FILES = [
  linesOf('books/narrated.jsonl', 0, 25),
  linesOf('books/narrated.jsonl', 300, 340),
  linesOf('books/taiwan-2000.csv', 0, 6),
  Buffer.from('trans_id,account_id,date,type,operation,amount,balance,k_symbol\n1,1,1996-07-28,credit,,10.50,0,\n2,1,1996-07-30,debit,cash,3,7.5,household\n'),
]
const KEPT = FILES[1]!
const fileOf = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)])

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

async function storedIn(store: SharedStore): Promise<JournalEvent[]> {
  const all: JournalEvent[] = []
  for await (const { events } of store.readAll()) all.push(...events)
  return all
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('It hangs')), LONGEST_MS)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function expectClear(report: ImportReport): void {
  expect(['done', 'refused']).toContain(report.outcome)
  expect(report.outcome === 'refused').toBe(report.refusal !== undefined)
  for (const problem of [...report.problems.slice(0, 50), ...(report.refusal ? [report.refusal] : [])]) {
    expect(problem.code).toMatch(/^[a-z-]+$/u)
    expect(problem.expected).not.toBe('')
    for (const text of [problem.path, problem.expected, problem.got]) {
      expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E]/u)
      expect(text.length).toBeLessThanOrEqual(1_100)
    }
  }
}

const PROFILE_IDS = ['events', ...[...PROFILES.values()].map((profile) => (profile as { id: string }).id)]

describe('a hostile file', () => {
  it(
    'goes in clean or not at all, beside what was there',
    async () => {
      const seen = { clean: 0, inPart: 0, refused: 0 }
      await fc.assert(
        fc.asyncProperty(hostileFile(FILES), fc.constantFrom(...PROFILE_IDS), fc.boolean(), async (bytes, profile, empty) => {
          const store = createMemoryStore()
          const host = createHost({ store, books })
          if (!empty) expect(await host.importFile(fileOf(KEPT), 'kept.jsonl', 'events')).toMatchObject({ outcome: 'done' })
          const before = await storedIn(store)
          await host.detectProfile(fileOf(bytes), 'hostile')

          const report = await withinTime(host.importFile(fileOf(bytes), 'hostile\u202E.csv', profile))
          expectClear(report)
          seen[report.outcome === 'refused' ? 'refused' : report.problemCount === 0 ? 'clean' : 'inPart']++
          const after = await storedIn(store)
          expect(after).toHaveLength(before.length + report.eventsAdded)
          expect(after).toEqual(expect.arrayContaining(before))
          expect(after.every((event) => validateEvent(event).ok)).toBe(true)
          expect(joinLog(after).ok).toBe(true)
          expect(unpackEvents(packEvents(after))).toEqual(after)

          const summary = await withinTime(host.openBook(TODAY))
          expect(summary.eventCount).toBe(after.length)
          for (const { line, name } of summary.lines.slice(0, 3)) {
            expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E]/u)
            await withinTime(host.openLine(line, TODAY))
          }
          const copy = createHost({ store: createMemoryStore(), books })
          const again = await copy.importFile(await host.exportBook('officer-1', TODAY), 'copy.jsonl', 'events')
          // Exporting may itself be recorded.
          expect(again).toMatchObject({ outcome: after.length === 0 && again.rows === 0 ? 'refused' : 'done', problemCount: 0 })
          expect(again.eventsAdded).toBeGreaterThanOrEqual(after.length)
        }),
        runs(1_500),
      )
      // Each way out was taken: none of the promises above holds for want of cases.
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(5 * share)
    },
    minutes(15),
  )
})

describe('a hostile document', () => {
  const policies = [...POLICIES.values()]
  const cards = [...SCORECARDS.values()]

  it(
    'is a rulebook that decides, or is refused with the place of what is wrong',
    async () => {
      const seen = { taken: 0, refused: 0 }
      const log = KEPT.toString('utf8').split('\n').map((line): unknown => JSON.parse(line))
      await fc.assert(
        fc.asyncProperty(hostileDocument(policies), fc.oneof({ weight: 3, arbitrary: fc.constant(cards[0]) }, { weight: 1, arbitrary: hostileDocument(cards) }), async (policy, card) => {
          const began = performance.now()
          const loaded = loadRulebook(policy, card, REASON_CODES)
          seen[loaded.ok ? 'taken' : 'refused']++
          if (!loaded.ok) {
            expect(loaded.issues.length).toBeGreaterThan(0)
            for (const { path, expected, got } of loaded.issues) expect(path.length + expected.length + got.length).toBeLessThanOrEqual(1_200)
          } else {
            const host = createHost({ store: createMemoryStore(), books, moreRulebooks: new Map([['hostile@1', loaded.rulebook]]) })
            expect(await host.decideLog(log, 'hostile@1', [TODAY])).toMatchObject({ ok: true })
          }
          expect(performance.now() - began).toBeLessThan(LONGEST_MS)
        }),
        runs(1_000),
      )
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(5 * share)
    },
    minutes(15),
  )

  it(
    'is an import profile that reads, or is refused with the place of what is wrong',
    async () => {
      await fc.assert(
        fc.asyncProperty(hostileDocument([...PROFILES.values()]), async (document) => {
          const loaded = loadProfile(document)
          if (!loaded.ok) expect(loaded.issues.length).toBeGreaterThan(0)
        }),
        runs(500),
      )
    },
    minutes(5),
  )
})
