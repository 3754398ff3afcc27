import { describe, expect, it } from 'vitest'
import type { ReopeningVariant } from '../policy/policy.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import {
  approved,
  entry,
  flagged,
  limited,
  opened,
  paid,
  drawn,
  proposed,
  unflagged,
  type Entry,
} from '../testing/entries.ts'
import { lifeOf, type Life } from '../testing/life-of.ts'

/** Insolvency may not be overridden, hardship and dispute may. */
const POLICY = policyOf({
  hardRules: [rule('INSOLVENT', is('flag_insolvency', 'eq', 1), { effect: { status: 'suspended' } })],
  rules: [
    rule('HARDSHIP', is('flag_hardship', 'eq', 1), { effect: { status: 'suspended' } }),
    rule('DISPUTE', is('flag_dispute', 'eq', 1), { effect: { status: 'watch' } }),
    rule('DEAD', is('flag_deceased', 'eq', 1), { effect: { status: 'closed' } }),
  ],
})
const OPENED = opened('2026-01-01')
const HARDSHIP = flagged('2026-01-05', 'hardship')
const lived = (...entries: Entry[]) => lifeOf([OPENED, ...entries], { policy: POLICY })
const statuses = (life: Life, ...days: string[]) => days.map((day) => life.on(day).status)
const proposal = (
  status: 'active' | 'watch' | 'suspended' | 'probation',
  more: { until?: string; limit?: number; on?: string; id?: string } = {},
) =>
  proposed(more.on ?? '2026-01-08', more.id ?? 'p', {
    status,
    until: more.until ?? '2026-01-20',
    ...(more.limit !== undefined && { limit: more.limit }),
  })
const APPROVED = approved('2026-01-10', 'p', 'ben', 'a')

