import { METRICS, type Assumption, type Comparison, type NoPath, type PromiseShown, type StepAct } from '@tideline/engine'
import { ADVICE_CODES, BEHAVIOURS, FACTS_OF } from '@tideline/engine/advice'
import type { NoticeKind, PromisedStep } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import metrics from '../texts/metrics.json'
import units from '../texts/units.json'
import {
  cureText,
  LANGUAGES,
  noticeText,
  parametersOf,
  pathText,
  POLICIES,
  REASON_CODES,
  reasonCure,
  reasonText,
  renderText,
  SCORECARDS,
  STATE_REASON_CODES,
  type Language,
} from './index.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Catalogue = Readonly<Record<string, Readonly<Record<string, unknown>>>>
interface Rule { readonly reason: string; readonly when: Json; readonly until?: Json }
interface Policy {
  readonly id: string
  readonly segments: readonly { readonly id: string }[]
  readonly phases: Readonly<Record<string, unknown>>
  readonly layers: readonly { readonly id: string; readonly rules: readonly Rule[] }[]
  readonly warnings: readonly { readonly id: string; readonly when: Json }[]
}

const policies = [...POLICIES.values()] as Policy[]
const rules = policies.flatMap((policy) => policy.layers.flatMap((layer) => layer.rules))
const files = import.meta.glob<Catalogue>('../{reasons,texts}/*.json', { eager: true, import: 'default' })
const catalogue = (name: string): Catalogue => files[`../texts/${name}.json`]!
/** Every kind of a union by name: a kind that is added without a text does not compile. */
const kinds = <Kind extends string>(all: Readonly<Record<Kind, true>>) => Object.keys(all) as Kind[]
const PATH_KINDS: Readonly<Record<string, readonly string[]>> = {
  step: kinds<StepAct['kind']>({
    'pay-arrears': true, 'pay-due': true, 'pay-down': true, 'keep-current': true, 'pay-other-line': true,
    'show-income': true, 'good-account': true, 'clear-elsewhere': true, 'reach-covenant': true,
  }),
  none: kinds<NoPath['why']>({ 'talk-to-lender': true, 'beyond-horizon': true }),
  decides: kinds<NoPath['decides']>({ override: true, lender: true }),
  assumption: kinds<Exclude<Assumption['kind'], 'spending'> | 'spending.essential' | 'spending.discretionary'>({
    'no-new-draws': true, 'no-new-charges': true, dues: true, reports: true, income: true,
    'spending.essential': true, 'spending.discretionary': true, 'covenant-reports': true,
  }),
  promise: kinds<PromiseShown['state']>({
    running: true, kept: true, broken: true, drawn: true, expired: true, stopped: true, closed: true,
  }),
  promised: kinds<PromisedStep['kind']>({ payment: true, income: true, metric: true }),
  bound: kinds<Comparison>({ lt: true, lte: true, gt: true, gte: true, eq: true, ne: true }),
}
const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort()

function metricsIn(condition: Json): string[] {
  if (typeof condition !== 'object' || condition === null) return []
  return Object.entries(condition).flatMap(([key, value]) => key === 'metric' ? [String(value)] : metricsIn(value))
}

function templatesIn(text: Json): string[] {
  if (typeof text === 'string') return [text]
  return typeof text === 'object' && text !== null ? Object.values(text).flatMap(templatesIn) : []
}

