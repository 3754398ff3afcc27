/**
 * What a decision names and explains, in the words of the catalogue. Only pages about one line need so many:
 * they are no part of the first look.
 */
import {
  characteristicText,
  conditionTemplate,
  cureText,
  layerText,
  metricText,
  phaseText,
  reasonCure,
  reasonText,
  refusalText,
  renderText,
  segmentText,
  unitTemplate,
  warningText,
  type LabelText,
  type ShownUnit,
} from '@tideline/content'
import type { ExplainedCondition, Reason } from '@tideline/engine'
import type { Issue } from '@tideline/journal'
import type { LinePage } from '@tideline/runtime'
import { formatMonth, formatNumber, formatPercent, formatSigned } from '@tideline/ui/formats'
import { useOffice } from '../shell/office.ts'
import { Words } from './words.ts'

/** A condition as sentences: a leaf has one, `all`, `any` and `not` have members under theirs. */
export interface ConditionWords {
  readonly text: string
  readonly members: readonly ConditionWords[]
}

export interface ReasonWords {
  readonly title: string
  readonly short: string
  readonly explanation: string
  readonly next: string
  /** Who can end it, in words. */
  readonly cures: readonly string[]
}

/** The words for a page about one line; call it where a component begins. */
export function useLineWords(): LineWords {
  return new LineWords(useOffice().locale)
}

/** Whose values stand in a text. */
export type Place = Pick<LinePage, 'decision' | 'metrics'> & { readonly summary: Pick<LinePage['summary'], 'currency'> }

export class LineWords extends Words {
  reason(reason: Reason, page: Place): ReasonWords {
    const language = this.locale.current
    const text = reasonText(reason.code, language)
    const parameters = this.#parameters(page, 'since' in reason ? reason.since : page.decision.since)
    return {
      title: text.title,
      short: renderText(text.short, parameters),
      explanation: text.explanation,
      next: renderText(text.next, parameters),
      cures: reasonCure(reason.code).map((cure) => cureText(cure, language)),
    }
  }

  /** What was seen and what to do about it. */
  warning(id: string, page: LinePage): { readonly title: string; readonly fired: string; readonly act: string } {
    const text = warningText(page.summary.policy, id, this.locale.current)
    return { ...text, fired: renderText(text.fired, this.#parameters(page, page.decision.since)) }
  }

  /** What the officer does about it, where its numbers are not at hand. */
  warningAct(policy: string, id: string): string {
    return warningText(policy, id, this.locale.current).act
  }

  layer(id: string): LabelText {
    return layerText(id, this.locale.current)
  }

  segment(id: string): LabelText {
    return segmentText(id, this.locale.current)
  }

  phase(id: string): LabelText {
    return phaseText(id, this.locale.current)
  }

  characteristic(id: string): LabelText {
    return characteristicText(id, this.locale.current)
  }

  condition(condition: ExplainedCondition, currency: string): ConditionWords {
    const language = this.locale.current
    const nested = (word: 'all' | 'any' | 'not', members: readonly ExplainedCondition[]): ConditionWords => ({
      text: conditionTemplate(word, language),
      members: members.map((member) => this.condition(member, currency)),
    })
    if ('all' in condition) return nested('all', condition.all)
    if ('any' in condition) return nested('any', condition.any)
    if ('not' in condition) return nested('not', [condition.not])
    if ('always' in condition) return nested('all', [])
    const { label, unit } = metricText(condition.metric, language)
    const shown = (value: number | null): string => this.#withUnit(value, unit, currency)
    return {
      text: renderText(conditionTemplate(condition.op, language), {
        metric: label,
        actual: shown(condition.actual),
        value: 'value' in condition ? shown(condition.value) : '',
      }),
      members: [],
    }
  }

  /** What the journal refused and what to do, in one paragraph. */
  refusal(issue: Issue): string {
    const text = refusalText(issue.code, this.locale.current)
    const { path, expected, got, event = '' } = issue
    return `${renderText(text.what, { path, expected, got, event })} ${text.act}`
  }

  #parameters(page: Place, since: string): Record<string, string> {
    const { decision, metrics, summary } = page
    const values = Object.entries(metrics).map(([id, value]): [string, string] => [
      id,
      this.#bare(value, metricText(id, this.locale.current).unit, summary.currency),
    ])
    return {
      ...Object.fromEntries(values),
      since: this.day(since),
      next_review_on: this.day(decision.nextReviewOn),
      override_until: decision.override ? this.day(decision.override.until) : '',
    }
  }

  #withUnit(value: number | null, unit: ShownUnit, currency: string): string {
    const text = this.#bare(value, unit, currency)
    return value === null ? text : renderText(unitTemplate(unit, value, this.locale.current), { value: text })
  }

  #bare(value: number | null, unit: ShownUnit, currency: string): string {
    const locale = this.locale.format
    if (value === null) return conditionTemplate('unknown', this.locale.current)
    switch (unit) {
      case 'money':
        return this.money(value, currency)
      case 'percent':
        return formatPercent(value, locale)
      case 'change':
        return `${value > 0 ? '+' : ''}${formatPercent(value, locale)}`
      case 'points':
        return formatNumber(value, locale, 1)
      case 'multiple':
        return formatNumber(value, locale, 2)
      default:
        return formatNumber(value, locale)
    }
  }

  /** `Aug 2025` of `2025-08`. */
  month(month: string): string {
    return formatMonth(month, this.locale.format)
  }

  metric(id: string): string {
    return metricText(id, this.locale.current).label
  }

  /** What a metric is called, and a value of it with its unit. */
  metricParts(metric: string, value: number, currency: string): { readonly metric: string; readonly value: string } {
    const { label, unit } = metricText(metric, this.locale.current)
    return { metric: label, value: this.#withUnit(value, unit, currency) }
  }

  /** `2 accounts`. */
  counted(value: number, unit: ShownUnit): string {
    return this.#withUnit(value, unit, '')
  }

  /** `+30` */
  signed(value: number): string {
    return formatSigned(value, this.locale.format)
  }
}