describe('an override', () => {
  it('[P12] sets the status from the day of its approval to the end of its until', () => {
    const life = lived(HARDSHIP, proposal('active'), APPROVED)
    expect(statuses(life, '2026-01-09', '2026-01-10', '2026-01-20', '2026-01-21')).toEqual([
      'suspended',
      'active',
      'active',
      'suspended',
    ])
    expect(life.on('2026-01-15')).toMatchObject({
      since: '2026-01-10',
      reasons: [{ code: 'HARDSHIP', since: '2026-01-05' }, { code: 'OVERRIDE' }],
      override: { proposal: 'p', approval: 'a', status: 'active', until: '2026-01-20' },
    })
    expect(life.on('2026-01-21')).toMatchObject({
      since: '2026-01-21',
      reasons: [{ code: 'HARDSHIP', since: '2026-01-05' }],
    })
    expect(life.on('2026-01-21').override).toBe(undefined)
  })

  it('[P12] runs maxDays at most, both ends included', () => {
    // 30 days after 10 January is 9 February.
    const life = lived(HARDSHIP, proposal('active', { until: '2026-12-31' }), APPROVED)
    expect(statuses(life, '2026-02-09', '2026-02-10')).toEqual(['active', 'suspended'])
    expect(life.on('2026-01-10').override).toMatchObject({ until: '2026-02-09' })
  })

  it('[P12] keeps since if the line already had the status', () => {
    expect(lived(HARDSHIP, proposal('suspended'), APPROVED).on('2026-01-10')).toMatchObject({
      status: 'suspended',
      since: '2026-01-05',
    })
    expect(lived(proposal('active'), APPROVED).on('2026-01-10')).toMatchObject({
      status: 'active',
      since: '2026-01-01',
    })
  })

  it('[P12] on and during its days the machine rests', () => {
    const suspended = lived(proposal('suspended', { until: '2026-03-31' }), APPROVED)
    // The cooling-off is over on 9 February, when it still runs; it ends that day.
    expect(statuses(suspended, '2026-02-09', '2026-02-10')).toEqual(['suspended', 'probation'])
    const active = lived(proposal('active'), APPROVED, HARDSHIP, flagged('2026-01-15', 'dispute'))
    expect(statuses(active, '2026-01-15', '2026-01-20', '2026-01-21')).toEqual(['active', 'active', 'suspended'])
    const watch = lived(proposal('watch', { until: '2026-01-31' }), APPROVED)
    expect(statuses(watch, '2026-01-31', '2026-02-01')).toEqual(['watch', 'active'])
  })

  it('[P12] takes probation at step 0 of the variant of that day', () => {
    const life = lived(HARDSHIP, unflagged('2026-01-09', 'hardship'), proposal('probation'), APPROVED)
    expect(life.on('2026-01-10')).toMatchObject({ status: 'probation', step: 0, limit: 50_000, since: '2026-01-10' })
    // After it ends the ladder goes on from the step's day: 20 days after 10 January.
    expect(statuses(life, '2026-01-21', '2026-01-29', '2026-01-30')).toEqual(['probation', 'probation', 'active'])
  })

  it('[P12] sets a limit that outlives it', () => {
    const life = lived(proposal('watch', { limit: 30_000 }), APPROVED)
    expect(['2026-01-09', '2026-01-10', '2026-03-01'].map((day) => life.on(day).limit)).toEqual([
      100_000, 30_000, 30_000,
    ])
    expect(life.on('2026-01-10').override).toMatchObject({ limit: 30_000 })
    // Of one day, the override's comes after limit.set.
    expect(
      lived(proposal('watch', { limit: 30_000 }), limited('2026-01-10', 70_000), APPROVED).on('2026-01-10').limit,
    ).toBe(30_000)
  })

  it('[P12] yields to a suspension by the layers it may not go against, and ends', () => {
    const life = lived(
      HARDSHIP,
      proposal('active'),
      APPROVED,
      flagged('2026-01-15', 'insolvency'),
      unflagged('2026-01-16', 'insolvency'),
      unflagged('2026-01-16', 'hardship'),
    )
    expect(statuses(life, '2026-01-14', '2026-01-15', '2026-01-16')).toEqual(['active', 'suspended', 'suspended'])
    expect(life.on('2026-01-15')).toMatchObject({
      since: '2026-01-15',
      reasons: [{ code: 'INSOLVENT' }, { code: 'HARDSHIP' }],
    })
    expect(life.on('2026-01-16').override).toBe(undefined)
  })

  it('[P12] never begins against them, and its limit neither', () => {
    const life = lived(flagged('2026-01-05', 'insolvency'), proposal('active', { limit: 5_000 }), APPROVED)
    expect(life.on('2026-01-10')).toMatchObject({
      status: 'suspended',
      limit: 100_000,
      ignored: [{ event: 'a', why: 'never-against' }],
    })
    expect(life.on('2026-01-11').ignored).toBe(undefined)
  })

  it('[P12] ends when the line closes by a rule', () => {
    const life = lived(proposal('active'), APPROVED, flagged('2026-01-15', 'deceased'))
    expect(life.on('2026-01-15')).toMatchObject({ status: 'closed', reasons: [{ code: 'DEAD' }] })
  })

  it('[P12] is replaced by a new one, and does not come back when that ends', () => {
    const second = [proposal('watch', { on: '2026-01-12', id: 'q', until: '2026-01-14' }), approved('2026-01-13', 'q')]
    const life = lived(HARDSHIP, proposal('active'), APPROVED, ...second)
    expect(statuses(life, '2026-01-12', '2026-01-13', '2026-01-14', '2026-01-15')).toEqual([
      'active',
      'watch',
      'watch',
      'suspended',
    ])
  })

  it('[P19] to probation on probation starts the ladder anew that day', () => {
    const [standard] = POLICY.reopening as [ReopeningVariant]
    const step = (limitFactor: number) => ({ limitFactor, when: is('days_since_step', 'gte', 20) })
    const policy = { ...POLICY, reopening: [{ ...standard, ladder: [step(0.2), step(0.4)] }] }
    // On probation from 4 February, on step 1 from the 24th; started anew on the 26th.
    const life = lifeOf(
      [
        OPENED,
        HARDSHIP,
        unflagged('2026-01-10', 'hardship'),
        proposal('probation', { on: '2026-02-25', until: '2026-02-26' }),
        approved('2026-02-26', 'p'),
      ],
      { policy },
    )
    expect(['2026-02-25', '2026-02-26', '2026-03-17', '2026-03-18'].map((day) => life.on(day).step)).toEqual([
      1, 0, 0, 1,
    ])
    expect(life.on('2026-02-26')).toMatchObject({ since: '2026-02-04', limit: 20_000 })
  })

  it('[P25] to suspended is a suspension like any other', () => {
    const life = lived(proposal('suspended', { until: '2026-01-11' }), APPROVED)
    expect([life.metric('suspensions_24m', '2026-01-10'), life.metric('suspensions_24m', '2026-01-11')]).toEqual([0, 1])
    expect(life.on('2026-01-12').reasons).toEqual([{ code: 'AWAITING_REOPENING' }])
    expect(statuses(life, '2026-02-08', '2026-02-09')).toEqual(['suspended', 'probation'])
  })
})

