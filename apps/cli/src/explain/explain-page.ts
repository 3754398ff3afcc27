/** One page of text that says what was decided for a line on a day, why, and what is missing. */
import {
  characteristicText,
  cureText,
  layerText,
  phaseText,
  reasonCure,
  reasonText,
  renderText,
  segmentText,
  statusText,
  warningText,
  type Language,
} from '@tideline/content'
import type { BookLine, Decision, OpenTask, OverrideInForce, Reason } from '@tideline/engine'
import { labelOf } from '../output/label.ts'
import { sayCondition } from './conditions.ts'
import { bareValue, showDay, showMoney } from './show-value.ts'
import { word, type Word } from './words.ts'

/** What a page is made of besides the decision. */
export interface PageFacts {
  readonly line: BookLine
  /** The name last registered, if any. */
  readonly name: string | null
  /** A metric's value at the end of the day; `null` where unknown. */
  readonly metric: (id: string) => number | null
  readonly knownAt?: string
}

export function explainPage(decision: Decision, facts: PageFacts, language: Language): string[] {
  const say = (name: Word, parameters: Readonly<Record<string, string>> = {}): string => renderText(word(name, language), parameters)
  const day = (text: string): string => showDay(text, language)
  const money = (minor: number): string => showMoney(minor, facts.line.currency)
  const status = statusText(decision.status, facts.line.kind, language)
  const colon = language === 'zh-CN' ? '：' : ': '
  const step = decision.step === undefined ? '' : ` · ${say('step', { step: String(decision.step + 1) })}`
  const aside = (text: string): string => (language === 'zh-CN' ? `（${text}）` : ` (${text})`)
  const known = facts.knownAt === undefined ? '' : aside(say('knownAt', { instant: facts.knownAt }))
  const borrower = facts.name === null ? decision.borrower : facts.name + aside(decision.borrower)
  const section = (name: Word, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', say(name), ...lines])
  return [
    say('headline', { line: decision.line, borrower, day: day(decision.asOf) }) + known,
    `${status.word} · ${say('since', { day: day(decision.since) })}${step}`,
    renderText(status.sentence, { available: money(decision.available), since: day(decision.since) }),
    '',
    `  ${say('limit')}${colon}${money(decision.limit)}`,
    `  ${say('available')}${colon}${money(decision.available)}`,
    `  ${say('balance')}${colon}${money(decision.balance)}`,
    `  ${say('daysPastDue')}${colon}${bareValue('days_past_due', facts.metric('days_past_due'), facts.line.currency, language)}`,
    `  ${say('score')}${colon}${decision.score}`,
    `  ${say('segment')}${colon}${labelOf(segmentText, decision.segment, language)}`,
    `  ${say('phase')}${colon}${labelOf(phaseText, decision.phase, language)}`,
    ...section('reasons', decision.reasons.length === 0 ? [`  ${say('noReasons')}`] : decision.reasons.flatMap(sayReason)),
    ...section('unmet', decision.unmet.flatMap((condition) => sayCondition(condition, facts.line.currency, language))),
    ...section(
      'scoreReasons',
      decision.scoreReasons.map(
        ({ characteristic, shortfall }) =>
          `  - ${labelOf(characteristicText, characteristic, language)}${colon}${say('shortfall', { points: String(shortfall) })}`,
      ),
    ),
    ...section('tasks', decision.warnings.map(sayTask)),
    ...(decision.override
      ? ['', say('override', sayOverride(decision.override))]
      : []),
    ...(decision.ignored ?? []).map(({ event, why }) => say('ignored', { event, why })),
    '',
    `${say(decision.nextReviewOn < decision.asOf ? 'reviewOverdue' : 'review')}${colon}${day(decision.nextReviewOn)}`,
    `${say('proof')}${colon}${decision.policy.id}, ${decision.scorecard.id}, ${decision.engine}`,
  ]

  function sayReason(reason: Reason): string[] {
    const text = reasonText(reason.code, language)
    const since = day('since' in reason ? reason.since : decision.since)
    const at = 'rule' in reason ? say('decidedBy', { layer: labelOf(layerText, reason.layer, language), rule: reason.rule, day: since }) : ''
    const cures = reasonCure(reason.code).map((cure) => cureText(cure, language))
    return [
      `  - ${text.title}${at === '' ? '' : aside(at)}`,
      `    ${fill(text.short, since)}`,
      `    ${text.explanation}`,
      `    ${say('cure')}${colon}${cures.join(language === 'zh-CN' ? '；' : '; ')}`,
      `    ${say('next')}${colon}${fill(text.next, since)}`,
    ]
  }

  function sayOverride({ approval, proposal, until }: OverrideInForce): Readonly<Record<string, string>> {
    return { approval, proposal, day: day(until) }
  }

  function sayTask({ warning, dueOn, overdue }: OpenTask): string {
    const text = taskText(decision.policy.id.split('@')[0]!, warning, language)
    const when = say(overdue ? 'overdue' : 'dueOn', { day: day(dueOn) })
    return text === null ? `  - ${warning}${aside(when)}` : `  - ${text.title}${aside(when)}${colon}${fill(text.fired, '')} ${text.act}`
  }

  /** A catalogue text with what this day was: metrics by their id, and the few names that are no metric. */
  function fill(template: string, since: string): string {
    return template.replace(/\{([a-z0-9_]+)\}/g, (_, name: string) => {
      if (name === 'since') return since
      if (name === 'next_review_on') return day(decision.nextReviewOn)
      if (name === 'override_until') return decision.override ? day(decision.override.until) : ''
      return bareValue(name, facts.metric(name), facts.line.currency, language)
    })
  }
}

/** A lender's own warning has no words in the catalogue. */
function taskText(policy: string, warning: string, language: Language): ReturnType<typeof warningText> | null {
  try {
    return warningText(policy, warning, language)
  } catch {
    return null
  }
}
