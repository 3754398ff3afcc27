import { describe, expect, it } from 'vitest'
import type { TaskKind, Warning } from '../policy/policy.ts'
import { is, policyOf } from '../testing/documents.ts'
import { closed, contacted, drawn, due, opened, paid, reviewed, type Entry } from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'

const warning = (kind: TaskKind, more: Partial<Warning> = {}): Warning => ({
  id: `W-${kind}`,
  kind,
  dueInDays: 2,
  when: is('days_past_due', 'gte', 1),
  ...more,
})
const ALL = [warning('call'), warning('visit'), warning('review')]
const OPENED = opened('2026-01-01')
/** Past due from 11 January. */
const LATE = [OPENED, due('2026-01-01', '2026-01-10', 1_000)]
const lived = (warnings: Warning[], ...entries: Entry[]) =>
  lifeOf([...LATE, ...entries], { policy: policyOf({ warnings }) })
const open = (warnings: Warning[], day: string, ...entries: Entry[]) =>
  lived(warnings, ...entries)
    .on(day)
    .warnings.map(({ kind }) => kind)

describe('warnings', () => {
  it('[P15] open a task on the first day their condition holds, due some days later', () => {
    const life = lived([warning('call')])
    expect(life.on('2026-01-10').warnings).toEqual([])
    expect(life.on('2026-01-11').warnings).toEqual([
      { warning: 'W-call', kind: 'call', dueOn: '2026-01-13', overdue: false },
    ])
    expect(['2026-01-13', '2026-01-14'].map((day) => life.on(day).warnings[0]!.overdue)).toEqual([false, true])
  })

  it('[P15] on the day of opening too', () => {
    const life = lifeOf([OPENED], {
      policy: policyOf({ warnings: [warning('call', { when: is('balance', 'gte', 0) })] }),
    })
    expect(life.on('2026-01-01').warnings).toMatchObject([{ dueOn: '2026-01-03' }])
  })

  it('[P15] lapse when their condition no longer holds', () => {
    const life = lived([warning('call')], paid('2026-01-15', 1_000))
    expect(['2026-01-14', '2026-01-15'].map((day) => life.on(day).warnings.length)).toEqual([1, 0])
  })

  it('[P15] are closed by what does the task, that day or later', () => {
    const day = '2026-01-12'
    expect(open(ALL, day, reviewed(day))).toEqual([])
    expect(open(ALL, day, contacted(day, 'visit'))).toEqual(['review'])
    expect(open(ALL, day, contacted(day, 'call'))).toEqual(['visit', 'review'])
    expect(open(ALL, day, contacted(day, 'message'))).toEqual(['call', 'visit', 'review'])
    expect(open(ALL, '2026-01-13', contacted(day, 'visit'))).toEqual(['review'])
  })

  it('[P15] are closed by a contact of the day they open, and not by one of the day before', () => {
    expect(open([warning('call')], '2026-01-11', contacted('2026-01-11', 'call'))).toEqual([])
    expect(open([warning('call')], '2026-01-12', contacted('2026-01-11', 'call'))).toEqual([])
    expect(open([warning('call')], '2026-01-11', contacted('2026-01-10', 'call'))).toEqual(['call'])
  })

  it('[P15] open again repeatDays after they were closed, if their condition still holds', () => {
    const life = lived([warning('call', { repeatDays: 7 })], contacted('2026-01-12', 'call'))
    expect(['2026-01-11', '2026-01-12', '2026-01-18', '2026-01-19'].map((day) => life.on(day).warnings.length)).toEqual(
      [1, 0, 0, 1],
    )
    expect(life.on('2026-01-19').warnings).toEqual([
      { warning: 'W-call', kind: 'call', dueOn: '2026-01-21', overdue: false },
    ])
  })

  it('[P15] open again after 30 days unless they say otherwise', () => {
    const life = lived([warning('call')], contacted('2026-01-12', 'call'))
    expect(['2026-02-10', '2026-02-11'].map((day) => life.on(day).warnings.length)).toEqual([0, 1])
  })

  it('[P15] a contact while no task is open does not put off the next', () => {
    const life = lived(
      [warning('call', { repeatDays: 7 })],
      contacted('2026-01-12', 'call'),
      contacted('2026-01-16', 'call'),
    )
    expect(['2026-01-18', '2026-01-19'].map((day) => life.on(day).warnings.length)).toEqual([0, 1])
  })

  it('[P24] a new occasion opens a task at once, whatever was closed before', () => {
    const again = [paid('2026-01-14', 1_000), due('2026-01-14', '2026-01-15', 500)]
    const life = lived([warning('call')], contacted('2026-01-12', 'call'), ...again)
    expect(['2026-01-13', '2026-01-15', '2026-01-16'].map((day) => life.on(day).warnings.length)).toEqual([0, 0, 1])
  })

  it('[P15] a closed line has none', () => {
    expect(open(ALL, '2026-01-20', closed('2026-01-15'))).toEqual([])
    expect(open(ALL, '2026-01-15', closed('2026-01-15'))).toEqual([])
  })

  it('[P15] stand in policy order', () => {
    const warnings = [warning('review', { when: is('balance', 'gte', 100) }), warning('call')]
    expect(open(warnings, '2026-01-20', drawn('2026-01-18', 100))).toEqual(['review', 'call'])
  })
})
