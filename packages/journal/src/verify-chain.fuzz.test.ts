import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import type { JournalEvent } from './event.ts'
import { makeDevice, payment, verify, type TestDevice } from './fixtures/signed-log.ts'
import { validateEvent } from './validate.ts'
import { verifyChain } from './verify-chain.ts'

let stranger: TestDevice
/** Two devices by turns, one unsigned event of before, and a seal of both at the end: 14 events. */
let log: JournalEvent[]
/** As many, of which one device erased three of either, and then recorded two more. */
let erased: JournalEvent[]

beforeAll(async () => {
  stranger = await makeDevice('stranger')
  log = await record(async () => [])
  erased = await record(async (device, events) => {
    const gone = events.filter(({ id }) => ['pay-4', 'pay-6', 'pay-7'].includes(id))
    return [await device.erase('erased', gone), await device.sign(payment(11)), await device.sign(payment(12))]
  })
  erased = erased.filter(({ id }) => !['pay-4', 'pay-6', 'pay-7'].includes(id))
})

async function record(further: (device: TestDevice, events: readonly JournalEvent[]) => Promise<JournalEvent[]>): Promise<JournalEvent[]> {
  const [one, two] = [await makeDevice('one'), await makeDevice('two')]
  const events = [{ ...payment(0), at: '2025-01-01T00:00:00Z' }, await one.register(), await two.register()]
  for (let n = 1; n <= 10; n++) events.push(await (n % 3 === 0 ? two : one).sign(payment(n)))
  events.push(...(await further(two, events)))
  return [...events, await one.seal('seal', [two.head()])]
}

/** What the keeper of the original knows of it besides that it is whole. */
async function seemsIntact(events: readonly JournalEvent[]): Promise<boolean> {
  const { whole, devices, unsigned, erasures } = await verifyChain(events, verify)
  return whole && devices.length === 2 && devices.every(({ sealed }) => sealed) && unsigned === 1 && erasures.length <= 1
}

type Change = (events: readonly JournalEvent[]) => Promise<readonly JournalEvent[]>

const signedIndex = fc.integer({ min: 1, max: 13 })

const removal: fc.Arbitrary<Change> = signedIndex.map(index => async events => events.filter((_, i) => i !== index))

/** Any one value of an event: a digit, a letter, a sign. */
const alteration: fc.Arbitrary<Change> = fc.tuple(signedIndex, fc.nat(), fc.nat(), fc.constantFrom('0', '1', '9', 'a', 'Z', '-')).map(
  ([index, where, char, by]) => async events => {
    const paths = leavesOf(events[index]!)
    const path = paths[where % paths.length]!
    return events.map((event, i) => (i === index ? alter(event, path, char, by) : event))
  },
)

const exchange: fc.Arbitrary<Change> = fc.tuple(signedIndex, signedIndex).map(([a, b]) => async events =>
  events.map((event, i) => (i === a ? withAudit(event, events[b]!) : i === b ? withAudit(event, events[a]!) : event)))

const insertion: fc.Arbitrary<Change> = fc.tuple(signedIndex, fc.constantFrom('copied', 'strange', 'unsigned'), fc.integer({ min: 1, max: 20 })).map(
  ([index, how, seq]) => async events => {
    const place = { ...events[index]!.audit!, seq }
    if (how === 'unsigned') return [...events, payment(99)]
    if (how === 'copied') return [...events, { ...payment(99), audit: events[index]!.audit! }]
    return [...events, await stranger.signAs(payment(99), place)]
  },
)

const replacement: fc.Arbitrary<Change> = fc.tuple(signedIndex, fc.integer({ min: 1, max: 9 })).map(([index, amount]) => async events =>
  Promise.all(events.map(async (event, i) => (i === index ? stranger.signAs({ ...event, data: payment(0, amount).data } as JournalEvent, event.audit!) : event))))

describe('any signed log', () => {
  it.each(['as recorded', 'with a borrower erased'])('[AU1, AU4, AU5, AU8] shows any single change: %s', async (which) => {
    const original = which === 'as recorded' ? log : erased
    expect([original.length, await seemsIntact(original)]).toEqual([14, true])
    await fc.assert(
      fc.asyncProperty(fc.oneof(removal, alteration, exchange, insertion, replacement), async change => {
        const changed = await change(original)
        // What is no event any more is refused when the file is read; what is equal was not changed.
        if (!changed.every(event => validateEvent(event).ok) || bytesOf(changed) === bytesOf(original)) return
        expect(await seemsIntact(changed)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('[AU8] shows an erasure of whatever is still there, or of more than was erased', async () => {
    // Without the seal: what is cut off with every seal of it leaves an older log (AU5).
    const signed = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(signed, fc.boolean(), async (indexes, remove) => {
        const named = indexes.map((index) => erased[index]!)
        const eraser = await makeDevice('eraser')
        // Too little is named of what is taken out, or all of it stays.
        const claim = [await eraser.register(), await eraser.erase('more', remove ? named.slice(1) : named)]
        const left = remove ? erased.filter((event) => !named.includes(event)) : erased
        expect((await verifyChain([...left, ...claim], verify)).whole).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  it('[AU1] is as whole in another order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(Array.from({ length: 14 }, (_, i) => i), { minLength: 14 }), async order => {
        expect(await seemsIntact(order.map(i => log[i]!))).toBe(true)
        expect(await seemsIntact(order.map(i => erased[i]!))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })
})

const bytesOf = (events: readonly JournalEvent[]): string => events.map(event => canonicalJson(event)).sort().join()

function withAudit(event: JournalEvent, other: JournalEvent): JournalEvent {
  return { ...event, audit: other.audit! }
}

function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
}

function alter(value: unknown, [key, ...rest]: readonly string[], char: number, by: string): JournalEvent {
  const alterLeaf = (leaf: unknown): unknown => {
    if (typeof leaf !== 'string') return (leaf as number) + 1 + (char % 9)
    const at = char % Math.max(1, leaf.length)
    return leaf.slice(0, at) + by + leaf.slice(at + 1)
  }
  const item = (value as Record<string, unknown>)[key!]
  const altered = rest.length === 0 ? alterLeaf(item) : alter(item, rest, char, by)
  const list = Array.isArray(value) ? value.map((each: unknown, i) => (String(i) === key ? altered : each)) : { ...(value as object), [key!]: altered }
  return list as unknown as JournalEvent
}
