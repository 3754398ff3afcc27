/** The shape of policies and scorecards. Unknown keys are refused: a mistyped `until` must not pass for none. */
import * as v from 'valibot'
import type { MetricId } from '../metrics/vocabulary.ts'
import type { Condition } from './condition.ts'

/** Tables are looked up by name: one that every object has, such as `toString`, would be found in all of them. */
const name = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]{1,64}$/, 'expected 1 to 64 printable characters without spaces'),
  v.check((text) => !(text in Object.prototype), 'expected a name that not every object has'),
)
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const finite = v.pipe(v.number(), v.finite())
const phase = v.picklist(['growth', 'steady', 'tighten'])

/** A share or multiple that integers can apply exactly: at most three decimals (P13). */
const factor = (max: number) =>
  v.pipe(
    finite,
    v.minValue(0),
    v.maxValue(max),
    v.check((value) => Math.floor(value * 1000 + 0.5) / 1000 === value, 'expected at most three decimals'),
  )

// The vocabulary of metrics is checked apart, so that its error can name the metric.
const metric = v.custom<MetricId>((value) => typeof value === 'string', 'expected the name of a metric')

const condition: v.GenericSchema<Condition> = v.lazy((input) => {
  if (typeof input !== 'object' || input === null) return v.object({}) as unknown as v.GenericSchema<Condition>
  if ('all' in input) return v.strictObject({ all: v.pipe(v.array(condition), v.minLength(1)) })
  if ('any' in input) return v.strictObject({ any: v.pipe(v.array(condition), v.minLength(1)) })
  if ('not' in input) return v.strictObject({ not: condition })
  if ('always' in input) return v.strictObject({ always: v.literal(true) })
  if ('op' in input && input.op === 'missing') return v.strictObject({ metric, op: v.literal('missing') })
  return v.strictObject({ metric, op: v.picklist(['lt', 'lte', 'gt', 'gte', 'eq', 'ne']), value: finite })
})

const names = v.optional(v.pipe(v.array(name), v.minLength(1)))
const phases = v.optional(v.pipe(v.array(phase), v.minLength(1)))

const rule = v.strictObject({
  id: name,
  reason: name,
  kinds: v.optional(v.pipe(v.array(v.picklist(['revolving', 'instalment', 'project'])), v.minLength(1))),
  segments: names,
  phases,
  statuses: v.optional(v.pipe(v.array(v.picklist(['active', 'watch', 'suspended', 'probation', 'closed'])), v.minLength(1))),
  when: condition,
  until: v.optional(condition),
  effect: v.strictObject({
    status: v.optional(v.picklist(['watch', 'suspended', 'closed'])),
    limitFactor: v.optional(factor(1)),
  }),
})

const phaseShift = v.strictObject({ scoreShift: v.record(name, finite) })

export const policySchema = v.strictObject({
  id: name,
  version: v.pipe(count, v.minValue(1)),
  scorecard: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+@\d+$/, 'expected id@version')),
  note: v.optional(v.string()),
  graceDays: v.pipe(count, v.maxValue(366)),
  dueTolerance: factor(0.999),
  watchClearDays: count,
  limitRounding: v.pipe(count, v.minValue(1)),
  segments: v.pipe(v.array(v.strictObject({ id: name, when: condition })), v.minLength(1)),
  phases: v.strictObject({ growth: phaseShift, steady: phaseShift, tighten: phaseShift }),
  layers: v.array(v.strictObject({ id: name, rules: v.array(rule) })),
  reopening: v.pipe(
    v.array(
      v.strictObject({
        id: name,
        segments: names,
        phases,
        coolingOffDays: count,
        when: condition,
        ladder: v.array(v.strictObject({ limitFactor: factor(1), when: condition })),
      }),
    ),
    v.minLength(1),
  ),
  increases: v.array(
    v.strictObject({
      id: name,
      segments: names,
      phases,
      everyMonths: v.pipe(count, v.maxValue(1200)),
      factor: factor(1000),
      capOfOriginal: factor(1_000_000),
      when: condition,
    }),
  ),
  warnings: v.array(
    v.strictObject({
      id: name,
      kind: v.picklist(['call', 'visit', 'review']),
      dueInDays: count,
      repeatDays: v.optional(v.pipe(count, v.minValue(1))),
      when: condition,
    }),
  ),
  reviewDays: v.record(name, count),
  overrides: v.strictObject({ maxDays: count, neverAgainst: v.array(name) }),
})

export const scorecardSchema = v.strictObject({
  id: name,
  version: v.pipe(count, v.minValue(1)),
  note: v.optional(v.string()),
  base: finite,
  min: v.pipe(v.number(), v.safeInteger()),
  max: v.pipe(v.number(), v.safeInteger()),
  characteristics: v.array(
    v.strictObject({
      id: name,
      metric,
      missing: finite,
      bins: v.pipe(v.array(v.strictObject({ below: v.optional(finite), points: finite })), v.minLength(1)),
    }),
  ),
})
