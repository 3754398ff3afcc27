import { readFileSync } from 'node:fs'
import { createDecider, loadRulebook, openBook, type Decider, type Decision } from '@tideline/engine'
import { joinLog, parseDay, validateEvent, type JournalEvent } from '@tideline/journal'
import { beforeAll, describe, expect, it } from 'vitest'
import { BOOKS, LANGUAGES, POLICIES, POLICY_BY_KIND, PROFILES, REASON_CODES, SCORECARDS, STORY_IDS, storyText } from './index.ts'

const read = (name: string) => readFileSync(new URL(`../books/${name}`, import.meta.url), 'utf8')
const events = read(BOOKS.narrated.file).trimEnd().split('\n').map((line) => JSON.parse(line) as JournalEvent)
const asOf = parseDay(BOOKS.narrated.asOf)!
const SEVERITY: Readonly<Record<string, number>> = { watch: 1, suspended: 2, closed: 3 }

interface Policy {
  readonly scorecard: string
  readonly layers: readonly { readonly id: string; readonly rules: readonly { readonly id: string; readonly effect: { readonly status?: string } }[] }[]
}

describe('the narrated book on its day', () => {
  const decisions = new Map<string, Decision>()
  const histories = new Map<string, readonly Decision[]>()

  beforeAll(() => {
    const joined = joinLog(events)
    if (!joined.ok) throw new Error(JSON.stringify(joined.issues))
    const book = openBook(joined.log)
    const deciders = new Map<string, Decider>()
    for (const [id, policy] of POLICIES) {
      const loaded = loadRulebook(policy, SCORECARDS.get((policy as Policy).scorecard), REASON_CODES)
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues))
      deciders.set(id, createDecider(book, loaded.rulebook))
    }
    for (const line of book.lines) {
      const decider = deciders.get(POLICY_BY_KIND[line.kind])!
      decisions.set(line.id, decider.decide(line, [asOf])[0]!)
      histories.set(line.id, decider.history(line, asOf))
    }
  })

  const codesOf = (decision: Decision) => decision.reasons.map((reason) => reason.code)
  const on = (line: string) => decisions.get(line)!

  /** The layers of the most severe rules that fire. */
  function decidingLayers(policyId: string): Set<string> {
    const { layers } = POLICIES.get(policyId) as Policy
    const severityOf = (layer: string, rule: string) =>
      SEVERITY[layers.find(({ id }) => id === layer)?.rules.find(({ id }) => id === rule)?.effect.status ?? ''] ?? 0
    const deciding = [...decisions.values()].filter(({ policy }) => policy.id === policyId).flatMap(({ reasons }) => {
      const fired = reasons.flatMap((reason) => 'rule' in reason ? [{ layer: reason.layer, severity: severityOf(reason.layer, reason.rule) }] : [])
      const worst = Math.max(0, ...fired.map(({ severity }) => severity))
      return worst === 0 ? [] : fired.filter(({ severity }) => severity === worst).map(({ layer }) => layer)
    })
    return new Set(deciding)
  }

  it('has only valid events, none after its day, and at least a dozen borrowers', () => {
    for (const event of events) expect(validateEvent(event), event.id).toMatchObject({ ok: true })
    expect(events.filter((event) => event.on > BOOKS.narrated.asOf)).toEqual([])
    expect(decisions.size).toBeGreaterThan(12)
  })

  it('shows every status', () => {
    expect(new Set([...decisions.values()].map(({ status }) => status)))
      .toEqual(new Set(['active', 'watch', 'suspended', 'probation', 'closed']))
  })

  it.each([...POLICIES.keys()])('has every layer of %s decide a line', (id) => {
    expect(decidingLayers(id)).toEqual(new Set((POLICIES.get(id) as Policy).layers.map((layer) => layer.id)))
  })

  it('has a line that was suspended, reopened step by step and is whole again', () => {
    expect(histories.get('L-luo-ping')!.map(({ status, step }) => step ?? status).filter((now, i, all) => now !== all[i - 1]))
      .toEqual(['active', 'watch', 'suspended', 0, 1, 'active'])
  })

  it('has a line on the second step of its ladder', () => {
    expect(on('L-wang-xiulan')).toMatchObject({ status: 'probation', step: 1, limit: 1_152_000 })
  })

  it('has a relapse on probation, and a promise broken', () => {
    const slip = histories.get('L-huang-tao')!.at(-1)!
    expect(codesOf(slip)).toContain('LATE_ON_PROBATION')
    expect(slip.asOf).toBe('2026-03-27')
    expect(on('L-huang-tao').warnings.map(({ warning }) => warning)).toContain('W7')
  })

  it('has an override by two people; approving one\'s own proposal had no effect', () => {
    expect(on('L-hu-jing')).toMatchObject({ status: 'watch', limit: 1_000_000, override: { until: '2026-04-08' } })
    const [proposal, approval] = events.filter((event) => event.line === 'L-hu-jing' && event.type.startsWith('override.') && event.on > '2026-03-05')
    expect(proposal!.by).not.toBe(approval!.by)
    const own = histories.get('L-hu-jing')!.filter(({ asOf: day }) => day >= '2026-03-05' && day < '2026-03-13')
    expect(own.filter(({ override }) => override)).toEqual([])
  })

  it('has a limit that grew three times', () => {
    expect(histories.get('L-lin-mei')!.map(({ asOf: day, limit }) => [day, limit])).toEqual([
      ['2024-01-10', 6_000_000], ['2024-07-31', 7_200_000], ['2025-01-31', 9_360_000], ['2025-07-31', 11_232_000],
    ])
  })

  it('has a project that broke a covenant and is on its way back', () => {
    expect(codesOf(histories.get('L-sea-wind')![1]!)).toEqual(['DSCR_DEFAULT', 'DSCR_LOCK_UP'])
    expect(on('L-sea-wind')).toMatchObject({ status: 'probation', step: 0 })
  })

  it('has a payment holiday that stopped nothing', () => {
    expect(events.filter(({ type, data }) => type === 'due.cancelled' && (data as { reason: string }).reason === 'holiday')).toHaveLength(2)
    expect(histories.get('L-wu-lan')!.map(({ status }) => status)).toEqual(['active'])
  })

  it('has a payment returned by the bank that never happened', () => {
    expect(events.filter(({ type }) => type === 'event.reversed')).toHaveLength(1)
    expect(histories.get('L-amara-okafor')!.map(({ asOf: day, status }) => `${day} ${status}`)).toContain('2026-03-08 watch')
  })

  it('has a line cured but shut, with what is missing', () => {
    const cured = on('L-zhao-min')
    expect(cured.status).toBe('suspended')
    expect(codesOf(cured)).toContain('AWAITING_REOPENING')
    expect(cured.unmet).not.toEqual([])
  })

  it('has a watch that is clearing, lines closed by request and by death, a security review', () => {
    expect(codesOf(on('L-tian-he'))).toEqual(['WATCH_CLEARING'])
    expect(codesOf(on('L-gao-min'))).toEqual(['LINE_CLOSED'])
    expect(codesOf(on('L-he-defu'))).toEqual(['BORROWER_DECEASED'])
    expect(codesOf(on('L-zhou-qiang'))).toEqual(['SECURITY_REVIEW'])
  })

  it('tells a story of every borrower, and of nobody else, in every language', () => {
    const borrowers = new Set(events.flatMap(({ borrower }) => borrower ?? []))
    expect(STORY_IDS).toEqual(borrowers)
    for (const id of STORY_IDS) for (const language of LANGUAGES) expect(storyText(id, language).length).toBeGreaterThan(40)
  })

  it('is what its story tellers write', async () => {
    const { narratedBook } = (await import('../scripts/narrate/narrated-book.mjs' as string)) as { narratedBook: () => string }
    expect(narratedBook()).toBe(read(BOOKS.narrated.file))
  })
})

describe('the real book', () => {
  const [header, ...rows] = read(BOOKS['taiwan-2000'].file).trimEnd().split('\n')

  it('has 2,000 rows of whole columns, and none that is protected or tells the future', () => {
    expect(rows).toHaveLength(2_000)
    expect(header).not.toMatch(/SEX|EDUCATION|MARRIAGE|AGE|default/)
    for (const row of rows) expect(row.split(',')).toHaveLength(header!.split(',').length)
  })

  it('is read through a profile that ships', () => {
    expect(PROFILES.has(BOOKS['taiwan-2000'].profile)).toBe(true)
  })

  it('names its source and licence', () => {
    const attribution = read('ATTRIBUTION.md')
    for (const part of ['I-Cheng Yeh', 'doi:10.24432/C55S3H', 'CC BY 4.0', 'What was changed']) expect(attribution).toContain(part)
  })
})