describe('the catalogue is complete and nothing in it is unused', () => {
  it('[T1] every reason of every policy has a text, and every text but the states has a rule', () => {
    const used = rules.map((rule) => rule.reason)
    expect(sorted(REASON_CODES)).toEqual(sorted([...used, ...STATE_REASON_CODES]))
  })

  it('[P17] the states are the five of the decision', () => {
    expect(sorted(STATE_REASON_CODES)).toEqual([
      'AWAITING_REOPENING', 'LINE_CLOSED', 'OVERRIDE', 'PROBATION', 'WATCH_CLEARING',
    ])
  })

  it('no reason code stands in two files', () => {
    const codes = Object.entries(files).filter(([path]) => path.includes('/reasons/')).flatMap(([, file]) => Object.keys(file))
    expect(codes).toHaveLength(REASON_CODES.size)
  })

  it('[T1] the texts of metrics are those of the engine, no more and no fewer', () => {
    expect(sorted(Object.keys(metrics))).toEqual(sorted(METRICS.map((metric) => metric.id)))
  })

  it('every metric is shown in a unit that suits what the engine counts', () => {
    const shown: Record<string, readonly string[]> = {
      minor: ['money'], days: ['days'], months: ['months'], points: ['points'], flag: ['yes-no'],
      count: ['payments', 'accounts', 'times'], ratio: ['percent', 'change', 'multiple'],
    }
    for (const { id, unit } of METRICS) expect(shown[unit], id).toContain(metrics[id].unit)
    expect(sorted(Object.values(metrics).map((metric) => metric.unit))).toEqual(sorted(Object.keys(units)))
  })

  it.each([
    ['characteristics', [...SCORECARDS.values()].flatMap((card) =>
      (card as { characteristics: { id: string }[] }).characteristics.map(({ id }) => id))],
    ['warnings', policies.flatMap((policy) => policy.warnings.map(({ id }) => `${policy.id}/${id}`))],
    ['segments', policies.flatMap((policy) => policy.segments.map(({ id }) => id))],
    ['phases', policies.flatMap((policy) => Object.keys(policy.phases))],
    ['layers', policies.flatMap((policy) => policy.layers.map(({ id }) => id))],
    ['cures', [...REASON_CODES].flatMap(reasonCure)],
    ['statuses', ['active', 'watch', 'suspended', 'probation', 'closed', 'watch.project', 'suspended.project']],
    ['refusals', ['bad-data', 'bad-json', 'conflicting-event', 'money-overflow']],
    ['advice', ADVICE_CODES],
    ['probes', [...BEHAVIOURS.map(({ id }) => id), 'wavers']],
    ['conditions', ['lt', 'lte', 'gt', 'gte', 'eq', 'ne', 'missing', 'all', 'any', 'not', 'unknown']],
  ])('[T1] the texts of %s are those that are used', (name, used) => {
    expect(sorted(Object.keys(catalogue(name)))).toEqual(sorted(used))
  })
})

describe('what a path may say', () => {
  it('[T1] every kind of step, assumption, end and promise that the engine knows has words', () => {
    const ids = Object.keys(catalogue('paths'))
    for (const [part, all] of Object.entries(PATH_KINDS)) for (const kind of all) expect(ids).toContain(`${part}.${kind}`)
  })

  it('[R5] where only talking is left, nothing is said of a rule, a flag or a cause', () => {
    for (const language of LANGUAGES)
      expect(pathText('none.talk-to-lender', language)).not.toMatch(/fraud|suspect|flag|rule|insolven|欺诈|诈骗|嫌疑|标记|规则|破产|[{}]/i)
  })
})

describe('what a notice may say', () => {
  const KINDS = kinds<NoticeKind>({ suspension: true, reopening: true, limit: true, path: true })
  const filled = (template: string) => renderText(template, Object.fromEntries(parametersOf(template).map((name) => [name, '7'])))

  it('[T6] every reason can stand in it: what it is, what it means, what to do, who can end it', () => {
    for (const code of REASON_CODES)
      for (const language of LANGUAGES) {
        const { title, short, explanation, next } = reasonText(code, language)
        for (const text of [title, short, explanation, next].map(filled)) expect(text, `${code} ${language}`).toMatch(/^[^{}]{4,}$/u)
        for (const text of [explanation, next]) expect(text, `${code} ${language}`).toMatch(/[.。]$/u)
        expect(reasonCure(code).map((cure) => cureText(cure, language)).join(''), code).not.toBe('')
      }
  })

  it('[T6] every kind has a title and a first sentence, and each tells how a person is asked to look', () => {
    const ids = Object.keys(catalogue('notices'))
    for (const kind of KINDS) expect(ids).toContain(`title.${kind}`)
    for (const lead of ['suspension', 'reopening', 'raised', 'lowered', 'path', 'path-full']) expect(ids).toContain(`lead.${lead}`)
    expect(noticeText('review.text', 'en')).toMatch(/ask for a person/u)
    expect(noticeText('review.text', 'zh-CN')).toContain('由人来复核')
  })

  it('[T6, R5] what is said around the reasons names no rule, flag or cause', () => {
    for (const language of LANGUAGES)
      for (const text of Object.values(catalogue('notices')).flatMap((entry) => templatesIn(entry[language] as Json)))
        expect(text).not.toMatch(/fraud|suspect|flag|rule|insolven|died|欺诈|诈骗|嫌疑|标记|规则|破产|身故/i)
  })
})

