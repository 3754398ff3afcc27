import { beforeEach, describe, expect, it } from 'vitest'
import { deviceIdOf, linkHash, type AuditLink } from './audit.ts'
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
      { device: device.id, label: 'tablet', events: 8, head: { device: device.id, seq: 8, hash: linkHash(at(8)) }, sealed: true },
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
  ])('[AU2, AU7] %j is refused', (parts, path) => {
    const event = Object.fromEntries(Object.entries({ ...payment(1), ...parts }).filter(([, value]) => value !== undefined))
    const result = validateEvent(event)
    expect(!result.ok && result.issues.map((issue) => issue.path)).toContain(path)
  })
})
