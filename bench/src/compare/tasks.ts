/** Two policies over one book: the one that ships and one that cuts sooner. */
import { compareBook, openBook, type PolicyDocument } from '@tideline/engine'
import { readPieces, unpackAll } from '../book/book-file.ts'
import { logOf, shippedRulebooks } from '../book/deciders.ts'
import { lastDay } from '../book/plan.ts'
import { duration } from '../figures.ts'
import { heldBytes, type TaskResult } from '../measure.ts'
import type { BookSource } from '../replay/tasks.ts'

export const COMPARISON = 'both sides of a fifth of the book'

/** One pass over the book gives so many samples. */
const PARTS = 5

export async function measureComparison({ path, plan }: BookSource): Promise<TaskResult> {
  const log = logOf(unpackAll(readPieces(path)))
  const book = openBook(log)
  const sides = { a: shippedRulebooks(), b: shippedRulebooks(cutsSooner) }
  const held = heldBytes()
  const samples: number[] = []
  const steps = compareBook(book, sides, { to: lastDay(plan) })
  let began = performance.now()
  for (let step = steps.next(); !step.done; step = steps.next()) {
    if (step.value.done < (step.value.of * (samples.length + 1)) / PARTS) continue
    samples.push(performance.now() - began)
    began = performance.now()
  }
  const summary = performance.now() - began
  const units = { count: Math.round(log.events.length / PARTS), name: 'event' }
  const whole = samples.reduce((total, part) => total + part, summary)
  return {
    measured: [{ what: COMPARISON, samples, units }],
    heldBytes: held,
    notes: [`The whole comparison took ${duration(whole)}, of it ${duration(summary)} to sum it up.`],
  }
}

/** Every rule that only watches suspends: a severe change, so that the sides differ on many lines. */
function cutsSooner(policy: PolicyDocument): PolicyDocument {
  const layers = policy.layers.map((layer) => ({
    ...layer,
    rules: layer.rules.map((rule) => {
      const watches = rule.effect.status === 'watch'
      return watches ? { ...rule, effect: { ...rule.effect, status: 'suspended' as const } } : rule
    }),
  }))
  return { ...policy, version: policy.version + 1, layers }
}
