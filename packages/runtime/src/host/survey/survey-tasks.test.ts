import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore } from '@tideline/storage'
import { describe, expect, it } from 'vitest'
import type { SurveyProgress } from '../../survey-contract.ts'
import { createHost } from '../host.ts'

const TODAY = '2025-03-20'
const books = { sample: async () => new Blob(), narrated: async () => new Blob() }
const clock = (): string => `${TODAY}T09:00:00.000Z`

/** A line that is late since 16 March, of each of so many borrowers. */
function late(count: number): JournalEvent[] {
  return Array.from({ length: count }, (_, i) => {
    const common = { borrower: `B${i}`, on: '2025-01-02', at: '2025-01-02T09:00:00Z', by: 'Li' }
    return [
      { ...common, id: `r${i}`, type: 'borrower.registered', data: { name: `Name ${i}`, branch: 'East' } },
      { ...common, id: `o${i}`, line: `L${i}`, type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 100_000 } },
      { ...common, id: `d${i}`, line: `L${i}`, type: 'draw.made', data: { amount: 10_000 } },
      { ...common, id: `due${i}`, line: `L${i}`, on: '2025-03-01', type: 'due.raised', data: { dueOn: '2025-03-15', amount: 1_000 } },
    ] as JournalEvent[]
  }).flat()
}

describe('warnings', () => {
  it('[B8] are open with why and by when, and handled once somebody called', async () => {
    const store = createMemoryStore()
    await store.append(late(2))
    const host = createHost({ store, books, clock })
    const before = (await host.warnings(TODAY))!
    expect(before.handled).toEqual([])
    expect(before.open).toMatchObject([
      {
        line: 'L0',
        name: 'Name 0',
        policy: 'consumer',
        warning: 'W1',
        kind: 'call',
        firedOn: '2025-03-16',
        why: { metric: 'days_past_due', op: 'gte', value: 1, actual: 5 },
        dueOn: '2025-03-18',
        overdue: true,
        contacts: [],
      },
      { line: 'L1' },
    ])
    const call = { type: 'contact.made', line: 'L1', on: TODAY, by: 'Li', data: { kind: 'call', outcome: 'pays on Friday' } } as const
    expect(await host.record(call, TODAY)).toMatchObject({ ok: true })
    const after = (await host.warnings(TODAY))!
    expect(after.open.map(({ line }) => line)).toEqual(['L0'])
    expect(after.handled).toMatchObject([{ line: 'L1', dueOn: null, endedOn: null, contacts: [{ data: { outcome: 'pays on Friday' } }] }])
    expect(after.outcomes.slice(0, 2)).toMatchObject([{ kind: 'call', of: null, tooEarly: 2 }, { of: { policy: 'consumer', warning: 'W1' } }])
  })
})

describe('a survey', () => {
  it('is made once for all who ask, and again when something is recorded', async () => {
    const store = createMemoryStore()
    await store.append(late(3))
    let reads = 0
    const counted = { ...store, readAll: () => (reads++, store.readAll()) }
    const host = createHost({ store: counted, books, clock })
    await host.openBook(TODAY)
    const opening = reads
    await Promise.all([host.portfolio(TODAY), host.warnings(TODAY)])
    await host.portfolio(TODAY)
    expect(reads - opening).toBe(1)
    await host.record({ type: 'payment.received', line: 'L0', on: TODAY, by: 'Li', data: { amount: 1_000 } }, TODAY)
    expect((await host.portfolio(TODAY))!.currencies[0]!.months.at(-1)!.risk[0]).toMatchObject({ lines: 2 })
  })

  it('tells how far it is, and ends when it is cancelled', async () => {
    const store = createMemoryStore()
    await store.append(late(3))
    async function* slowly() {
      for await (const one of store.readAll()) {
        await new Promise((resolve) => setTimeout(resolve, 40))
        yield one
      }
    }
    const host = createHost({ store: { ...store, readAll: slowly }, books, clock })
    const told: SurveyProgress[] = []
    expect(await host.portfolio(TODAY, (progress) => told.push(progress))).not.toBeNull()
    expect(told.at(-1)).toEqual({ done: 3, of: 3 })
    await host.record({ type: 'payment.received', line: 'L0', on: TODAY, by: 'Li', data: { amount: 1_000 } }, TODAY)
    const cancelled = await host.portfolio(TODAY, () => void host.cancelSurvey())
    expect(cancelled).toBeNull()
    expect(await host.portfolio(TODAY)).not.toBeNull()
  })

  it('leaves out what can’t be decided, and counts the rest', async () => {
    const store = createMemoryStore()
    const [common] = late(1)
    const impossible = { ...common!, id: 'x', line: 'L0', type: 'draw.made', data: { amount: Number.MAX_SAFE_INTEGER } }
    await store.append([...late(2), impossible as JournalEvent])
    const host = createHost({ store, books, clock })
    expect((await host.portfolio(TODAY))!.currencies[0]!.months.at(-1)!.book).toMatchObject({ lines: 1 })
  })
})