describe('an approval without effect', () => {
  const ignored = (day: string, ...entries: Entry[]) => lived(...entries).on(day).ignored

  it('[P12] by its proposer', () => {
    expect(ignored('2026-01-10', proposal('watch'), approved('2026-01-10', 'p', 'ana', 'a'))).toEqual([
      { event: 'a', why: 'same-person' },
    ])
  })

  it('[P12] of a proposal that is not there, or not yet', () => {
    expect(ignored('2026-01-10', approved('2026-01-10', 'p', 'ben', 'a'))).toEqual([
      { event: 'a', why: 'unknown-proposal' },
    ])
    expect(ignored('2026-01-10', APPROVED, proposal('watch', { on: '2026-01-11' }))).toEqual([
      { event: 'a', why: 'unknown-proposal' },
    ])
    expect(ignored('2026-01-10', APPROVED, proposal('watch', { on: '2026-01-10' }))).toBe(undefined)
    expect(
      ignored('2026-01-10', opened('2026-01-01', {}, { line: 'L2' }), { ...proposal('watch'), line: 'L2' }, APPROVED),
    ).toEqual([{ event: 'a', why: 'unknown-proposal' }])
  })

  it('[P12] after the until of its proposal, not on it', () => {
    expect(ignored('2026-01-10', proposal('watch', { until: '2026-01-09' }), APPROVED)).toEqual([
      { event: 'a', why: 'after-until' },
    ])
    const lastDay = lived(proposal('watch', { until: '2026-01-10' }), APPROVED)
    expect(lastDay.on('2026-01-10')).toMatchObject({ status: 'watch', override: { until: '2026-01-10' } })
    expect(lastDay.on('2026-01-11').override).toBe(undefined)
  })

  it('[P12] of a proposal already approved with effect', () => {
    const life = lived(proposal('watch'), APPROVED, approved('2026-01-12', 'p', 'cho', 'b'))
    expect(life.on('2026-01-12')).toMatchObject({
      override: { approval: 'a' },
      ignored: [{ event: 'b', why: 'already-approved' }],
    })
  })

  it('[P12] changes nothing', () => {
    const life = lived(HARDSHIP, proposal('active', { limit: 5_000 }), approved('2026-01-10', 'p', 'ana'))
    expect(life.on('2026-01-12')).toMatchObject({ status: 'suspended', since: '2026-01-05', limit: 100_000 })
    expect(life.on('2026-01-12').override).toBe(undefined)
  })

  it('[P23] leaves its proposal to be approved again', () => {
    const life = lived(proposal('watch'), approved('2026-01-10', 'p', 'ana'), approved('2026-01-12', 'p', 'ben'))
    expect(statuses(life, '2026-01-11', '2026-01-12')).toEqual(['active', 'watch'])
  })

  it('[P23] says the first of what it fails', () => {
    expect(
      ignored(
        '2026-01-10',
        flagged('2026-01-05', 'insolvency'),
        proposal('watch', { until: '2026-01-09' }),
        approved('2026-01-10', 'p', 'ana', 'a'),
      ),
    ).toEqual([{ event: 'a', why: 'after-until' }])
    expect(
      ignored(
        '2026-01-10',
        flagged('2026-01-05', 'insolvency'),
        proposal('watch'),
        approved('2026-01-10', 'p', 'ana', 'a'),
      ),
    ).toEqual([{ event: 'a', why: 'same-person' }])
  })

  it('[P22] of several on a day the last with effect runs, and a limit stands unless set again', () => {
    const two = [proposal('suspended', { limit: 40_000 }), proposal('watch', { id: 'q' })]
    const life = lived(
      ...two,
      { ...approved('2026-01-10', 'p', 'ben', 'z'), time: '08:00:00' },
      { ...approved('2026-01-10', 'q', 'ben', 'y'), time: '09:00:00' },
    )
    expect(life.on('2026-01-10')).toMatchObject({ status: 'watch', limit: 40_000, override: { proposal: 'q' } })
    // The status went to watch in one change: the line was never suspended.
    expect(life.metric('suspensions_24m', '2026-01-11')).toBe(0)
  })
})

it('[P12] a reversed approval ends what it began, from its first day', () => {
  const life = lived(
    HARDSHIP,
    proposal('active'),
    APPROVED,
    drawn('2026-01-11', 5),
    paid('2026-01-12', 5),
    entry('event.reversed', '2026-01-15', { event: 'a', reason: 'withdrawn' }),
  )
  expect(statuses(life, '2026-01-10', '2026-01-16')).toEqual(['suspended', 'suspended'])
})
