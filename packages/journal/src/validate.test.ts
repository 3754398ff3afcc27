import { describe, expect, it } from 'vitest'
import { type Draft, draft, without } from './fixtures/event.ts'
import { validateEvent } from './validate.ts'

function issuesOf(value: unknown): string[] {
  const result = validateEvent(value)
  return result.ok ? [] : result.issues.map(issue => `${issue.path}: ${issue.expected}, got ${issue.got}`)
}

describe('the data of events', () => {
  const refusals: [string, Draft, string][] = [
    ['draw.made', { amount: 0 }, 'data.amount: an integer above 0, got 0'],
    ['charge.added', { kind: 'fee', amount: -5 }, 'data.amount: an integer above 0, got -5'],
    ['due.raised', { dueOn: '2024-03-14', amount: 5 }, 'data.dueOn: a day on or after 2024-03-15, got "2024-03-14"'],
    ['due.raised', { dueOn: '2024-02-30', amount: 5 }, 'data.dueOn: a day YYYY-MM-DD, got "2024-02-30"'],
    ['due.raised', { dueOn: '2024-03-15', amount: 0 }, 'data.amount: an integer above 0, got 0'],
    ['payment.received', {}, 'data.amount: an integer above 0, got nothing'],
    ['limit.set', { limit: -1 }, 'data.limit: an integer of 0 or more, got -1'],
    ['line.opened', { kind: 'revolving', currency: 'cny', limit: 0 }, 'data.currency: three capital letters, got "cny"'],
    ['line.opened', { kind: 'loan', currency: 'CNY', limit: 0 }, 'data.kind: one of revolving, instalment, project, got "loan"'],
    ['statement.reported', { balance: 0, paid: -1, daysPastDue: 0 }, 'data.paid: an integer of 0 or more, got -1'],
    ['statement.reported', { balance: 0, paid: 0, daysPastDue: 1.5 }, 'data.daysPastDue: an integer of 0 or more, got 1.5'],
    ['contact.made', { kind: 'call', outcome: '', promise: { amount: 0, by: '2024-04-01' } }, 'data.promise.amount: an integer above 0, got 0'],
    ['contact.made', { kind: 'call', outcome: '', promise: { amount: 1 } }, 'data.promise.by: a day YYYY-MM-DD, got nothing'],
    ['contact.made', { kind: 'call', outcome: '', promise: 'soon' }, 'data.promise: an object, got "soon"'],
    ['covenant.reported', { llcr: NaN }, 'data.llcr: a finite number, got NaN'],
    ['covenant.reported', { budget: 1.5 }, 'data.budget: an integer of 0 or more, got 1.5'],
    ['override.proposed', { status: 'closed', reason: '', note: '', until: '2024-04-01' },
      'data.status: one of active, watch, suspended, probation, got "closed"'],
    ['override.approved', { proposal: '' }, 'data.proposal: 1 to 64 printable ASCII characters, got ""'],
    ['line.closed', { reason: 'bored' }, 'data.reason: one of borrower-request, expired, written-off, got "bored"'],
    ['event.reversed', { event: 'é', reason: '' }, 'data.event: 1 to 64 printable ASCII characters, got "é"'],
    ['flag.raised', { flag: 'rich' }, 'data.flag: one of fraud, insolvency, deceased, dispute, hardship, got "rich"'],
  ]
  it.each(refusals)('[E5] %s with %j is refused: %s', (type, data, issue) => {
    expect(issuesOf(draft(type, data))).toEqual([issue])
  })

  const borrowerRefusals: [string, Draft, string][] = [
    ['income.observed', { month: '2024-04', amount: 5 }, 'data.month: a month not after 2024-03, got "2024-04"'],
    ['income.observed', { month: '2024-02', amount: -1 }, 'data.amount: an integer of 0 or more, got -1'],
    ['spending.observed', { month: '2024-13', category: 'essential', amount: 0 }, 'data.month: a month YYYY-MM, got "2024-13"'],
    ['bureau.reported', { score: '700', delinquentAccounts: 0, goodAccounts: 0, inquiries6m: 0 }, 'data.score: a finite number, got "700"'],
    ['bureau.reported', { delinquentAccounts: -1, goodAccounts: 0, inquiries6m: 0 }, 'data.delinquentAccounts: an integer of 0 or more, got -1'],
  ]
  it.each(borrowerRefusals)('[E5] %s with %j is refused: %s', (type, data, issue) => {
    expect(issuesOf(without(draft(type, data), 'line'))).toEqual([issue])
  })

  it('[V1] a fraction, an unsafe integer and a text are no money', () => {
    expect(issuesOf(draft('draw.made', { amount: 1.5 }))).toEqual(['data.amount: an integer above 0, got 1.5'])
    expect(issuesOf(draft('draw.made', { amount: 2 ** 53 }))).toEqual(['data.amount: an integer above 0, got 9007199254740992'])
    expect(issuesOf(draft('draw.made', { amount: '5' }))).toEqual(['data.amount: an integer above 0, got "5"'])
    expect(issuesOf(draft('statement.reported', { balance: -5, paid: 0, daysPastDue: 0 }))).toEqual([])
  })

  it('[V3, E11] an optional field that is unknown is absent: null is refused', () => {
    const bureau = { delinquentAccounts: 0, goodAccounts: 2, inquiries6m: 1 }
    expect(issuesOf(without(draft('bureau.reported', bureau), 'line'))).toEqual([])
    expect(issuesOf(without(draft('bureau.reported', { ...bureau, score: null }), 'line'))).toEqual(['data.score: a finite number, got null'])
    expect(issuesOf(draft('flag.raised', { flag: 'fraud' }, { line: null }))).toEqual([
      'line: 1 to 64 characters, none of them a control character, got null',
    ])
    expect(issuesOf(draft('covenant.reported', { llcr: undefined }))).toEqual(['data.llcr: a finite number, got nothing'])
  })
})

