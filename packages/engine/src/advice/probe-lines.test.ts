import { joinLog, validateEvent, writeJsonLines, sha256Hex } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { compileCondition } from '../policy/condition.ts'
import { createDecider } from '../decision/decider.ts'
import { COLUMN, METRICS, newMetricValues } from '../metrics/vocabulary.ts'
import { ALWAYS, is, missing, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import { rulebookOf } from '../testing/life-of.ts'
import { eventsOf } from './probe-events.ts'
import { BEHAVIOURS } from './probe-lines.ts'
import { kindsOf, probesOf, runProbe } from './probe-run.ts'
import { Reach } from './reach.ts'

const scorecard = scorecardOf({
  characteristics: [
    { id: 'late', metric: 'days_past_due', missing: 0, bins: [{ below: 1, points: 30 }, { below: 30, points: -20 }, { points: -150 }] },
    { id: 'rate', metric: 'on_time_rate_6m', missing: -5, bins: [{ below: 0.8, points: -30 }, { points: 35 }] },
  ],
})
const policy = policyOf({
  segments: [
    { id: 'repeat', when: { any: [is('suspensions_24m', 'gte', 2), is('score', 'lt', 480)] } },
    { id: 'good', when: { all: [is('months_on_book', 'gte', 12), is('on_time_rate_12m', 'gte', 0.9)] } },
    { id: 'everyone', when: ALWAYS },
  ],
  phases: { growth: { scoreShift: { good: 20 } }, steady: { scoreShift: {} }, tighten: { scoreShift: { repeat: -30 } } },
  rules: [
    rule('LATE', is('days_past_due', 'gte', 30), { effect: { status: 'suspended' }, until: is('days_past_due', 'eq', 0) }),
    rule('LOW', { all: [is('adjusted_score', 'lt', 600), is('max_days_past_due_3m', 'gte', 5)] }, { effect: { status: 'watch' } }),
    rule('FULL', is('utilisation', 'gte', 0.9), { effect: { status: 'watch', limitFactor: 0.7 } }),
    rule('STEPS', { any: [missing('on_time_since_step'), is('days_suspended', 'gte', 20), is('score_change_since_suspension', 'gte', 10)] }, { effect: {} }),
  ],
  reviewDays: { repeat: 30, good: 180, everyone: 90 },
})

describe('lives that a policy is tried on', () => {
  const rulebook = rulebookOf(policy, scorecard)
  const probes = probesOf(policy)

  it('[A28] are the same events everywhere, all of which could have been recorded', () => {
    const lives = probes.map((probe) => eventsOf(probe, null))
    for (const events of lives) {
      for (const event of events) expect(validateEvent(event)).toMatchObject({ ok: true })
      expect(joinLog(events).ok).toBe(true)
    }
    const [first] = lives
    const joined = joinLog(first!)
    if (!joined.ok) throw new Error('a life is no log')
    expect(sha256Hex([...writeJsonLines(joined.log.events)].join(''))).toBe('a955e8cef4a3f6c2c1ac173bc15afe2144a87546df02e911f74d680ee25db861')
    expect(new Set(BEHAVIOURS.map(({ id }) => id)).size).toBe(BEHAVIOURS.length)
  })

  it('[A28] draw only what the line lets them draw', () => {
    const probe = probes.find(({ behaviour, kind }) => behaviour.id === 'missed-3-cured-at-once' && kind === 'revolving')!
    const { line, book } = runProbe(probe, rulebook)
    const decider = createDecider(book, rulebook)
    const draws = line.events.flatMap((event, i) => (event.type === 'draw.made' ? [{ day: line.days[i]!, amount: event.data.amount }] : []))
    for (const { day, amount } of draws.slice(1)) {
      const [before] = decider.decide(line, [(day - 1) as typeof day])
      // What fell due and was paid that day lies between; nothing is drawn on a line that was shut.
      expect(before!.status).not.toBe('suspended')
      expect(amount).toBeLessThanOrEqual(before!.limit)
    }
    expect(draws.length).toBeGreaterThan(10)
  })

  it('[A28] are of the kinds that a policy is for', () => {
    expect(kindsOf(policy)).toEqual(['revolving', 'instalment'])
    expect(kindsOf(policyOf({ rules: [rule('R', is('llcr', 'lt', 1))] }))).toEqual(['project'])
    expect(kindsOf(policyOf({ rules: [rule('R', is('llcr', 'lt', 1), { kinds: ['project'] }), rule('S', is('income_change_3m', 'lt', 0))] }))).toEqual(['revolving', 'instalment', 'project'])
  })

  it('[A29] never shows a day that analysis calls impossible', () => {
    const reach = new Reach(policy, scorecard)
    const conditions = policy.layers.flatMap(({ rules }) => rules.map(({ when }) => when))
    let days = 0
    for (const probe of probes.filter(({ phase }) => phase === 'tighten')) {
      const { line, book, course } = runProbe(probe, rulebook)
      const decider = createDecider(book, rulebook)
      course.spells.slice(1).forEach(({ from }) => {
        const metrics = decider.metrics(line, from)
        const [before, on] = decider.decide(line, [(from - 1) as typeof from, from])
        const values = newMetricValues()
        for (const { id } of METRICS) values[COLUMN[id]] = metrics[id] ?? Number.NaN
        const hold = conditions.filter((condition) => compileCondition(condition)(values))
        const fail = conditions.filter((condition) => !hold.includes(condition))
        const place = { kind: line.kind, status: before!.status, segment: on!.segment, phase: probe.phase }
        // Each metric as it was, besides: the hardest question there is.
        const exact = METRICS.map(({ id }) => (metrics[id] === null ? missing(id) : is(id, 'eq', metrics[id])))
        expect(reach.canHold(place, [...hold, ...exact], fail), `${probe.behaviour.id} ${on!.asOf}`).toBe(true)
        days++
      })
    }
    expect(days).toBeGreaterThan(50)
  })

  it('[A29] takes for possible what it can not search to its end', () => {
    const many = Array.from({ length: 14 }, (_, i) => ({ any: [is('bureau_score', 'lt', i), is('income_mean_6m', 'lt', i), is('balance', 'lt', -i)] }))
    const reach = new Reach(policy, scorecard)
    expect(reach.canHold({}, [is('bureau_score', 'gt', 100), is('balance', 'gt', 0), is('income_mean_6m', 'gt', 100), many[0]!])).toBe(false)
    expect(reach.canHold({}, many)).toBe(true)
  })
})
