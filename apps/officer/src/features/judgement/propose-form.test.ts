import type { OverrideBounds } from '@tideline/runtime'
import { describe, expect, it } from 'vitest'
import { checkProposal, firstProposal } from './propose-form.ts'

const TODAY = '2026-03-31'
const BOUNDS: OverrideBounds = { hardStops: [], neverAgainst: ['hard_stop'], statuses: ['active', 'watch', 'suspended'], maxDays: 30, lastDay: '2026-04-30' }
const FIRST = firstProposal(BOUNDS)
const check = (parts: object) => checkProposal({ ...FIRST, ...parts }, BOUNDS, 2, TODAY)

describe('a proposal as it is typed', () => {
  it('starts with the longest that the policy allows, and leaves the limit', () => {
    expect(check({})).toEqual({ ok: true, proposed: { status: 'active', until: '2026-04-30' } })
  })

  it('takes a limit in minor units, also one of nothing', () => {
    expect(check({ limit: ' 3,000.50 ' })).toMatchObject({ ok: true, proposed: { limit: 300_050 } })
    expect(check({ limit: '0' })).toMatchObject({ ok: true, proposed: { limit: 0 } })
  })

  it('[P12] says which bound was left', () => {
    expect(check({ until: '2026-05-01' })).toEqual({ ok: false, faults: { until: 'out-of-bounds' } })
    expect(check({ until: '2026-03-30' })).toEqual({ ok: false, faults: { until: 'out-of-bounds' } })
    expect(check({ until: TODAY, status: 'watch' })).toMatchObject({ ok: true })
    expect(check({ until: '', status: 'probation', limit: 'much' })).toEqual({
      ok: false,
      faults: { until: 'required', status: 'required', limit: 'not-a-number' },
    })
  })
})
