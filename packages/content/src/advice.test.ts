import { checkPolicy, checkScorecard } from '@tideline/engine'
import { advisePolicy } from '@tideline/engine/advice'
import { describe, expect, it } from 'vitest'
import { POLICIES, REASON_CODES, SCORECARDS } from './index.ts'

const card = checkScorecard(SCORECARDS.get('behaviour@1'))
if (!card.ok) throw new Error(JSON.stringify(card.issues))
const scorecard = card.document

/** `severity code path` of all advice on a policy that ships. */
function adviceOn(name: string): string[] {
  const checked = checkPolicy(POLICIES.get(name), { reasonCodes: REASON_CODES, scorecard })
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues))
  return advisePolicy(checked.document, scorecard).map(({ severity, code, path }) => `${severity} ${code} ${path}`)
}

describe('what is advised of the policies that ship: each was looked at, and is true', () => {
  it('consumer@1', () => {
    expect(adviceOn('consumer@1')).toEqual([
      // B3 ends and begins at a rate of 0.5: who pays late every second time is suspended on a 1 July on which nothing happened.
      'warning calendar-flaps layers[1].rules[2]',
      // Meant: the second suspension makes a line high-risk, where tightening takes 30 points and the cooling-off is 90 days.
      'note cut-worsens-the-segment layers[3].rules[0].when.all[0]',
      'note suspension-counts-in-segment segments[0].when.any[0]',
      // On a shut line repaid in the meantime no payment is left to be on time with; B3 then waits for its window.
      'note cut-prolongs-itself layers[1].rules[2]',
      // B5 begins by the mean of three months and ends by the day, with each payment.
      'note calendar-flaps layers[1].rules[4]',
    ])
  })

  it('project@1', () => {
    expect(adviceOn('project@1')).toEqual([
      // P4 has no `until`: a reserve reported at 5.95 and 6.05 months in turn moves the line to and fro.
      'warning status-flaps layers[1].rules[3]',
      'note entry-and-exit-too-close layers[1].rules[3].when',
    ])
  })
})
