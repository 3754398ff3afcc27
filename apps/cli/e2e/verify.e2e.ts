import { linkHash, type JournalEvent } from '@tideline/journal'
import { makeDevice, payment } from '@tideline/journal/fixtures'
import { describe, expect, it } from 'vitest'
import { file, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines, type Event } from './small-book.ts'

const device = await makeDevice('Tablet 7')
/** Lines 1 to 5 of the file: the registration, three payments, a seal; then nine unsigned events of before. */
const signed: readonly JournalEvent[] = [
  await device.register(),
  await device.sign(payment(1)),
  await device.sign(payment(2)),
  await device.sign(payment(3)),
  await device.seal('seal', []),
]
const short = (text: string): string => text.replaceAll(device.id, 'DEVICE').replaceAll(device.head()!.hash, 'HASH')
let files = 0
const verified = async (events: readonly unknown[], ...options: string[]) => {
  const book = file(`verify-${++files}.jsonl`, jsonLines([...events, ...EVENTS] as Event[]))
  const { code, out, err } = await tideline(['verify', book, ...options])
  expect(err).toBe('')
  return { code, out: short(out).replaceAll(book, 'book') }
}
const with4 = (event: JournalEvent): JournalEvent[] => signed.map((each, i) => (i === 3 ? event : each))

describe('verify', () => {
  it('[AU1] says that a book is whole, of which devices, and how much is unsigned', async () => {
    const { code, out } = await verified(signed)
    expect(code).toBe(0)
    expect(out).toBe(
      'Whole: 5 signed events of 1 device, each as it was recorded and none missing before the last.\n\n' +
        'Device  Label     Events  Last  Hash of the last  End\n'.replace('Device  ', `Device${' '.repeat(28)}`).replace('last  ', `last${' '.repeat(50)}`) +
        'DEVICE  Tablet 7       5     5  HASH  sealed\n\n' +
        '9 events unsigned, as imported events are.\n',
    )
  })

  it('[AU1] gives the same as JSON', async () => {
    const { code, out } = await verified(signed, '--json')
    expect([code, JSON.parse(out)]).toEqual([
      0,
      {
        whole: true,
        events: 14,
        devices: [{ device: 'DEVICE', label: 'Tablet 7', events: 5, erased: 0, head: { device: 'DEVICE', seq: 5, hash: 'HASH' }, sealed: true }],
        breaks: [],
        unreadable: [],
        unsigned: 9,
        unsignedLater: [],
        erasures: [],
        contradictions: [],
      },
    ])
  })

  const copy = { ...signed[2]!, id: 'made-up' }
  it.each([
    ['removed', signed.filter((_, i) => i !== 2), 'book:3: device DEVICE (Tablet 7), place 3: removed: event 3 of the device is missing; pay-3 shows it'],
    ['altered', with4({ ...signed[3]!, data: { amount: 1 } } as JournalEvent), 'book:4: device DEVICE (Tablet 7), place 4: altered: pay-3 is not what the device signed'],
    ['inserted', [...signed, copy], "book:6: device DEVICE (Tablet 7), place 3: inserted: the place of made-up is another event's"],
    [
      'reordered',
      signed.map((event, i) => (i === 1 ? { ...event, audit: signed[3]!.audit } : i === 3 ? { ...event, audit: signed[1]!.audit } : event)),
      'book:4: device DEVICE (Tablet 7), place 2: reordered: pay-3 was signed for another place',
    ],
    ['unknown', signed.slice(1), 'book:1: device DEVICE, place 2: unknown device: nothing in the book gives its key; pay-1 is its first event'],
  ])('[AU4] names an event that was %s by its line', async (_, events, told) => {
    const { code, out } = await verified(events)
    expect(code).toBe(3)
    expect(out).toMatch(/\n\nNot whole: above is the first broken link/)
    expect(out.split('\n')[0]).toBe(told)
  })

  it('[AU8] tells what was erased on request, by whom, and what contradicts it', async () => {
    const erasure = await device.erase('erased-1', [signed[2]!])
    const erased = [...signed.filter((_, i) => i !== 2), erasure]
    const whole = await verified(erased)
    expect(whole.code).toBe(0)
    expect(whole.out).toContain('1 event erased on request; the chains go on over them:\n  book:5: 1 event by officer-1 on device DEVICE (Tablet 7), 2026-03-01T09:00:00.000Z\n')
    const living = await verified([...signed, erasure])
    expect(living.code).toBe(3)
    expect(living.out.split('\n')[0]).toBe('book:6: device DEVICE (Tablet 7), place 3: contradicted: erased-1 calls pay-2 erased, and it is there')
  })

  it('[AU4] names what another key signed', async () => {
    const thief = await makeDevice('thief')
    const forged = await thief.signAs(payment(9), { device: device.id, seq: 6, prev: linkHash(signed[4]!) })
    const { code, out } = await verified([...signed, forged], '--json')
    expect(code).toBe(3)
    expect(JSON.parse(out)).toMatchObject({ whole: false, breaks: [{ device: 'DEVICE', seq: 6, why: 'forged', event: 'pay-9', place: 'book:6' }] })
  })

  it('[AU5] says that the end of a chain is open', async () => {
    const { code, out } = await verified(signed.slice(0, 4))
    expect(code).toBe(0)
    expect(out).toMatch(/ open\n\nOf a chain with an open end, events cut off after the last would not be missed/)
  })

  it('[AU6] lists what came unsigned after signing began', async () => {
    const { code, out } = await verified([...signed, { ...payment(8), id: 'by-hand' }])
    expect(code).toBe(0)
    expect(out).toMatch(/\n10 events unsigned, as imported events are; of them recorded since signing began:\n {2}book:6: by-hand\n$/)
  })

  it('judges the rest of a file of which a line holds no event, and has nothing to verify in a sample book', async () => {
    const { code, out } = await verified([...signed, { ...payment(8), on: 'soon' }])
    expect(code).toBe(3)
    expect(out).toMatch(/^book:6: on: expected a day .*\[bad-data\]\n\nNot whole/)
    expect(await tideline(['verify', 'narrated'])).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing is signed: \d+ events/) as string })
    expect(await tideline(['verify', 'nowhere.jsonl'])).toMatchObject({ code: 2, out: '' })
  })
})
