import { describe, expect, it } from 'vitest'
import { isKnownEvent } from './event.ts'
import { draft, without, type Draft } from './fixtures/event.ts'
import { isJudgementEvent } from './judgement.ts'
import { joinLog, knownLog } from './log.ts'
import { validateEvent } from './validate.ts'

const request = (parts: Draft = {}) => draft('review.requested', { about: 'status', note: 'I paid on Monday', answerBy: '2024-03-29', ...parts })
const refusal = (parts: Draft = {}) => draft('override.refused', { proposal: 'p-1', note: 'no receipt', ...parts })
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

  it('[E14] takes part in no replay, but for the review that answers', () => {
    const answer = draft('review.held', { note: 'the receipt was found', answers: { request: 'r-1', outcome: 'changed' } }, { id: 'a-1' })
    const checked = [request(), refusal(), answer].map((event, i) => validateEvent({ ...event, id: `e-${i}` }))
    const events = checked.flatMap((result) => (result.ok ? [result.event] : []))
    const joined = joinLog(events)
    expect(joined.ok && joined.log.events).toHaveLength(3)
    expect(joined.ok && knownLog(joined.log).map(({ type }) => type)).toEqual(['review.held'])
    expect(events.map((event) => isKnownEvent(event) || isJudgementEvent(event, 'review.requested'))).toEqual([true, false, true])
  })
})
