import { describe, expect, it } from 'vitest'
import { isKnownEvent } from './event.ts'
import { draft, without, type Draft } from './fixtures/event.ts'
import { isJudgementEvent } from './judgement.ts'
import { joinLog, knownLog } from './log.ts'
import { validateEvent } from './validate.ts'

const request = (parts: Draft = {}) => draft('review.requested', { about: 'status', note: 'I paid on Monday', answerBy: '2024-03-29', ...parts })
const refusal = (parts: Draft = {}) => draft('override.refused', { proposal: 'p-1', note: 'no receipt', ...parts })
const notice = (parts: Draft = {}) =>
  draft('notice.issued', { kind: 'suspension', reasons: ['ARREARS_30'], language: 'zh-CN', text: ['您的额度已暂停', 'CN¥ 300'], ...parts })
const reviewed = (parts: Draft = {}) =>
  without(draft('month.reviewed', { month: '2024-02', lines: 486, changes: { suspended: 3 }, sha256: '0f'.repeat(32), ...parts }), 'line', 'borrower')
const pathsOf = (event: unknown): string[] => {
  const result = validateEvent(event)
  return result.ok ? [] : result.issues.map(({ path }) => path)
}

describe('what is said about a decision', () => {
  it('[E14] is checked, and names a line with its borrower', () => {
    expect([pathsOf(request()), pathsOf(request({ answerBy: '2024-03-15' })), pathsOf(refusal())]).toEqual([[], [], []])
    expect(pathsOf(without(request(), 'line'))).toEqual(['line'])
    expect(pathsOf(without(refusal(), 'borrower'))).toEqual(['borrower'])
  })

  it.each([
    [request({ about: 'everything' }), 'data.about'],
    [request({ answerBy: '2024-03-14' }), 'data.answerBy'],
    [request({ note: 5 }), 'data.note'],
    [refusal({ proposal: '' }), 'data.proposal'],
    [draft('review.held', { note: '', answers: { request: 'r-1' } }), 'data.answers.outcome'],
    [draft('review.held', { note: '', answers: { request: 'r-1', outcome: 'perhaps' } }), 'data.answers.outcome'],
  ])('[E14, E5] %j is refused', (event, path) => {
    expect(pathsOf(event)).toEqual([path])
  })

  it('[E17] a notice names its line and holds what was told, for at most four reasons', () => {
    expect([pathsOf(notice()), pathsOf(notice({ reasons: [], text: [] }))]).toEqual([[], []])
    expect(pathsOf(without(notice(), 'line'))).toEqual(['line'])
    expect(pathsOf(notice({ reasons: ['A', 'B', 'C', 'D', 'E'] }))).toEqual(['data.reasons'])
    expect(pathsOf(notice({ kind: 'closing' }))).toEqual(['data.kind'])
    expect(pathsOf(notice({ text: 'all in one' }))).toEqual(['data.text'])
    expect(pathsOf(notice({ text: [5] }))).toEqual(['data.text'])
    expect(pathsOf(notice({ language: '' }))).toEqual(['data.language'])
  })

  it('[E18] a month that was reviewed concerns the whole book and has begun', () => {
    expect([pathsOf(reviewed()), pathsOf(reviewed({ month: '2024-03' }))]).toEqual([[], []])
    expect(pathsOf({ ...reviewed(), borrower: 'b1' })).toEqual(['borrower'])
    expect(pathsOf(reviewed({ month: '2024-04' }))).toEqual(['data.month'])
    expect(pathsOf(reviewed({ changes: { suspended: -1 } }))).toEqual(['data.changes'])
    expect(pathsOf(reviewed({ changes: [3] }))).toEqual(['data.changes'])
    expect(pathsOf(reviewed({ sha256: 'ff' }))).toEqual(['data.sha256'])
  })

  it('[E14, E17, E18] takes part in no replay, but for the review that answers', () => {
    const answer = draft('review.held', { note: 'the receipt was found', answers: { request: 'r-1', outcome: 'changed' } }, { id: 'a-1' })
    const checked = [request(), refusal(), answer, notice(), reviewed()].map((event, i) => validateEvent({ ...event, id: `e-${i}` }))
    const events = checked.flatMap((result) => (result.ok ? [result.event] : []))
    const joined = joinLog(events)
    expect(joined.ok && joined.log.events).toHaveLength(5)
    expect(joined.ok && knownLog(joined.log).map(({ type }) => type)).toEqual(['review.held'])
    expect(events.map((event) => isKnownEvent(event) || isJudgementEvent(event, 'review.requested'))).toEqual([true, false, true, false, false])
  })
})
