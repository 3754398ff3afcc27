import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { file, folder, program, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

const book = file('book.jsonl', jsonLines(EVENTS))

describe('decide, into a pipe', () => {
  it('writes one canonical decision a line, by line, then day', async () => {
    const { code, json, out, err } = await tideline(['decide', book, '--as-of', '2025-04-30', '--as-of', '2025-03-31', '--as-of', '2025-04-30'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(json().map(({ line, asOf }) => `${line} ${asOf}`)).toEqual(['L-1 2025-03-31', 'L-1 2025-04-30', 'L-2 2025-03-31', 'L-2 2025-04-30'])
    const [first] = out.split('\n')
    expect(Object.keys(JSON.parse(first!) as object)).toEqual(Object.keys(JSON.parse(first!) as object).sort())
    expect(first).not.toMatch(/": |, "/)
    expect(json()[0]).toMatchObject({ borrower: 'B-1', status: 'active', balance: 0, limit: 1000000, policy: { id: 'consumer@1' } })
  })

  it('decides each line by the policy of its kind, or all by the one named', async () => {
    const byKind = await tideline(['decide', book, '--as-of', '2025-04-30'])
    expect(byKind.json().map(({ policy }) => (policy as { id: string }).id)).toEqual(['consumer@1', 'project@1'])
    expect(byKind.json()[1]).toMatchObject({ status: 'suspended', reasons: [{ code: 'BEHIND_SCHEDULE' }, { code: 'SLIPPING' }] })
    const named = await tideline(['decide', book, '--as-of', '2025-04-30', '--policy', 'consumer@1'])
    expect(named.json().map(({ policy }) => (policy as { id: string }).id)).toEqual(['consumer@1', 'consumer@1'])
  })

  it('gives the same bytes for a book shuffled, doubled and read from standard input', async () => {
    const plain = await tideline(['decide', book, '--as-of', '2025-04-30'])
    const shuffled = jsonLines([...EVENTS].reverse().flatMap((event) => [event, event]))
    expect((await tideline(['decide', '-', '--as-of', '2025-04-30'], shuffled)).out).toBe(plain.out)
  })

  it('leaves out what was recorded after --known-at', async () => {
    const args = ['decide', book, '--line', 'L-1', '--as-of', '2025-04-10']
    expect((await tideline(args)).json()).toMatchObject([{ status: 'active', balance: 0 }])
    expect((await tideline([...args, '--known-at', '2025-04-10T23:59:59Z'])).json()).toMatchObject([
      { status: 'suspended', since: '2025-04-09', balance: 50000, score: 425 },
    ])
  })

  it('shows with --history the days on which anything changed', async () => {
    const { json } = await tideline(['decide', book, '--line', 'L-1', '--history', '--as-of', '2025-04-10', '--known-at', '2025-04-10T00:00:00Z'])
    const days = json().map(({ asOf, status }) => `${asOf} ${status}`)
    expect(days[0]).toMatch(/^2025-01-10 /)
    expect(days).toContain('2025-03-17 watch')
    expect(days.at(-1)).toBe('2025-04-09 suspended')
    expect(days).toEqual([...new Set(days)].sort())
  })

  it('takes the day of the last event without --as-of, and says so', async () => {
    const { json, err } = await tideline(['decide', book, '--line', 'L-2'])
    expect(json()).toMatchObject([{ asOf: '2025-03-31' }])
    expect(err).toBe('As of 2025-03-31, the day of the last event; name another with --as-of.\n')
  })

  it('has no decision for a line that opens later, and says so', async () => {
    const { code, out, err } = await tideline(['decide', book, '--line', 'L-2', '--as-of', '2025-01-31'])
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'L-2 opens on 2025-02-01: it has no decision on 2025-01-31.\n' })
  })

  it('ends in silence when its reader has had enough', () => {
    const command = `"${process.execPath}" "${program}" decide "${book}" --history | head -c 10; echo "\${PIPESTATUS[0]}"`
    expect(execFileSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toBe('{"asOf":"20\n'.slice(0, 10) + '0\n')
  })
})

describe('decide, for people', () => {
  it('writes a table and a summary', async () => {
    const { code, out } = await tideline(['decide', book, '--table', '--as-of', '2025-04-30'])
    expect(code).toBe(0)
    const lines = out.split('\n')
    expect(lines[0]).toMatch(/^Line +Borrower +On +Status +Since +Cur +Limit +Available +Balance +Score +Decided by$/)
    expect(lines[1]).toMatch(/^L-1 +B-1 +2025-04-30 +Active .* 10,000\.00 +10,000\.00 +0\.00 /)
    expect(lines[2]).toMatch(/^L-2 .* Drawstop .* Far behind schedule \(Construction\) \+1$/)
    expect(lines[4]).toBe('2 lines: 1 active, 1 suspended')
    expect(lines[5]).toMatch(/^Decided in \d+\.\d\d s$/)
  })
})

describe('decide refuses', () => {
  const refusal = async (args: readonly string[], stdin?: string) => {
    const { code, out, err } = await tideline(['decide', ...args], stdin)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    return err
  }

  it('bad lines, each with its place, what was expected and what stood there', async () => {
    const bad = [{ ...EVENTS[1]!, data: { kind: 'revolving', currency: 'CNY', limit: 1000.5 } }, EVENTS[0]!, { ...EVENTS[2]!, on: '2025-02-30' }]
    file('bad.jsonl', `${jsonLines(bad)}\nnonsense\n`)
    expect((await refusal(['bad.jsonl'])).trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^bad\.jsonl:1: data\.limit: expected an integer .*, got 1000\.5 \[bad-data\]$/),
      expect.stringMatching(/^bad\.jsonl:3: on: expected .*, got "2025-02-30" \[bad-data\]$/),
      'bad.jsonl:5: expected one JSON object, got "nonsense" [bad-json]',
      '3 faults; nothing was decided',
    ])
  })

  it('more bad lines than anyone reads with their number', async () => {
    const err = await refusal(['-'], '{}\n'.repeat(500))
    expect(err.split('\n').length).toBeLessThan(30)
    expect(err).toMatch(/… and \d+ more\n\d+ faults; nothing was decided\n$/)
  })

  it('[E2] an id with two contents, even when the second came later than --known-at', async () => {
    file('conflict.jsonl', jsonLines([...EVENTS, { ...EVENTS[5]!, at: '2025-12-01T00:00:00Z' }]))
    const err = await refusal(['conflict.jsonl', '--known-at', '2025-04-10T23:59:59Z'])
    expect(err).toMatch(/^conflict\.jsonl:10: id: expected one content for an id, got another content: e-06 stands on line 6 already \[conflicting-event\]\n/)
  })

  it('money that no ledger can add up', async () => {
    const much = ['m-1', 'm-2'].map((id) => ({ ...EVENTS[2]!, id, data: { amount: 2 ** 53 - 1 } }))
    expect(await refusal(['-'], jsonLines([...EVENTS, ...much]))).toMatch(/^stdin:10: data: expected amounts that keep the balance of L-1 within .*\[money-overflow\]$/m)
  })

  it.each([
    [['nowhere.jsonl'], /^nowhere\.jsonl: expected a book of JSON Lines, but there is no such file\n/],
    [['.'], /this is a folder/],
    [[book, '--line', 'L-9'], /There is no line L-9 in this book\. It has L-1, L-2\.\n/],
    [[book, '--policy', 'consumer@9'], /There is no policy consumer@9\. There is consumer@1, project@1; or name a JSON file\./],
    [[book, '--scorecard', 'nothing.json'], /^nothing\.json: expected a scorecard file, but there is no such file/m],
    [[book, '--as-of', '2025-02-30'], /Expected a day of the calendar, such as 2026-03-31/],
    [[book, '--known-at', 'yesterday'], /Expected an instant in UTC/],
    [[book, '--asof', '2025-02-10'], /Did you mean --as-of\?/],
    [['-'], /the book holds no events/],
  ])('%j', async (args, said) => {
    expect(await refusal(args)).toMatch(said)
  })

  it('writes nothing into the folder it runs in', () => {
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([])
  })
})
