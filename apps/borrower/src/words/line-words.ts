/** A line in one word, one headline and one sentence. */
import type { Status } from '@tideline/engine'
import type { OpenLine } from '../opening/answer.ts'
import { m } from '../paraglide/messages.js'
import type { Words } from './words.ts'

const PILLS: Readonly<Record<Status, () => string>> = {
  active: m.pill_active,
  watch: m.pill_watch,
  suspended: m.pill_suspended,
  probation: m.pill_probation,
  closed: m.pill_closed,
}

const HEADLINES: Readonly<Record<Status, () => string>> = {
  active: m.hero_active,
  watch: m.hero_watch,
  suspended: m.hero_suspended,
  probation: m.hero_probation,
  closed: m.hero_closed,
}

export function pillText(status: Status): string {
  return PILLS[status]()
}

export function headline(status: Status): string {
  return HEADLINES[status]()
}

/** What may be drawn, and when more. */
export function leadText({ decision, currency, ways }: OpenLine, words: Words): string {
  const { status, available } = decision
  const draw = available > 0 ? m.lead_draw({ amount: words.money(available, currency) }) : m.lead_no_draw()
  const soonest = ways?.paths[0]
  if (!soonest) return draw
  const day = words.day(soonest.reopensOn, 'medium')
  return words.sentences(draw, status === 'probation' ? m.lead_full({ day }) : m.lead_back({ day }))
}