describe('every language says the same', () => {
  it.each(Object.keys(files))('[T2] %s has the same fields and parameters in every language, none empty', (path) => {
    for (const [id, entry] of Object.entries(files[path]!)) {
      const fieldsOf = (language: Language) =>
        typeof entry[language] === 'string' ? { text: entry[language] } : (entry[language] as Record<string, Json>)
      const first = fieldsOf('zh-CN')
      for (const language of LANGUAGES) {
        const fields = fieldsOf(language)
        expect(Object.keys(fields), `${id} ${language}`).toEqual(Object.keys(first))
        for (const [field, text] of Object.entries(fields)) {
          expect(String(text).trim(), `${id} ${language} ${field}`).not.toBe('')
          expect(sorted(parametersOf(String(text))), `${id} ${language} ${field}`)
            .toEqual(sorted(parametersOf(String(first[field]))))
        }
      }
    }
  })

  it('no brace is left that is no parameter', () => {
    for (const template of Object.values(files).flatMap((file) => templatesIn(file as Json)))
      expect(template.replace(/\{[a-z0-9_]+\}/g, ''), template).not.toMatch(/[{}]/)
  })

  it('Chinese has no words of another script but names of parameters, standards and formats', () => {
    for (const file of Object.values(files))
      for (const entry of Object.values(file))
        for (const template of templatesIn(entry['zh-CN'] as Json))
          expect(template.replace(/\{[a-z0-9_]+\}|JSON/g, ''), template).not.toMatch(/[A-Za-z]/)
  })
})

describe('what a reason may say', () => {
  it('[T2, T3] a reason names only metrics that its rules read, and the days of the decision', () => {
    for (const code of REASON_CODES) {
      const read = rules.filter((rule) => rule.reason === code).flatMap((rule) => metricsIn([rule.when, rule.until ?? null]))
      const allowed = new Set([...read, 'since', 'next_review_on', ...(code === 'OVERRIDE' ? ['override_until'] : [])])
      // The score itself is what an adjusted score or its change is about.
      if (read.some((metric) => metric.includes('score'))) allowed.add('score')
      for (const language of LANGUAGES) {
        const { title, short, explanation, next } = reasonText(code, language)
        expect(parametersOf(title + explanation), code).toEqual([])
        for (const parameter of parametersOf(short + next)) expect(allowed, code).toContain(parameter)
      }
    }
  })

  it('[T5] a state names only the day its status began, an override also its last day', () => {
    for (const code of STATE_REASON_CODES)
      for (const language of LANGUAGES)
        for (const parameter of parametersOf(Object.values(reasonText(code, language)).join(' ')))
          expect(code === 'OVERRIDE' ? ['since', 'override_until'] : ['since'], code).toContain(parameter)
  })

  it('[T2] a warning names only metrics that it reads', () => {
    for (const policy of policies)
      for (const warning of policy.warnings)
        for (const parameter of templatesIn(catalogue('warnings')[`${policy.id}/${warning.id}`] as Json).flatMap(parametersOf))
          expect(metricsIn(warning.when), warning.id).toContain(parameter)
  })

  it('[T2] advice names only facts that it always has', () => {
    for (const code of ADVICE_CODES)
      for (const parameter of templatesIn(catalogue('advice')[code] as Json).flatMap(parametersOf)) expect(FACTS_OF[code], code).toContain(parameter)
  })

  it('[R5] a security review never says which rule fired', () => {
    for (const language of LANGUAGES)
      expect(Object.values(reasonText('SECURITY_REVIEW', language)).join(' ')).not.toMatch(/fraud|suspect|flag|rule|欺诈|诈骗|嫌疑|造假|标记|规则/i)
    expect(reasonCure('SECURITY_REVIEW')).toEqual(['lender'])
  })

  it('[R8] a cut by the lender says that nothing the borrower did caused it, and when it is looked at again', () => {
    const english = reasonText('LENDER_TIGHTENING', 'en')
    expect(english.short).toContain('nothing you did caused it')
    expect(english.next).toContain('{next_review_on}')
    expect(reasonText('LENDER_TIGHTENING', 'zh-CN').short).toContain('不是您的行为造成的')
    expect(reasonCure('LENDER_TIGHTENING')).toEqual(['lender'])
  })

  it('[R8] every reason says who can end it, each once', () => {
    for (const code of REASON_CODES) {
      const cure = reasonCure(code)
      expect(cure.length, code).toBeGreaterThan(0)
      expect(new Set(cure).size, code).toBe(cure.length)
    }
  })

  it('an explanation is two to four sentences', () => {
    for (const code of REASON_CODES) {
      expect(reasonText(code, 'en').explanation.match(/[.!?](\s|$)/g)?.length, code).toBeGreaterThanOrEqual(2)
      expect(reasonText(code, 'en').explanation.match(/[.!?](\s|$)/g)?.length, code).toBeLessThanOrEqual(4)
    }
  })
})
