import { describe, expect, it } from 'vitest'
import { isKnownEvent } from './event.ts'
import { draft, without, type Draft } from './fixtures/event.ts'
import { joinLog, knownLog } from './log.ts'
import { isMeetingEvent } from './meeting.ts'
import { validateEvent } from './validate.ts'

const ofBook = (type: string, data: Draft): Draft => without(without(draft(type, data), 'line'), 'borrower')
const SCHEDULE = { centre: 'East market', weekday: 3, everyWeeks: 2, from: '2024-03-01', until: '2024-12-31', time: '06:30', place: 'under the banyan' }
const HELD = { centre: 'East market', currency: 'CNY', present: ['b1', 'b2'], expected: 80_000, received: 70_000, counted: 69_000, note: 'ten short' }
const schedule = (parts: Draft = {}): Draft => ofBook('centre.scheduled', { ...SCHEDULE, ...parts })
const held = (parts: Draft = {}): Draft => ofBook('meeting.held', { ...HELD, ...parts })
const pathsOf = (event: unknown): string[] => {
  const result = validateEvent(event)
  return result.ok ? [] : result.issues.map(({ path }) => path)
}

describe('meetings', () => {
  it('[E15] are checked, and belong to the whole book', () => {
    const least = ofBook('centre.scheduled', { centre: '东市场', weekday: 7, from: '2024-03-01' })
    expect([schedule(), least, held(), held({ present: [] })].map(pathsOf)).toEqual([[], [], [], []])
    expect(pathsOf({ ...schedule(), borrower: 'b1' })).toEqual(['borrower'])
    expect(pathsOf({ ...held(), line: 'l1' })).toEqual(['line'])
  })

  it.each([
    [schedule({ centre: '' }), 'data.centre'],
    [schedule({ weekday: 0 }), 'data.weekday'],
    [schedule({ weekday: 8 }), 'data.weekday'],
    [schedule({ everyWeeks: 0 }), 'data.everyWeeks'],
    [schedule({ from: 'Monday' }), 'data.from'],
    [schedule({ until: '2024-02-29' }), 'data.until'],
    [schedule({ time: '24:00' }), 'data.time'],
    [held({ currency: 'yuan' }), 'data.currency'],
    [held({ present: ['b1', 'b1'] }), 'data.present'],
    [held({ present: 'b1' }), 'data.present'],
    [held({ counted: -1 }), 'data.counted'],
    [held({ received: 0.5 }), 'data.received'],
  ])('[E15, E5] %j is refused', (event, path) => {
    expect(pathsOf(event)).toEqual([path])
  })

  it('[E15] take part in no replay', () => {
    const checked = [schedule(), held()].map((event, i) => validateEvent({ ...event, id: `e-${i}` }))
    const events = checked.flatMap((result) => (result.ok ? [result.event] : []))
    const joined = joinLog(events)
    expect(joined.ok && joined.log.events).toHaveLength(2)
    expect(joined.ok && knownLog(joined.log)).toEqual([])
    expect(events.map((event) => [isKnownEvent(event), isMeetingEvent(event, 'meeting.held')])).toEqual([[false, false], [false, true]])
  })
})
