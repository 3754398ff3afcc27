import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2026-03-10'
const none = async (): Promise<Blob> => new Blob([])
const MAPPING = { id: 'east', version: 1, title: '东市月报', kind: 'entries', currency: 'CNY', lineKind: 'revolving', columns: { borrower: ['客户号'], name: ['姓名'], phone: ['手机'], limit: ['额度'], day: ['日期'], payment: ['还款金额'] } }
const HEAD = '客户号,姓名,手机,额度,日期,还款金额'
const file = (...rows: readonly string[]): Blob => new Blob([[HEAD, ...rows, ''].join('\n')])

let store: SharedStore
let host: TidelineWorker
beforeEach(() => {
  store = createMemoryStore()
  host = createHost({ store, books: { sample: none, narrated: none } })
})

const profileText = (changed: object = {}): string => JSON.stringify({ ...MAPPING, ...changed })

describe('a file looked at', () => {
  it('is told with its columns, samples and what they may mean', async () => {
    const look = await host.lookIntoFile(file('K1,王芳,13800001111,5000,2026-03-01,'), '三月.csv', 'CNY')
    expect(look).toMatchObject({ kind: 'table', encoding: 'utf-8', delimiter: ',', headerRow: 1, profile: null, guess: { columns: { borrower: ['客户号'], payment: ['还款金额'] } } })
    if (look.kind !== 'table') throw new Error(look.kind)
    expect(look.columns[2]).toEqual({ name: '手机', shown: '手机', usable: true, samples: ['13800001111'] })
  })

  it('shows what its first rows become, at every change, and stores nothing', async () => {
    const rows = file('K1,王芳,13800001111,5000,2026-03-01,', 'K1,,,,2026-03-02,200', 'K2,李娜,,abc,2026-03-01,')
    const tried = await host.tryProfile(rows, 'a.csv', MAPPING, TODAY)
    expect(tried.issues).toEqual([])
    expect(tried.rows.map(({ row, events, problems }) => [row, events.map(({ type }) => type), problems.map(({ code }) => code)])).toEqual([
      [2, ['borrower.registered', 'line.opened'], []],
      [3, [], ['empty-cell']],
      [4, [], ['bad-number']],
    ])
    const { name: _, ...columns } = MAPPING.columns
    expect((await host.tryProfile(rows, 'a.csv', { ...MAPPING, columns }, TODAY)).rows[1]!.events).toMatchObject([{ type: 'payment.received', line: 'K1' }])
    expect(await host.tryProfile(rows, 'a.csv', { ...MAPPING, columns: {} }, TODAY)).toMatchObject({ rows: [], issues: [{ code: 'bad-profile' }, {}] })
    expect(await host.tryProfile(rows, 'a.csv', 'nobody', TODAY)).toMatchObject({ rows: [], refusal: { code: 'unknown-profile' } })
    expect((await host.openBook(TODAY)).eventCount).toBe(0)
  })

  it('shows no text that acts on the page', async () => {
    const hostile = new Blob(['\u202Ename,id\n\u202Egnaw,\u0007\u00011\n'])
    const look = await host.lookIntoFile(hostile, 'x.csv', 'CNY')
    const shown = JSON.stringify(look.kind === 'table' && look.columns.map(({ shown, samples }) => [shown, samples]))
    for (const acting of ['\u202E', '\u0007']) expect(shown).not.toContain(acting)
  })
})