describe('the envelope', () => {
  it.each([
    [{ id: '' }, 'id'], [{ id: 'x'.repeat(65) }, 'id'], [{ id: 'ü' }, 'id'], [{ id: 'a\n' }, 'id'], [{ id: 7 }, 'id'],
    [{ type: '' }, 'type'], [{ on: '2024-3-15' }, 'on'], [{ at: '2024-03-15' }, 'at'], [{ at: '2024-03-15T09:00:00+08:00' }, 'at'],
    [{ by: '' }, 'by'], [{ by: '\ud800' }, 'by'], [{ borrower: '' }, 'borrower'], [{ borrower: 'a\u0000' }, 'borrower'],
    [{ line: 'x'.repeat(65) }, 'line'], [{ data: null }, 'data'], [{ data: [] }, 'data'], [{ data: undefined }, 'data'],
  ])('[E5, E11] %j is refused', (envelope, path) => {
    expect(issuesOf(draft('draw.made', { amount: 1 }, envelope)).map(text => text.split(':')[0])).toContain(path)
  })

  it('[E11] a name counts characters, not their halves', () => {
    expect(issuesOf(draft('draw.made', { amount: 1 }, { borrower: '😀'.repeat(64) }))).toEqual([])
    expect(issuesOf(draft('draw.made', { amount: 1 }, { borrower: '😀'.repeat(65) }))).toHaveLength(1)
  })

  it('[E5] a list is no data, even where every field is optional', () => {
    expect(issuesOf(draft('covenant.reported', []))).toEqual(['data: an object, got a list of 0'])
  })

  it.each([[null], [undefined], [5], ['{}'], [[]]])('[E5] %j is no event', value => {
    expect(issuesOf(value)).toHaveLength(1)
  })

  it('[E8] each type names its line, its borrower, either or neither', () => {
    const draw = draft('draw.made', { amount: 1 })
    const income = draft('income.observed', { month: '2024-02', amount: 1 })
    const phase = draft('phase.set', { phase: 'tighten' })
    const flag = draft('flag.raised', { flag: 'dispute' })
    const reversal = draft('event.reversed', { event: 'e0', reason: 'typing' })
    const path = (value: Draft) => issuesOf(value).map(text => text.split(':')[0])
    expect([draw, without(income, 'line'), flag, without(flag, 'line'), reversal].flatMap(path)).toEqual([])
    expect([without(phase, 'line', 'borrower'), without(reversal, 'line'), without(reversal, 'line', 'borrower')].flatMap(path)).toEqual([])
    expect(path(without(draw, 'line'))).toEqual(['line'])
    expect(path(without(draw, 'borrower'))).toEqual(['borrower'])
    expect(path(income)).toEqual(['line'])
    expect(path(without(income, 'line', 'borrower'))).toEqual(['borrower'])
    expect(path(without(phase, 'line'))).toEqual(['borrower'])
    expect(path(without(phase, 'borrower'))).toEqual(['line'])
    expect(path(without(flag, 'borrower'))).toEqual(['borrower'])
    expect(path(without(reversal, 'borrower'))).toEqual(['borrower'])
  })
})

