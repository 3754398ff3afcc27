import { describe, expect, it } from 'vitest'
import { CorruptPackError } from './byte-stream.ts'
import { canonicalJson } from './canonical-json.ts'
import { type Day, formatDay, parseDay } from './day.ts'
import type { JournalEvent } from './event.ts'
import pack1 from './fixtures/pack-1.json'
import { makeDevice } from './fixtures/signed-log.ts'
import { packEvents, unpackEvents } from './packed.ts'

/** Three years of an instalment line: a due, a payment and an income a month, ids as a device makes them. */
function threeYears(): JournalEvent[] {
  const first = parseDay('2022-01-01') ?? (0 as Day)
  return Array.from({ length: 36 * 3 }, (_, index): JournalEvent => {
    const on = formatDay((first + index * 10) as Day)
    const shared = { id: `0042-${(index * 7919).toString(36)}`, borrower: 'b-0042', on, at: `${on}T08:15:30Z`, by: 'officer-07' }
    const kinds: JournalEvent[] = [
      { ...shared, type: 'due.raised', line: 'l-0042', data: { dueOn: formatDay((first + index * 10 + 20) as Day), amount: 125_000 } },
      { ...shared, type: 'payment.received', line: 'l-0042', data: { amount: 125_000 + index } },
      { ...shared, type: 'income.observed', data: { month: on.slice(0, 7), amount: 640_000 } },
    ]
    return kinds[index % 3] ?? shared as JournalEvent
  })
}

describe('packed events', () => {
  it('[K1] are small: a typical event takes at most 40 bytes', () => {
    const events = threeYears()
    const bytes = packEvents(events)
    expect(bytes.length / events.length).toBeLessThanOrEqual(40)
    expect(canonicalJson(unpackEvents(bytes))).toBe(canonicalJson(events))
  })

  it('[K1] are small when signed: an event under a UUID takes at most 130 bytes', async () => {
    const device = await makeDevice('tablet-3')
    const signed: JournalEvent[] = []
    // Every fourth: what a device signs in between is about other borrowers.
    for (const [index, event] of threeYears().entries()) {
      const entered = { ...event, id: crypto.randomUUID(), at: event.at.replace('Z', `.${100 + index}Z`) }
      signed.push(await device.sign(entered))
      for (let other = 0; other < 3; other++) await device.sign({ ...event, id: `${event.id}-${other}` })
    }
    const bytes = packEvents(signed)
    expect(bytes.length / signed.length).toBeLessThanOrEqual(130)
    expect(canonicalJson(unpackEvents(bytes))).toBe(canonicalJson(signed))
  })

  it('[K1] keep what the vocabulary does not know', () => {
    const strange = JSON.parse(`[
      {"id":"1","type":"visit.planned","on":"2024-01-01","at":"2024-01-01T00:00:00.000Z","by":"x","data":null,"__proto__":{"a":1}},
      {"id":"2","type":"constructor","on":"2024-01-01","at":"1969-12-31T23:59:59Z","by":"x"},
      {"id":"3","type":"draw.made","borrower":"b","line":"l","on":"9999-12-31","at":"2024-01-01T00:00:00Z","by":"x",
       "data":{"amount":9007199254740991,"rate":0.1,"list":[1],"on":"2024-02-30","day":"0000-01-01","month":"9999-12","__proto__":"p"}}
    ]`) as JournalEvent[]
    expect(canonicalJson(unpackEvents(packEvents(strange)))).toBe(canonicalJson(strange))
    expect(unpackEvents(packEvents([]))).toEqual([])
  })

  it('[K2] are read from version 1', () => {
    const bytes = Uint8Array.from(atob(pack1.base64), character => character.charCodeAt(0))
    expect(bytes[0]).toBe(1)
    expect(canonicalJson(unpackEvents(bytes))).toBe(canonicalJson(pack1.events))
  })

  it('[K2] refuse what is cut, changed or of a later version, by a typed error', () => {
    const bytes = packEvents(threeYears())
    expect(() => unpackEvents(bytes.subarray(0, bytes.length - 1))).toThrow(CorruptPackError)
    expect(() => unpackEvents(new Uint8Array())).toThrow('checksum')
    // FNV-1a of the single bytes 3 and 0.
    expect(() => unpackEvents(new Uint8Array([3, 0x06, 0x0c, 0x5e, 0xb2]))).toThrow('version 3')
    expect(() => unpackEvents(new Uint8Array([0, 0x05, 0x0c, 0x5d, 0x1f]))).toThrow('version 0')
  })
})