describe('the dry run', () => {
  it('says what would change and stores nothing; the import then does just that', async () => {
    await host.importFile(file('K1,王芳,13800001111,5000,2025-03-01,', 'K9,赵敏,,800,2025-03-01,'), 'first.csv', MAPPING, undefined, TODAY)
    expect(await host.record({ type: 'flag.raised', borrower: 'K9', line: 'K9', on: TODAY, by: 'Wu', data: { flag: 'dispute' } }, TODAY)).toMatchObject({ ok: true })
    const more = file('K1,王芳,13800001111,5000,2026-03-05,200', 'K2,李娜,,3000,2026-03-06,', 'K3,,,3000,2026-03-06,', 'K9,赵敏,,900,2026-03-06,10')
    const before = (await host.openBook(TODAY)).eventCount
    const preview = await host.previewImport(more, 'more.csv', MAPPING, TODAY)
    expect(preview).toMatchObject({ newBorrowers: 1, newLines: { active: 1, suspended: 0 }, report: { outcome: 'done', rows: 4, eventsAdded: 3, eventsKnown: 2, problemCount: 2 } })
    expect(preview.byType).toContainEqual({ type: 'payment.received', count: 1 })
    expect(preview.report.problems.map(({ row, code }) => [row, code])).toEqual([[4, 'empty-cell'], [5, 'other-limit']])
    expect(preview.report.bad).toEqual({ columns: HEAD.split(','), rows: [{ row: 4, cells: ['K3', '', '', '3000', '2026-03-06', ''] }, { row: 5, cells: ['K9', '赵敏', '', '900', '2026-03-06', '10'] }] })
    expect((await host.openBook(TODAY)).eventCount).toBe(before)
    const report = await host.importFile(more, 'more.csv', MAPPING, undefined, TODAY)
    expect(report).toEqual(preview.report)
    expect((await host.openBook(TODAY)).eventCount).toBe(before + 3)
    const again = await host.importFile(more, 'more.csv', MAPPING, undefined, '2026-03-20')
    expect(again).toMatchObject({ eventsAdded: 0, problemCount: 2 })
  })

  it('names the lines whose status would be another', async () => {
    await host.importFile(file('K1,王芳,,5000,2025-03-01,'), 'first.csv', MAPPING, undefined, TODAY)
    const events = [
      { id: 'f', type: 'flag.raised', borrower: 'K1', on: '2026-03-01', at: '2026-03-01T08:00:00Z', by: 'Wu', data: { flag: 'fraud' } },
    ]
    const preview = await host.previewImport(new Blob(events.map((event) => `${JSON.stringify(event)}\n`)), 'j.jsonl', 'events', TODAY)
    expect(preview).toMatchObject({ changes: [{ line: 'K1', name: '王芳', from: 'active', to: 'suspended' }], changeCount: 1, byType: [{ type: 'flag.raised', count: 1 }] })
  })

  it('is cancelled like an import, and one runs at a time', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `K${i},王芳,,5000,2025-03-01,`)
    let cancelled = false
    const running = host.previewImport(file(...rows), 'x.csv', MAPPING, TODAY, ({ stage }) => {
      if (stage === 'deciding' && !cancelled) void host.cancelImport()
      cancelled ||= stage === 'deciding'
    })
    expect((await host.importFile(file(), 'y.csv', MAPPING)).refusal?.code).toBe('import-running')
    expect((await running).report).toMatchObject({ outcome: 'cancelled', eventsAdded: 0 })
  })
})

describe('profiles of one’s own', () => {
  it('are kept, found for the file they were made for, used by their id, and dropped', async () => {
    expect(await host.keepProfile(profileText())).toEqual({ ok: true, id: 'east' })
    expect(await host.keptProfiles()).toMatchObject([{ id: 'east', title: '东市月报', document: { columns: { borrower: ['客户号'] } } }])
    const rows = file('K1,王芳,13800001111,5000,2026-03-01,')
    expect(await host.lookIntoFile(rows, 'x.csv', 'CNY')).toMatchObject({ profile: 'east' })
    expect(await host.importFile(rows, 'x.csv', 'east', undefined, TODAY)).toMatchObject({ outcome: 'done', eventsAdded: 2 })
    expect(await host.dropProfile('east')).toEqual({ ok: true, id: 'east' })
    expect(await host.importFile(rows, 'x.csv', 'east')).toMatchObject({ outcome: 'refused', refusal: { code: 'unknown-profile' } })
  })

  it('are refused with why, and never more than a book keeps', async () => {
    expect(await host.keepProfile('{')).toMatchObject({ ok: false, code: 'bad-profile' })
    expect(await host.keepProfile(profileText({ columns: { name: ['x'] } }))).toMatchObject({ ok: false, code: 'bad-profile', issues: [{ expected: 'a column for borrower or line' }] })
    expect(await host.keepProfile(profileText({ id: 'statements-taiwan' }))).toEqual({ ok: false, code: 'taken' })
    for (let i = 0; i < 50; i++) await host.keepProfile(profileText({ id: `p${i}` }))
    expect(await host.keepProfile(profileText())).toEqual({ ok: false, code: 'too-many' })
    expect(await host.keepProfile(profileText({ id: 'p7', title: 'Newer' }))).toMatchObject({ ok: true })
  })

  it('that were damaged where they lie are left out', async () => {
    await store.putSetting('import-profiles', { east: { ...MAPPING, columns: 7 }, west: { ...MAPPING, id: 'west' } })
    expect((await host.keptProfiles()).map(({ id }) => id)).toEqual(['west'])
  })
})
