import { describe, expect, it } from 'vitest'
import behaviour from '../../../packages/content/scorecards/behaviour-1.json' with { type: 'json' }
import consumer from '../../../packages/content/policies/consumer-1.json' with { type: 'json' }
import { file, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

interface Loose {
  readonly layers: { rules: { until?: unknown }[] }[]
}

/** The consumer policy with an end to B1 that only a line on probation can meet. */
function stuck(): unknown {
  const policy = structuredClone(consumer) as Loose
  policy.layers[1]!.rules[0]!.until = { metric: 'on_time_since_step', op: 'gte', value: 1 }
  return policy
}

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
    expect(out).toMatch(/^ {2}sha256 [0-9a-f]{64}$/m)
  })

  it('finds a file that says the same to be the same', async () => {
    const shipped = await tideline(['check', 'consumer@1'])
    const copy = await tideline(['check', file('copy.json', consumer)])
    expect(copy.out.replaceAll('copy.json: ', 'consumer@1: ')).toBe(shipped.out)
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

  it('advises on a sound policy: where, what, what to do, and the life that shows it', async () => {
    const { code, out, err } = await tideline(['check', file('stuck.json', stuck())])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^\S+@1: this policy is sound\n/)
    expect(out).toMatch(/^stuck\.json: layers\[1\]\.rules\[0\]\.until: warning: A rule never ends \[rule-never-ends\]\n {4}Once rule B1 fires it never ends: .*\n {4}Give it an end that can hold there\.$/m)
    expect(out).toMatch(/^stuck\.json: layers\[1\]\.rules\[0\]: warning: Cured but still shut \[cured-but-shut\]\n(?: {4}.*\n){2} {4}Seen on \d{4}-\d\d-\d\d: a revolving line opened on 2020-01-01 whose borrower misses .*\(market phase: Steady\)$/m)
    expect(out).toMatch(/\n\d+ warnings, \d+ notes; nothing is refused for them\n$/)
  })

  it('gives advice as JSON, and the same each time', async () => {
    const { code, out, json } = await tideline(['check', file('stuck.json', stuck()), '--json'])
    expect(code).toBe(0)
    const [{ policy, advice }] = json() as [{ policy: { id: string; sha256: string }; advice: { code: string; facts: object }[] }]
    expect(policy).toEqual({ id: 'consumer@1', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    expect(advice).toContainEqual({ code: 'rule-never-ends', severity: 'warning', path: 'layers[1].rules[0].until', facts: { rule: 'B1' } })
    expect((await tideline(['check', 'stuck.json', '--json'])).out).toBe(out)
    expect((await tideline(['check', 'behaviour@1', '--json'])).json()).toEqual([{ scorecard: { id: 'behaviour@1', sha256: expect.any(String) as string }, advice: [] }])
  })

  it('with --strict a warning is a fault, a note is none', async () => {
    const strict = await tideline(['check', file('stuck.json', stuck()), '--strict'])
    expect(strict.code).toBe(2)
    expect(strict.out).toContain('[rule-never-ends]')
    expect(strict.err).toMatch(/^\d+ warnings: with --strict a policy must have none\n$/)
    const calm = structuredClone(consumer) as Loose
    // An end well away from the beginning takes away the one warning of consumer@1.
    calm.layers[1]!.rules[2]!.until = { any: [{ metric: 'on_time_rate_6m', op: 'gte', value: 0.8 }, { metric: 'dues_counted_6m', op: 'lt', value: 3 }] }
    const noted = await tideline(['check', file('calm.json', calm), '--strict'])
    expect({ code: noted.code, err: noted.err }).toEqual({ code: 0, err: '' })
    expect(noted.out).toMatch(/\n\d+ notes; nothing is refused for them\n$/)
  })

  it('refuses what is no JSON and what is no document', async () => {
    expect((await tideline(['check', file('torn.json', '{"id":')])).err).toMatch(/^torn\.json: expected JSON, got .*\[bad-json\]\n/)
    expect((await tideline(['check', file('list.json', [])])).err).toMatch(/^list\.json: expected a JSON object, .*, got a list \[bad-shape\]\n/)
    expect((await tideline(['check', 'consumer'])).err).toMatch(/There is no policy or scorecard consumer\. There is consumer@1/)
  })
})
