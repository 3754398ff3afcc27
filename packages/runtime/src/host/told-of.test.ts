import { canonicalJson, type JournalEvent } from '@tideline/journal'
import { createMemoryStore } from '@tideline/storage'
import { describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const common = { borrower: 'B-1', line: 'L-1', by: 'officer-1' }
const on = (day: string, at = `${day}T10:00:00Z`) => ({ on: day, at })
const EVENTS: readonly JournalEvent[] = [
  { ...common, ...on('2025-01-10'), id: 'o', type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  { ...common, ...on('2025-01-10'), id: 'w', type: 'draw.made', data: { amount: 50_000 } },
  { ...common, ...on('2025-01-10'), id: 'd', type: 'due.raised', data: { dueOn: '2025-02-10', amount: 50_000 } },
  // Paid in February, recorded in April.
  { ...common, ...on('2025-02-10', '2025-04-15T18:00:00Z'), id: 'p', type: 'payment.received', data: { amount: 50_000 } },
]

async function hostWith(events: readonly JournalEvent[]): Promise<TidelineWorker> {
  const store = createMemoryStore()
  await store.append(events)
  return createHost({ store, books: { sample: async () => new Blob(), narrated: async () => new Blob() } })
}

describe('a decision as it was known', () => {
  it('[O2] stands beside what is known now, with the entry that made the difference', async () => {
    const host = await hostWith(EVENTS)
    const told = await host.asTold('L-1', '2025-04-01', '2025-04-01T23:59:59Z')
    expect(told).toMatchObject({
      told: { status: 'suspended' },
      now: { status: 'active' },
      causes: [{ event: { id: 'p' }, kind: 'correction', before: 'suspended', after: 'active' }],
    })
    expect(structuredClone(told)).toEqual(told)
    const then = await hostWith(EVENTS.slice(0, 3))
    expect(canonicalJson(told?.told)).toBe(canonicalJson((await then.openLine('L-1', '2025-04-01'))?.decision))
    expect(canonicalJson(told?.now)).toBe(canonicalJson((await host.openLine('L-1', '2025-04-01'))?.decision))
  })

  it('[O2] is nothing where nothing could be told', async () => {
    const host = await hostWith(EVENTS)
    expect(await host.asTold('L-1', '2025-04-01', '2025-01-01T00:00:00Z')).toBeNull()
    expect(await host.asTold('L-1', '2025-01-09', '2025-04-01T00:00:00Z')).toBeNull()
    expect(await host.asTold('L-9', '2025-04-01', '2025-04-01T00:00:00Z')).toBeNull()
    expect(await host.asTold('L-1', '2025-04-01', 'in April')).toBeNull()
  })
})
