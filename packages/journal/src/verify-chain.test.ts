import { beforeEach, describe, expect, it } from 'vitest'
import { deviceIdOf, linkHash, type AuditLink } from './audit.ts'
import { erasuresOf, MOST_LINKS } from './erasure.ts'
import type { JournalEvent } from './event.ts'
import { makeDevice, payment, verify, type TestDevice } from './fixtures/signed-log.ts'
import { isKnownEvent } from './event.ts'
import { knownLog, joinLog } from './log.ts'
import { validateEvent } from './validate.ts'
import { verifyChain } from './verify-chain.ts'

let device: TestDevice
let log: JournalEvent[]

/** The registration (1), six payments (2 to 7) and a seal (8). */
beforeEach(async () => {
  device = await makeDevice('tablet')
  log = [await device.register()]
  for (let n = 2; n <= 7; n++) log.push(await device.sign(payment(n)))
  log.push(await device.seal('seal', []))
})

const without = (seq: number): JournalEvent[] => log.filter(({ audit }) => audit?.seq !== seq)
const at = (seq: number): JournalEvent & { audit: AuditLink } => log[seq - 1] as JournalEvent & { audit: AuditLink }
/** The log with another event in a place. */
const changed = (seq: number, change: (event: JournalEvent & { audit: AuditLink }) => unknown): JournalEvent[] =>
  log.map(event => (event.audit?.seq === seq ? change(at(seq)) as JournalEvent : event))
const breaksOf = async (events: readonly JournalEvent[]) =>
  (await verifyChain(events, verify)).breaks.map(({ device: id, seq, why, event }) => [id === device.id ? 'tablet' : id, seq, why, event])