describe('a promise', () => {
  const document = { id: 'consumer@1', sha256: 'a'.repeat(64) }
  const step = { kind: 'payment', amount: 500, by: '2024-04-01' }
  const promise = { policy: document, scorecard: document, status: 'probation', reopensOn: '2024-05-01', limit: 0, steps: [step], expires: '2024-05-31' }
  const paths = (parts: object) => issuesOf(draft('path.issued', { ...promise, ...parts })).map(text => text.split(':')[0])

  it('[E13] holds documents by hash, steps and days', () => {
    const steps = [
      step,
      { kind: 'income', month: '2024-03', amount: 0, by: '2024-04-01' },
      { kind: 'metric', metric: 'balance', op: 'lte', value: 0, by: '2024-05-01' },
    ]
    expect(paths({})).toEqual([])
    expect(paths({ steps })).toEqual([])
    expect(paths({ steps: [] })).toEqual([])
  })

  it.each([
    [{ policy: { id: 'consumer@1', sha256: 'A'.repeat(64) } }, 'data.policy.sha256'],
    [{ status: 'watch' }, 'data.status'],
    [{ steps: [{ ...step, amount: 0 }] }, 'data.steps'],
    [{ steps: [{ ...step, note: 'and be kind' }] }, 'data.steps'],
    [{ steps: [{ kind: 'metric', metric: 'balance', op: 'missing', value: 0, by: '2024-05-01' }] }, 'data.steps'],
    [{ steps: [{ kind: 'hope', by: '2024-05-01' }] }, 'data.steps'],
    [{ steps: Array.from({ length: 65 }, () => step) }, 'data.steps'],
    [{ steps: [step, { ...step, by: '2024-03-14' }] }, 'data.steps.1.by'],
    [{ steps: [{ ...step, by: '2024-05-02' }] }, 'data.steps.0.by'],
    [{ steps: [], reopensOn: '2024-03-14' }, 'data.reopensOn'],
    [{ expires: '2024-04-30' }, 'data.expires'],
  ])('[E13] %j is refused', (parts, path) => {
    expect(paths(parts)).toEqual([path])
  })
})

describe('what the vocabulary does not know', () => {
  it('[E4] of an unknown type only the envelope is checked', () => {
    expect(issuesOf(without(draft('visit.planned', { amount: -5, deep: [{ x: null }] }), 'borrower'))).toEqual([])
    expect(issuesOf(without(draft('visit.planned', null), 'data'))).toEqual([])
    expect(issuesOf(draft('constructor', 5))).toEqual([])
    expect(issuesOf(draft('__proto__', 5))).toEqual([])
    expect(issuesOf(draft('visit.planned', 5, { on: 'soon' }))).toHaveLength(1)
  })

  it('[E11] extra fields are kept if JSON can hold them', () => {
    const more = draft('draw.made', { amount: 1, purpose: { seed: 'rice' } }, { device: 't-7' })
    expect(validateEvent(more)).toEqual({ ok: true, event: more })
    expect(issuesOf(draft('draw.made', { amount: 1, x: Infinity }))).toEqual(['data.x: what JSON can hold, at most 32 deep, got Infinity'])
    expect(issuesOf(draft('draw.made', { amount: 1 }, { x: '\udc00' }))).toHaveLength(1)
    expect(issuesOf(JSON.parse(JSON.stringify(draft('draw.made', { amount: 1 })).replace('"amount"', '"__proto__":{"amount":2},"amount"'))))
      .toEqual([])
  })

  it('[E11] hostile input is refused, briefly', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
    expect(issuesOf(draft('visit.planned', deep))).toHaveLength(1)
    expect(issuesOf(draft('draw.made', { amount: 'x'.repeat(1e6) }))[0]?.length).toBeLessThan(120)
    const inherited: unknown = JSON.parse('{"__proto__":{"amount":5}}')
    expect(issuesOf(draft('draw.made', inherited))).toEqual(['data.amount: an integer above 0, got nothing'])
  })
})
