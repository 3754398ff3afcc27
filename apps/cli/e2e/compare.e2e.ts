import { describe, expect, it } from 'vitest'
import behaviour from '../../../packages/content/scorecards/behaviour-1.json' with { type: 'json' }
import consumer from '../../../packages/content/policies/consumer-1.json' with { type: 'json' }
import { file, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

const book = file('book.jsonl', jsonLines(EVENTS))

/** The consumer policy, but seven days past due suspend where they put a line on watch. */
const stricter = structuredClone(consumer) as { id: string; layers: { rules: { id: string; effect: { status?: string } }[] }[] }
stricter.id = 'stricter'
stricter.layers.flatMap(({ rules }) => rules).find(({ id }) => id === 'B2')!.effect.status = 'suspended'
file('stricter.json', stricter)

// By the first of April the payment of March was not known yet.
const BOTH = ['--policy', 'consumer@1', '--policy', 'stricter.json']
const APRIL = ['--as-of', '2025-04-01', '--known-at', '2025-04-10T00:00:00Z']

describe('compare, into a pipe', () => {
  it('[W2] writes one object in canonical JSON', async () => {
    const { code, out, err, json } = await tideline(['compare', book, ...BOTH, ...APRIL])
    const mixed = 'Lines of every kind (project, revolving) are decided by the policies named; --kind leaves the others out.\n'
    expect({ code, err }).toEqual({ code: 0, err: mixed })
    expect(out.trimEnd().split('\n')).toHaveLength(1)
    const [comparison] = json()
    expect(Object.keys(comparison!)).toEqual(Object.keys(comparison!).sort())
    expect(comparison).toMatchObject({
      from: '2025-01-10',
      to: '2025-04-01',
      lines: 2,
      borrowers: 2,
      leftOut: [],
      crossing: [{ a: 'active', b: 'active', lines: ['L-2'] }, { a: 'watch', b: 'suspended', lines: ['L-1'] }],
      suspended: {
        onlyA: { lines: [] },
        onlyB: { lines: [{ line: 'L-1', suspendedOn: '2025-03-17', daysSuspended: 16, daysPastDueThen: 7, daysPastDue: 22, past30On: null }] },
        both: { lines: 0, sameDay: 0 },
      },
      exposure: [{ currency: 'CNY' }],
      neverPast30: { borrowers: 2, b: { days: { count: 1, total: 16 } } },
      rulebooks: { a: [{ kinds: ['revolving', 'project'], policy: { id: 'consumer@1' } }], b: [{ policy: { id: 'stricter@1' } }] },
    })
  })

  it('[W3] compares the kinds asked for and names the lines left out', async () => {
    const [comparison] = (await tideline(['compare', book, ...BOTH, ...APRIL, '--kind', 'revolving'])).json()
    expect(comparison).toMatchObject({ lines: 1, leftOut: [{ line: 'L-2', kind: 'project', why: 'not-decided-by-both' }] })
  })

  it('[W4] counts from a day on', async () => {
    const [comparison] = (await tideline(['compare', book, ...BOTH, ...APRIL, '--from', '2025-03-31'])).json()
    expect(comparison).toMatchObject({ from: '2025-03-31', suspended: { onlyB: { lines: [{ suspendedOn: '2025-03-17', daysSuspended: 2 }] } } })
  })

  it('compares two scorecards under the policies that ship for each kind, or under one', async () => {
    file('generous.json', { ...behaviour, id: 'generous', base: behaviour.base + 100 })
    const cards = ['--scorecard', 'behaviour@1', '--scorecard', 'generous.json']
    const [shipped] = (await tideline(['compare', book, ...cards, '--as-of', '2025-04-01'])).json()
    const named = (side: unknown) => (side as { policy: { id: string }; scorecard: { id: string }; kinds: string[] }[]).map(({ policy, scorecard, kinds }) => [policy.id, scorecard.id, ...kinds])
    const { a, b } = shipped!['rulebooks'] as { a: unknown; b: unknown }
    expect(named(a)).toEqual([['consumer@1', 'behaviour@1', 'revolving'], ['project@1', 'behaviour@1', 'project']])
    expect(named(b)).toEqual([['consumer@1', 'generous@1', 'revolving'], ['project@1', 'generous@1', 'project']])
    const [one] = (await tideline(['compare', book, '--policy', 'consumer@1', ...cards, '--as-of', '2025-04-01'])).json()
    expect(named((one!['rulebooks'] as { b: unknown }).b)).toEqual([['consumer@1', 'generous@1', 'revolving', 'project']])
  })

  it('says so when the sides are the same', async () => {
    const { code, err } = await tideline(['compare', book, '--policy', 'consumer@1', '--policy', 'consumer@1', '--kind', 'revolving', '--as-of', '2025-04-01'])
    expect({ code, err }).toEqual({ code: 0, err: 'Both sides are decided by the same policy and scorecard: there is nothing to tell apart.\n' })
  })

  it('takes the day of the last event without --as-of, and says so', async () => {
    const { json, err } = await tideline(['compare', book, ...BOTH, '--kind', 'revolving'])
    expect(json()).toMatchObject([{ to: '2025-03-31' }])
    expect(err).toMatch(/^As of 2025-03-31, the day of the last event/)
  })
})

describe('compare, for people', () => {
  it('writes tables with both sides in each', async () => {
    const { code, out } = await tideline(['compare', book, ...BOTH, ...APRIL, '--table'])
    expect(code).toBe(0)
    const lines = out.split('\n')
    expect(lines[0]).toBe('2 lines of 2 borrowers, 2025-01-10 to 2025-04-01')
    expect(lines[1]).toMatch(/^A {2}consumer@1 \([0-9a-f]{8}\) with behaviour@1 \([0-9a-f]{8}\): revolving, project$/)
    expect(lines).toContain('Status at the end of 2025-04-01: A down, B across')
    expect(out).toMatch(/^A \\ B +Active +Watch +Suspended +All\nActive +1 +0 +0 +1\nWatch +0 +0 +1 +1\nSuspended +0 +0 +0 +0\nAll +1 +0 +1 +2$/m)
    expect(out).toMatch(/^Suspended under A only: 0\n\nSuspended under B only: 1\n/m)
    expect(out).toMatch(/^L-1 +B-1 +2025-03-17 +16 +7 +22 +22 +CNY +500\.00 +500\.00 +0\.00$/m)
    expect(out).toMatch(/^CNY +All +2 +2 /m)
  })

  it('speaks Chinese', async () => {
    const { out } = await tideline(['compare', book, ...BOTH, ...APRIL, '--table', '--lang', 'zh-CN'])
    expect(out).toMatch(/^2 位借款人的 2 条额度，2025-01-10 至 2025-04-01\n/)
    expect(out).toMatch(/^仅在 B 下暂停：1 条$/m)
  })

  it('shows as many lines as fit a screen, and says how many more there are', async () => {
    const many = Array.from({ length: 25 }, (_, n) =>
      EVENTS.filter(({ borrower }) => borrower === 'B-1').map((event) => ({
        ...event,
        id: `${event.id}-${n}`,
        borrower: `B-${n}`,
        ...('line' in event && { line: `L-${n}` }),
      })),
    ).flat()
    const { out } = await tideline(['compare', file('many.jsonl', jsonLines(many)), ...BOTH, ...APRIL, '--table'])
    expect(out).toMatch(/^Suspended under B only: 25$/m)
    expect(out).toMatch(/^… and 5 more; --json has them all$/m)
  })
})

describe('compare refuses', () => {
  it.each([
    [[book], /^A comparison needs two policies or two scorecards, and got neither\.\nName them: --policy A --policy B/],
    [[book, '--policy', 'consumer@1'], /needs two policies or two scorecards/],
    [[book, ...BOTH, '--policy', 'project@1'], /^--policy: expected two to compare, got 3: consumer@1, stricter\.json, project@1\n/],
    [[book, '--policy', 'consumer@1', '--policy', 'consumer@9'], /There is no policy consumer@9\. There is consumer@1/],
    [[book, ...BOTH, '--as-of', '2025-03-01', '--from', '2025-03-02'], /^--from 2025-03-02 is after --as-of 2025-03-01: expected a day up to it\.\n/],
    [[book, ...BOTH, '--kind', 'instalment'], /^There is no instalment line in this book\. It has project, revolving\.\n/],
    [[book, ...BOTH, '--kind', 'loan'], /Expected one of revolving, instalment, project\./],
    [[book, ...BOTH, '--from', 'yesterday'], /Expected a day of the calendar/],
    [[book, ...BOTH, '--json', '--table'], /cannot be used with/],
    [['nowhere.jsonl', ...BOTH], /^nowhere\.jsonl: expected a book of JSON Lines, but there is no such file\n/],
  ])('%j', async (args, said) => {
    const { code, out, err } = await tideline(['compare', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
  })

  it('a policy with faults, each with its place', async () => {
    const broken = structuredClone(stricter) as unknown as { layers: { rules: { when: { metric?: string } }[] }[] }
    broken.layers[1]!.rules[0]!.when.metric = 'days_overdue'
    const { code, err } = await tideline(['compare', book, '--policy', 'consumer@1', '--policy', file('broken.json', broken)])
    expect(code).toBe(2)
    expect(err).toMatch(/^broken\.json: layers\[1\]\.rules\[0\]\.when\.metric: expected .*\[/m)
  })

  it('money that no ledger can add up', async () => {
    const much = ['m-1', 'm-2'].map((id) => ({ ...EVENTS[2]!, id, data: { amount: 2 ** 53 - 1 } }))
    const { code, out, err } = await tideline(['compare', '-', ...BOTH, '--as-of', '2025-04-01'], jsonLines([...EVENTS, ...much]))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^stdin:10: data: expected amounts that keep the balance of L-1 within .*\[money-overflow\]$/m)
  })
})
