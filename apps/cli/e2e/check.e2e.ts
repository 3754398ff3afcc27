import { describe, expect, it } from 'vitest'
import behaviour from '../../../packages/content/scorecards/behaviour-1.json' with { type: 'json' }
import consumer from '../../../packages/content/policies/consumer-1.json' with { type: 'json' }
import { file, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

const book = file('book.jsonl', jsonLines(EVENTS))

describe('check', () => {
  it.each([
    ['consumer@1', /^consumer@1: this policy is sound\n/],
    ['project@1', /^project@1: this policy is sound\n/],
    ['behaviour@1', /^behaviour@1: this scorecard is sound\n/],
  ])('finds %s sound', async (name, said) => {
    const { code, out, err } = await tideline(['check', name])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(said)
    expect(out).toMatch(/ {2}sha256 [0-9a-f]{64}\n$/)
  })

  it('finds a file that says the same to be the same', async () => {
    const shipped = await tideline(['check', 'consumer@1'])
    expect((await tideline(['check', file('copy.json', consumer)])).out).toBe(shipped.out)
  })

  it('names each fault of a policy with its place', async () => {
    const broken = structuredClone(consumer) as { layers: { rules: { reason: string; when: { metric?: string } }[] }[]; segments: unknown[] }
    broken.layers[0]!.rules[0]!.reason = 'BECAUSE'
    broken.layers[1]!.rules[0]!.when.metric = 'days_overdue'
    broken.segments.pop()
    const { code, out, err } = await tideline(['check', file('broken.json', broken)])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^broken\.json: layers\[1\]\.rules\[0\]\.when\.metric: expected .*, got .*days_overdue.* \[/m)
    expect(err).toMatch(/^\d+ faults?; no line can be decided by it$/m)
  })

  it('names the faults of a scorecard', async () => {
    const broken = structuredClone(behaviour)
    broken.characteristics[0]!.bins.reverse()
    const { code, err } = await tideline(['check', file('card.json', broken)])
    expect(code).toBe(2)
    expect(err).toMatch(/^card\.json: characteristics\[0\]\.bins\[0\].*\[bins-out-of-order\]$/m)
  })

  it('says which scorecard a policy asks for in vain, and what to do', async () => {
    const { code, err } = await tideline(['decide', book, '--policy', file('other.json', { ...consumer, scorecard: 'other@3' })])
    expect(code).toBe(2)
    expect(err).toMatch(/^other\.json: scorecard: expected behaviour@1, got other@3 \[wrong-scorecard\]\nName the scorecard .*--scorecard FILE$/m)
    const named = await tideline(['decide', book, '--policy', 'other.json', '--scorecard', file('card-ok.json', { ...behaviour, id: 'other', version: 3 })])
    expect(named.json()[0]).toMatchObject({ scorecard: { id: 'other@3' } })
  })

  it('refuses what is no JSON and what is no document', async () => {
    expect((await tideline(['check', file('torn.json', '{"id":')])).err).toMatch(/^torn\.json: expected JSON, got .*\[bad-json\]\n/)
    expect((await tideline(['check', file('list.json', [])])).err).toMatch(/^list\.json: expected a JSON object, .*, got a list \[bad-shape\]\n/)
    expect((await tideline(['check', 'consumer'])).err).toMatch(/There is no policy or scorecard consumer\. There is consumer@1/)
  })
})
