import { readFile } from 'node:fs/promises'
import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const narrated = async (): Promise<Blob> => new Blob([await readFile(new URL('../../../content/books/narrated.jsonl', import.meta.url))])
const DAY = '2026-03-31'

let store: SharedStore
let host: TidelineWorker
beforeEach(async () => {
  store = createMemoryStore()
  host = createHost({ store, books: { sample: narrated, narrated }, clock: () => '2026-03-31T18:00:00.000Z' })
  await host.startBook('narrated', DAY)
})

describe('what a notice may say', () => {
  it('names reasons that fire and no others, at most four, whatever the kind', async () => {
    const { lines } = await host.openBook(DAY)
    let offered = 0
    for (const { line } of lines) {
      const facts = (await host.notices(line, DAY))!
      const firing = new Set(facts.decision.reasons.map(({ code }) => code))
      for (const { kind, reasons } of facts.offers) {
        offered++
        expect(reasons.length, `${line} ${kind}`).toBeLessThanOrEqual(4)
        for (const { code } of reasons) expect(firing, `${line} ${kind}`).toContain(code)
      }
    }
    expect(offered).toBeGreaterThan(10)
  })

  it('fits how the line stands: the one that decides comes first, a closed line has none', async () => {
    const { lines } = await host.openBook(DAY)
    for (const { line, status, reason } of lines) {
      const { offers } = (await host.notices(line, DAY))!
      const kinds = offers.map(({ kind }) => kind)
      if (status === 'suspended') {
        expect(kinds, line).toEqual(['suspension', 'path'])
        expect(offers[0]!.reasons[0]!.code, line).toBe(reason)
      } else if (status === 'closed') expect(kinds, line).toEqual([])
      else expect(kinds, line).not.toContain('suspension')
    }
    expect(new Set(lines.map(({ status }) => status)).size).toBeGreaterThan(3)
  })

  it('[R5] says nothing of a cause where only talking is left', async () => {
    const { lines } = await host.openBook(DAY)
    const silent: string[] = []
    for (const { line } of lines) {
      const path = (await host.notices(line, DAY))!.offers.find(({ kind }) => kind === 'path')
      if (path?.ways?.none?.why !== 'talk-to-lender') continue
      silent.push(line)
      expect(path.reasons).toEqual([])
    }
    expect(silent.length).toBeGreaterThan(0)
  })

  it('tells by how much a limit changed, and that a person set it', async () => {
    const { line, borrower, limit } = (await host.openBook('2026-03-30')).lines.find(({ status }) => status === 'active')!
    const event: JournalEvent = { id: 'set', type: 'limit.set', borrower, line, on: DAY, at: `${DAY}T09:00:00Z`, by: 'Wu Lan', data: { limit: limit + 100 } }
    await store.append([event])
    const { offers } = (await host.notices(line, DAY))!
    expect(offers).toMatchObject([{ kind: 'limit', since: DAY, limit: { before: limit, byPerson: true } }])
    expect(await host.notices('L-nobody', DAY)).toBeNull()
  })
})

describe('notices handed over', () => {
  it('[E17] are kept word for word with the reasons that fire, and not asked for again', async () => {
    const due = await host.noticesDue(DAY)
    const suspended = due.find(({ kind }) => kind === 'suspension')!
    expect(suspended.toldOn).toBeNull()
    const text = ['您的额度已暂停', 'CN¥ 400']
    const outcome = await host.issueNotices([{ line: suspended.line, kind: 'suspension', language: 'zh-CN', text }, { line: suspended.line, kind: 'limit', language: 'en', text }], 'Wu Lan', DAY)
    expect(outcome).toEqual({ issued: 1, failed: [{ line: suspended.line, code: 'not-true' }] })
    const facts = (await host.notices(suspended.line, DAY))!
    expect(facts.told).toMatchObject([{ kind: 'suspension', on: DAY, by: 'Wu Lan', language: 'zh-CN', text }])
    const page = (await host.openLine(suspended.line, DAY))!
    const entry = page.journal.find(({ event }) => event.type === 'notice.issued')!
    expect((entry.event.data as { readonly reasons: string[] }).reasons).toEqual(facts.offers[0]!.reasons.map(({ code }) => code))
    expect((await host.noticesDue(DAY)).find(({ line }) => line === suspended.line)?.toldOn).toBe(DAY)
  })
})