describe('a signed log', () => {
  it('[AU1] is whole in any order, however often its events come', async () => {
    const report = await verifyChain([...log.toReversed(), ...log], verify)
    expect(report).toMatchObject({ whole: true, breaks: [], unsigned: 0, unsignedLater: [] })
    expect(report.devices).toEqual([
      { device: device.id, label: 'tablet', events: 8, erased: 0, head: { device: device.id, seq: 8, hash: linkHash(at(8)) }, sealed: true },
    ])
  })

  it('[AU2] links each event to the one before by its hash', () => {
    expect(at(1).audit).toMatchObject({ seq: 1, prev: '0'.repeat(64) })
    expect(at(5).audit.prev).toBe(linkHash(at(4)))
    expect(log.map(event => validateEvent(event).ok)).not.toContain(false)
  })

  it('[AU3] calls a device by its key, and knows no other under its id', async () => {
    const { data } = at(1) as { data: { key: string } }
    expect(at(1).audit.device).toBe(deviceIdOf(data.key))
    const other = await makeDevice('other')
    const register = await other.register()
    const stolen = { ...register, audit: { ...register.audit!, device: device.id } }
    expect(await breaksOf([...log, stolen])).toEqual([['tablet', 1, 'inserted', 'device-other']])
    expect(await breaksOf(without(1))).toEqual([['tablet', 2, 'unknown-device', 'pay-2']])
  })

  it('[AU4] names what was removed by its place and the event after it', async () => {
    expect(await breaksOf(without(4))).toEqual([['tablet', 4, 'removed', 'pay-5']])
    expect(await breaksOf(changed(4, ({ audit: _, ...rest }) => rest))).toEqual([['tablet', 4, 'removed', 'pay-5']])
  })

  it('[AU4] names what was altered', async () => {
    expect(await breaksOf(changed(4, event => ({ ...event, data: { amount: 1 } })))).toEqual([['tablet', 4, 'altered', 'pay-4']])
    expect(await breaksOf(changed(4, event => ({ ...event, by: 'officer-2' })))).toEqual([['tablet', 4, 'altered', 'pay-4']])
    expect(await breaksOf(changed(1, event => ({ ...event, at: '2026-02-01T09:00:00Z' })))).toEqual([['tablet', 1, 'altered', 'device-tablet']])
  })

  it('[AU4] names what was inserted', async () => {
    const copy = { ...at(4), id: 'made-up' }
    expect(await breaksOf([copy, ...log])).toEqual([['tablet', 4, 'inserted', 'made-up']])
    // The original was kept beside what was made of it.
    expect(await breaksOf([...log, { ...at(4), data: { amount: 1 } } as JournalEvent])).toEqual([['tablet', 4, 'inserted', 'pay-4']])
  })

  it.each([
    ['with their places', (a: AuditLink, b: AuditLink) => [b, a]],
    ['by their numbers', (a: AuditLink, b: AuditLink) => [{ ...a, seq: b.seq }, { ...b, seq: a.seq }]],
    ['but for their signatures', (a: AuditLink, b: AuditLink) => [{ ...b, sig: a.sig }, { ...a, sig: b.sig }]],
  ])('[AU4] names two events that were exchanged %s', async (_, exchange) => {
    const [a, b] = exchange(at(3).audit, at(6).audit)
    const exchanged = log.map(event => (event.audit?.seq === 3 ? { ...event, audit: a } : event.audit?.seq === 6 ? { ...event, audit: b } : event))
    expect(await breaksOf(exchanged as JournalEvent[])).toEqual([['tablet', 3, 'reordered', 'pay-6']])
  })

  it('[AU4] names what another key signed, whether the log knows that key or not', async () => {
    const other = await makeDevice('other')
    const registration = await other.register()
    while (other.head()!.seq < 8) await other.sign(payment(90))
    const forged = await other.sign(payment(99))
    const inOurName = { ...forged, audit: { ...forged.audit!, device: device.id, prev: linkHash(at(8)) } }
    expect(await breaksOf([...log, inOurName])).toEqual([['tablet', 9, 'forged', 'pay-99']])
    expect(await breaksOf([...log, { ...inOurName, audit: { ...inOurName.audit, seq: 20 } }])).toEqual([['tablet', 20, 'forged', 'pay-99']])
    // A known key that signs for another device: all but the name of the device is right.
    const thief = await makeDevice('thief')
    const theirs = await thief.register()
    const { sig: _, ...place } = at(4).audit
    const signed = await thief.signAs({ ...at(4), data: { amount: 1 } } as JournalEvent, place)
    expect(await breaksOf([...without(4), theirs, signed])).toEqual([['tablet', 4, 'forged', 'pay-4']])
    expect(await breaksOf([...log, registration])).toEqual([])
  })

  it('[AU4] tells a device that signed twice in one place, as one does that was set back', async () => {
    const clone = await makeDevice('clone')
    const branch = [await clone.register(), await clone.sign(payment(2))]
    const fork = await clone.signAs(payment(3), { device: clone.id, seq: 2, prev: linkHash(branch[0]!) })
    const next = await clone.sign(payment(4))
    const { breaks } = await verifyChain([...branch, fork, next], verify)
    expect(breaks).toMatchObject([{ seq: 2, why: 'inserted', event: 'pay-3' }])
    // What the third follows is not there, though there is a second.
    expect((await verifyChain([branch[0]!, fork, next], verify)).breaks).toMatchObject([{ seq: 2, why: 'removed', event: 'pay-4' }])
  })

  it('[AU5] misses no event that was cut off before a seal of any device', async () => {
    const other = await makeDevice('hub')
    const mine = log.slice(0, -1)
    const theirs = [await other.register(), await other.seal('their-seal', [device.head(), { device: device.id, seq: 7, hash: linkHash(at(7)) }])]
    const cut = [...mine.slice(0, -2), ...theirs]
    expect(await breaksOf(cut)).toEqual([['tablet', 6, 'removed', 'their-seal']])
    const report = await verifyChain([...log, ...theirs], verify)
    expect([report.whole, report.devices.map(({ sealed }) => sealed)]).toEqual([true, [true, true]])
  })

  it('[AU5] says of a chain whose head no seal names that it is not sealed', async () => {
    const report = await verifyChain(log.slice(0, -1), verify)
    expect(report).toMatchObject({ whole: true, devices: [{ sealed: false, head: { seq: 7 } }] })
  })

  it('[AU6] counts what is unsigned and tells what of it came after signing began', async () => {
    const before = { ...payment(50), at: '2025-01-01T00:00:00Z' }
    const report = await verifyChain([before, ...log, payment(51)], verify)
    expect(report).toMatchObject({ whole: true, unsigned: 2, unsignedLater: [9] })
    expect(await verifyChain([before], verify)).toMatchObject({ whole: true, devices: [], unsigned: 1, unsignedLater: [] })
  })

  it('[AU8] is whole without the events of an erased borrower, where a signed erasure gives their places', async () => {
    const other = await makeDevice('second')
    const theirs = [await other.register(), await other.erase('erased-1', [at(3), at(4), at(7), { ...payment(50), at: '2025-01-01T00:00:00Z' }])]
    const left = log.filter(({ audit }) => ![3, 4, 7].includes(audit!.seq))
    const report = await verifyChain([...left, ...theirs], verify)
    expect(report).toMatchObject({ whole: true, breaks: [], contradictions: [], erasures: [{ event: 'erased-1', index: 6, device: other.id, events: 4 }] })
    expect(report.devices.find(({ device: id }) => id === device.id)).toMatchObject({ events: 5, erased: 3, sealed: true, head: { seq: 8 } })
    expect(await breaksOf(left)).toEqual([['tablet', 3, 'removed', 'pay-5']])
    // A chain may end in a place that was erased.
    const open = await verifyChain([...left.slice(0, -1), ...theirs], verify)
    expect(open).toMatchObject({ whole: true })
    expect(open.devices.find(({ device: id }) => id === device.id)).toMatchObject({ head: { seq: 7, hash: linkHash(at(7)) }, sealed: false })
    // More was taken out than was asked for.
    expect(await breaksOf([...left.filter(({ id }) => id !== 'pay-6'), ...theirs])).toEqual([['tablet', 6, 'removed', 'erased-1']])
    expect(await breaksOf([...left.filter(({ id }) => id !== 'pay-2'), ...theirs])).toEqual([['tablet', 2, 'removed', 'erased-1']])
  })

  it('[AU8] finds out an erasure that nobody signed, or that is not of this chain', async () => {
    const left = without(4)
    const erasure = await device.erase('erased-1', [at(4)])
    expect((await verifyChain([...left, erasure], verify)).whole).toBe(true)
    const { audit: _, ...bare } = erasure
    expect(await breaksOf([...left, bare])).toEqual([['tablet', 4, 'removed', 'pay-5']])
    expect(await breaksOf([...left, { ...erasure, data: { events: 9, links: [] } }])).toEqual([['tablet', 4, 'removed', 'pay-5']])
    const other = await makeDevice('second')
    const place = { device: device.id, seq: 4, prev: 'a'.repeat(64), hash: 'b'.repeat(64) }
    const theirs = [await other.register(), await other.sign({ ...erasure, id: 'erased-2', data: { events: 1, links: [place] } })]
    expect(await breaksOf([...left, ...theirs])).toEqual([['tablet', 3, 'removed', 'erased-2']])
    // It names the one before and another hash than its follower does.
    const third = await makeDevice('third')
    const registration = await third.register()
    const second = await third.sign({ ...erasure, id: 'erased-3', data: { events: 1, links: [{ ...place, prev: linkHash(at(3)) }] } })
    expect(await breaksOf([...left, registration, second])).toEqual([['tablet', 4, 'removed', 'pay-5']])
  })

  it('[AU8] finds out an erasure of events that are still there, and two that tell a place differently', async () => {
    const erasure = await device.erase('erased-1', [at(4)])
    const living = await verifyChain([...log, erasure], verify)
    expect(living).toMatchObject({ whole: false, breaks: [], contradictions: [{ device: device.id, seq: 4, erasure: 'erased-1', index: 8, event: 'pay-4' }] })
    const other = await makeDevice('second')
    const link = { device: device.id, seq: 4, prev: 'a'.repeat(64), hash: 'b'.repeat(64) }
    const theirs = [await other.register(), await other.sign({ ...erasure, id: 'erased-2', data: { events: 1, links: [link] } })]
    const two = await verifyChain([...without(4), erasure, ...theirs], verify)
    expect(two).toMatchObject({ whole: false, breaks: [], contradictions: [{ seq: 4, erasure: 'erased-2' }] })
    // What was made in the place of what was erased.
    expect(await breaksOf([...changed(4, (event) => ({ ...event, data: { amount: 1 } })), erasure])).toEqual([['tablet', 4, 'inserted', 'pay-4']])
  })

  it('[AU8] says the places of many events in several entries, each short enough for a line', () => {
    const many = Array.from({ length: MOST_LINKS + 1 }, (_, i) => ({ ...at(2), audit: { ...at(2).audit, seq: i + 1 } }))
    const erasures = erasuresOf([...many, payment(1)])
    expect(erasures.map(({ events, links }) => [events, links.length])).toEqual([[MOST_LINKS + 1, MOST_LINKS], [1, 1]])
    expect(erasuresOf([])).toEqual([{ events: 0, links: [] }])
    expect(JSON.stringify(erasures[0]).length).toBeLessThan(1_000_000)
  })

  it('tells how far it has come', async () => {
    const told: [number, number][] = []
    await verifyChain(log, verify, { onProgress: (done, of) => told.push([done, of]) })
    expect(told).toEqual([[0, 8]])
  })

  it('[AU7] has no part in a decision by what says something about the log itself', () => {
    const joined = joinLog(log)
    expect(joined.ok && knownLog(joined.log).map(({ type }) => type)).toEqual(Array.from({ length: 6 }, () => 'payment.received'))
    expect(isKnownEvent(at(1)) || isKnownEvent(at(8))).toBe(false)
  })

  it.each([
    [{ audit: null }, 'audit'],
    [{ audit: { device: 'x', seq: 1, prev: '0'.repeat(64), sig: '0'.repeat(128) } }, 'audit.device'],
    [{ audit: { device: '0'.repeat(32), seq: 0, prev: '0'.repeat(64), sig: '0'.repeat(128) } }, 'audit.seq'],
    [{ audit: { device: '0'.repeat(32), seq: 1, prev: '', sig: '0'.repeat(128) } }, 'audit.prev'],
    [{ audit: { device: '0'.repeat(32), seq: 1, prev: '0'.repeat(64), sig: 'A'.repeat(128) } }, 'audit.sig'],
    [{ type: 'device.registered', data: { key: 'short' }, borrower: undefined, line: undefined }, 'data.key'],
    [{ type: 'journal.sealed', data: { heads: [{ device: '0'.repeat(32), seq: 1 }] } }, 'data.heads'],
    [{ type: 'journal.sealed', data: { heads: [] } }, 'borrower'],
    [{ type: 'borrower.erased', data: { events: 1, links: [] } }, 'borrower'],
    [{ type: 'borrower.erased', borrower: undefined, line: undefined, data: { events: 1, links: [{ device: '0'.repeat(32), seq: 1, hash: '0'.repeat(64) }] } }, 'data.links'],
  ])('[AU2, AU7, AU8] %j is refused', (parts, path) => {
    const event = Object.fromEntries(Object.entries({ ...payment(1), ...parts }).filter(([, value]) => value !== undefined))
    const result = validateEvent(event)
    expect(!result.ok && result.issues.map((issue) => issue.path)).toContain(path)
  })
})
