import type { JournalEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { centreName, meetsOn, nextMeeting, readMeetings } from './meetings.ts'

const schedule = (id: string, on: string, data: object): JournalEvent => ({ id, type: 'centre.scheduled', on, at: `${on}T09:00:00Z`, by: 'o', data: { centre: 'East', weekday: 3, from: on, ...data } })
const DAYS = Array.from({ length: 31 }, (_, i) => `2025-01-${String(i + 1).padStart(2, '0')}`)

describe('the meetings of a centre', () => {
  it('fall on their weekday from the first one on, every so many weeks', () => {
    const every = (data: object): string[] => DAYS.filter((day) => meetsOn({ weekday: 3, from: '2025-01-02', ...data }, day)).map((day) => day.slice(8))
    expect(every({})).toEqual(['08', '15', '22', '29'])
    expect(every({ everyWeeks: 2 })).toEqual(['08', '22'])
    expect(every({ from: '2025-01-08', until: '2025-01-21' })).toEqual(['08', '15'])
    expect(every({ weekday: 7 })).toEqual(['05', '12', '19', '26'])
  })

  it('[E15] follow the last schedule that has begun, and none that was reversed', () => {
    const events = [
      schedule('s-3', '2025-01-20', { weekday: 5, from: '2025-02-01' }),
      schedule('s-1', '2025-01-01', {}),
      schedule('s-2', '2025-01-10', { weekday: 1 }),
      { id: 'r', type: 'event.reversed', on: '2025-01-11', at: '2025-01-11T09:00:00Z', by: 'o', data: { event: 's-2', reason: 'typo' } },
    ]
    const meetings = readMeetings(events)
    expect(meetings.scheduleOn('East', '2025-01-31')?.weekday).toBe(3)
    expect(meetings.scheduleOn('East', '2025-02-01')?.weekday).toBe(5)
    expect(meetings.scheduleOn('East', '2024-12-31')).toBeNull()
    expect(nextMeeting(meetings, 'East', '2025-01-30')).toBe('2025-02-07')
    expect(nextMeeting(meetings, 'West', '2025-01-30')).toBeNull()
  })

  it('know a centre by what is seen of its name', () => {
    const arabic = 'سوق الشرق'
    expect(centreName(centreName(arabic))).toBe(centreName(arabic))
    expect(centreName(' East\nmarket ')).toBe('East market')
  })
})
