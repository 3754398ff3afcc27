import { verifyChain, type JournalEvent } from '@tideline/journal'
import { verify } from '@tideline/journal/fixtures'
import { createMemoryDeviceKeys, createMemoryStore, StorageFailure, type DeviceKeys, type SharedStore } from '@tideline/storage'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2025-03-20'
const OPENING: JournalEvent = {
  id: 'o', type: 'line.opened', borrower: 'B-1', line: 'L-1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'o',
  data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 },
}
const draft: Draft = { type: 'draw.made', line: 'L-1', on: TODAY, by: 'officer-1', data: { amount: 1 } }
const noBook = async (): Promise<Blob> => new Blob([])

/** What happens at the nth call of a device: the worker ends before or after it took effect, or the call fails. */
interface Fault {
  readonly call: number
  readonly how: 'ends-before' | 'ends-after' | 'fails' | 'full'
}

interface Session {
  readonly host: TidelineWorker
  /** Settles when the worker has ended. */
  readonly ended: Promise<'ended'>
}

/** A worker on a device whose calls go wrong once. */
function session(device: { store: SharedStore; keys: DeviceKeys }, { call, how }: Fault, newId: () => string): Session {
  let calls = 0
  let end: (ended: 'ended') => void
  const ended = new Promise<'ended'>((resolve) => (end = resolve))
  const never = (): Promise<never> => {
    end('ended')
    return new Promise(() => {})
  }
  const faulty = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_, name) {
        const member: unknown = Reflect.get(target, name)
        // Reading goes through the whole book in one step here; it has no effect that a fault could halve.
        if (typeof member !== 'function' || name === 'readAll') return member
        return async (...args: unknown[]): Promise<unknown> => {
          const now = ++calls === call ? how : 'well'
          if (now === 'ends-before') return never()
          if (now === 'fails') throw new StorageFailure('unavailable', 'aborted')
          if (now === 'full' && name === 'appendAt') return { ok: false, code: 'full', detail: 'no room' }
          const result: unknown = await (member as (...given: unknown[]) => unknown).apply(target, args)
          return now === 'ends-after' ? never() : result
        }
      },
    })
  const host = createHost({ store: faulty(device.store), deviceKeys: faulty(device.keys), books: { sample: noBook, narrated: noBook }, newId })
  return { host, ended }
}

const fault: fc.Arbitrary<Fault> = fc.record({ call: fc.integer({ min: 1, max: 24 }), how: fc.constantFrom('ends-before', 'ends-after', 'fails', 'full') })
/** Two tabs take turns; each goes on in a new worker when its own has ended. */
const story = fc.record({ faults: fc.array(fault, { minLength: 2, maxLength: 8 }), turns: fc.array(fc.constantFrom('one', 'two', 'both', 'export'), { minLength: 4, maxLength: 10 }) })

describe('whatever goes wrong while entries are recorded', () => {
  it('[AU1, ST1] the chain is whole, what was confirmed is there, and nothing half', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ faults, turns }) => {
        const device = { store: createMemoryStore(), keys: createMemoryDeviceKeys() }
        await device.store.append([OPENING])
        let ids = 0
        let started = 0
        const start = (): Session => session(device, faults[started++] ?? { call: 0, how: 'fails' }, () => `id-${++ids}`)
        const tabs = [start(), start()]
        const confirmed: string[] = []
        const act = async (tab: number, work: (host: TidelineWorker) => Promise<void>): Promise<void> => {
          const { host, ended } = tabs[tab]!
          if ((await Promise.race([work(host), ended])) === 'ended') tabs[tab] = start()
        }
        const record = (tab: number): Promise<void> =>
          act(tab, async (host) => {
            const result = await host.record(draft, TODAY)
            if (result.ok) confirmed.push(result.event.id)
          })
        for (const turn of turns) {
          if (turn === 'export') await act(0, async (host) => void (await host.exportBook('o', TODAY).catch(() => null)))
          else await Promise.all((turn === 'both' ? [0, 1] : turn === 'one' ? [0] : [1]).map(record))
        }
        const events: JournalEvent[] = []
        for await (const stored of device.store.readAll()) events.push(...stored.events)
        expect(await verifyChain(events, verify)).toMatchObject({ whole: true, unsigned: 1 })
        expect(events.map(({ id }) => id)).toEqual(expect.arrayContaining(confirmed))
      }),
      { numRuns: 150 },
    )
  })
})
