import { describe, expect, it } from 'vitest'
import type { ReopeningVariant } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import {
  approved,
  bureau,
  cancelled,
  drawn,
  due,
  entry,
  flagged,
  opened,
  paid,
  proposed,
  reported,
  unflagged,
  type Entry,
} from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'

const FRAUD = rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } })
/** One step that lasts, so that dues on probation can be watched. */
const LADDER: ReopeningVariant[] = [
  {
    id: 'slow',
    coolingOffDays: 10,
    when: ALWAYS,
    ladder: [{ limitFactor: 0.5, when: is('days_since_step', 'gte', 300) }],
  },
]
const POLICY = policyOf({ rules: [FRAUD], reopening: LADDER })
const OPENED = opened('2026-01-01')
/** Suspended from 10 January for as long as the flag stands. */
const SUSPENDED = [OPENED, flagged('2026-01-10', 'fraud')]
const lived = (...entries: Entry[]) => lifeOf([...SUSPENDED, ...entries], { policy: POLICY })

describe('since the suspension', () => {
  it('[M2] days_suspended is unknown on the day itself and 1 the day after', () => {
    const life = lived()
    expect(
      ['2026-01-09', '2026-01-10', '2026-01-11', '2026-02-09'].map((day) => life.metric('days_suspended', day)),
    ).toEqual([null, null, 1, 30])
  })

  it('[M2] on the day of reopening the line is still seen as suspended', () => {
    const life = lived(unflagged('2026-01-12', 'fraud'))
    expect(life.on('2026-01-20').status).toBe('probation')
    expect(['2026-01-20', '2026-01-21'].map((day) => life.metric('days_suspended', day))).toEqual([10, null])
    expect(['2026-01-20', '2026-01-21'].map((day) => life.metric('days_since_step', day))).toEqual([null, 1])
  })

  it('[M4] on_time_since_suspension and late_since_suspension count dues with dueOn after its day, matured', () => {
    const life = lived(
      due('2026-01-02', '2026-01-10', 1_000),
      due('2026-01-02', '2026-01-11', 1_000),
      due('2026-02-01', '2026-02-10', 1_000),
      paid('2026-01-11', 2_000),
    )
    const counts = (day: string) => [
      life.metric('on_time_since_suspension', day),
      life.metric('late_since_suspension', day),
    ]
    // The due of the 10th falls on the suspension's day and is left out, though it matured later.
    expect(['2026-01-09', '2026-01-10', '2026-01-13', '2026-01-14', '2026-02-12', '2026-02-13'].map(counts)).toEqual([
      [null, null],
      [null, null],
      [0, 0],
      [1, 0],
      [1, 0],
      [1, 1],
    ])
  })

  it('[L6] a due matured and then cancelled stays in these counts, one cancelled in error does not', () => {
    const since = (reason: 'holiday' | 'error') =>
      lived(due('2026-01-15', '2026-01-20', 1_000, 'd'), cancelled('2026-01-30', 'd', reason)).metric(
        'late_since_suspension',
        '2026-02-01',
      )
    expect([since('holiday'), since('error')]).toEqual([1, 0])
  })

  it('[L5] in reported mode the reports are counted', () => {
    const life = lived(reported('2026-01-31', 500, 0, 0), reported('2026-02-28', 500, 0, 40))
    expect([
      life.metric('on_time_since_suspension', '2026-03-01'),
      life.metric('late_since_suspension', '2026-03-01'),
    ]).toEqual([1, 1])
  })

  it('[M4] score_change_since_suspension is measured from the score of the suspension’s day', () => {
    const scorecard = scorecardOf({
      characteristics: [
        {
          id: 'inquiries',
          metric: 'bureau_inquiries_6m',
          missing: 0,
          bins: [{ below: 1, points: 10 }, { points: -30 }],
        },
      ],
    })
    const life = lifeOf([...SUSPENDED, bureau('2026-01-10', { inquiries6m: 2 }), bureau('2026-01-20')], {
      policy: POLICY,
      scorecard,
    })
    expect(
      ['2026-01-09', '2026-01-10', '2026-01-11', '2026-01-20'].map((day) =>
        life.metric('score_change_since_suspension', day),
      ),
    ).toEqual([null, null, 0, 40])
  })

  it('[M4] good_accounts_since_suspension is unknown unless known then and now', () => {
    const change = (...entries: Entry[]) =>
      ['2026-01-10', '2026-01-11', '2026-01-20'].map((day) =>
        lived(...entries).metric('good_accounts_since_suspension', day),
      )
    expect(change(bureau('2026-01-10', { goodAccounts: 2 }), bureau('2026-01-15', { goodAccounts: 3 }))).toEqual([
      null,
      0,
      1,
    ])
    expect(change(bureau('2026-01-02', { goodAccounts: 2 }), bureau('2026-01-15', { goodAccounts: 1 }))).toEqual([
      null,
      0,
      -1,
    ])
    expect(change(bureau('2026-01-15', { goodAccounts: 3 }))).toEqual([null, null, null])
  })

  it('[M4] covenants_reported_since_suspension counts reports after its day', () => {
    const covenant = (on: string) => entry('covenant.reported', on, { llcr: 1.2 })
    const life = lived(covenant('2026-01-10'), covenant('2026-01-11'), covenant('2026-01-20'))
    expect(
      ['2026-01-10', '2026-01-11', '2026-01-20'].map((day) => life.metric('covenants_reported_since_suspension', day)),
    ).toEqual([null, 1, 2])
  })

  it('[M4] suspensions_24m counts those that began in the window, seen from the day after', () => {
    const life = lifeOf(
      [
        OPENED,
        flagged('2026-01-31', 'fraud'),
        unflagged('2026-02-01', 'fraud'),
        flagged('2026-03-01', 'fraud'),
        unflagged('2026-03-02', 'fraud'),
      ],
      { policy: POLICY },
    )
    expect(
      ['2026-01-31', '2026-02-01', '2026-03-01', '2026-03-02'].map((day) => life.metric('suspensions_24m', day)),
    ).toEqual([0, 1, 1, 2])
    expect(
      ['2027-12-31', '2028-01-01', '2028-02-29', '2028-03-01'].map((day) => life.metric('suspensions_24m', day)),
    ).toEqual([2, 1, 1, 0])
  })
})

describe('since the step', () => {
  // On probation from 20 January.
  const probation = [unflagged('2026-01-12', 'fraud')]

  it('[M1] on_time_since_step counts dues with dueOn after the step’s day, matured and on time', () => {
    const life = lived(
      ...probation,
      due('2026-01-02', '2026-01-20', 1_000),
      due('2026-01-02', '2026-01-21', 1_000),
      due('2026-01-02', '2026-01-25', 1_000),
      paid('2026-01-15', 3_000),
    )
    expect(
      ['2026-01-20', '2026-01-23', '2026-01-24', '2026-01-27', '2026-01-28'].map((day) =>
        life.metric('on_time_since_step', day),
      ),
    ).toEqual([null, 0, 1, 1, 2])
  })

  it('[M1] a late due sets it back to 0, and it counts on from there', () => {
    const life = lived(
      ...probation,
      ...['01-25', '02-05', '02-15', '02-25'].map((day) => due('2026-01-21', `2026-${day}`, 1_000)),
      paid('2026-01-25', 1_000),
      paid('2026-02-10', 1_000),
      paid('2026-02-11', 2_000),
    )
    // The second, of 5 February, matures late on the 8th.
    expect(
      ['2026-01-28', '2026-02-07', '2026-02-08', '2026-02-17', '2026-02-18', '2026-02-28'].map((day) =>
        life.metric('on_time_since_step', day),
      ),
    ).toEqual([1, 1, 0, 0, 1, 2])
  })

  it('[M2] each step counts from its own day', () => {
    const step = { limitFactor: 0.5, when: is('days_since_step', 'gte', 20) }
    const policy = policyOf({ rules: [FRAUD], reopening: [{ ...LADDER[0]!, ladder: [step, step] }] })
    const life = lifeOf([...SUSPENDED, ...probation], { policy })
    // Step 1 begins on 9 February, which still sees step 0.
    expect(
      ['2026-01-20', '2026-02-08', '2026-02-09', '2026-02-10'].map((day) => life.metric('days_since_step', day)),
    ).toEqual([null, 19, 20, 1])
  })

  it('[M2] is unknown when not on probation', () => {
    expect([
      lived().metric('days_since_step', '2026-01-20'),
      lived().metric('on_time_since_step', '2026-01-20'),
    ]).toEqual([null, null])
    const overridden = lifeOf(
      [OPENED, proposed('2026-01-02', 'p', { status: 'probation', until: '2026-01-05' }), approved('2026-01-03', 'p')],
      { policy: POLICY },
    )
    expect(['2026-01-03', '2026-01-04'].map((day) => overridden.metric('days_since_step', day))).toEqual([null, 1])
  })
})

describe('score over months', () => {
  it('[M4] score_change_3m compares with the end of the month three months before', () => {
    const scorecard = scorecardOf({
      characteristics: [
        {
          id: 'debt',
          metric: 'balance',
          missing: 0,
          bins: [{ below: 100, points: 0 }, { below: 200, points: -10 }, { points: -30 }],
        },
      ],
    })
    const life = lifeOf([OPENED, drawn('2026-01-31', 100), drawn('2026-02-01', 100), paid('2026-05-31', 200)], {
      scorecard,
    })
    // Ends of months: 590 in January, 570 from February to April, 600 in May.
    expect(
      [
        '2026-01-31',
        '2026-03-31',
        '2026-04-01',
        '2026-04-30',
        '2026-05-01',
        '2026-05-31',
        '2026-08-01',
        '2026-09-01',
      ].map((day) => life.metric('score_change_3m', day)),
    ).toEqual([null, null, -20, -20, 0, 30, 0, 0])
  })

  it('[M4] score_change_3m is known once a line opened in the month three months before', () => {
    const life = lifeOf([opened('2026-01-31')])
    expect(['2026-03-31', '2026-04-01'].map((day) => life.metric('score_change_3m', day))).toEqual([null, 0])
  })
})
