/** What a decision names, in the words of the catalogue, with numbers and days as this language writes them. */
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
  statusText,
  unitTemplate,
  warningText,
  type LabelText,
  type ShownUnit,
  type StatusText,
} from '@tideline/content'
import type { ExplainedCondition, Reason } from '@tideline/engine'
import { currencyExponent, type Issue } from '@tideline/journal'
import type { LinePage, LineSummary } from '@tideline/runtime'
import { formatAmount, formatDay, formatDaysFrom, formatMoney, formatNumber, formatPercent, formatSigned, type DayForm } from '@tideline/ui/formats'
import type { LocaleState } from '../shell/locale.svelte.ts'

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

export class Words {
  readonly #locale: LocaleState

  constructor(locale: LocaleState) {
    this.#locale = locale
  }

  /** With the currency: `CN¥3,000`. */
  money(minor: number, currency: string): string {
    return formatMoney(minor, { currency, exponent: currencyExponent(currency), locale: this.#locale.format })
  }

  /** Without it: `3,000`. */
  amount(minor: number, currency: string): string {
    return formatAmount(minor, { exponent: currencyExponent(currency), locale: this.#locale.format })
  }

  day(day: string, form: DayForm = 'medium'): string {
    return formatDay(day, this.#locale.format, form)
  }

  /** `12 days ago`, `today`. */
  daysAgo(days: number): string {
    return formatDaysFrom(-days, this.#locale.format)
  }

  status(line: Pick<LineSummary, 'status' | 'kind'>): string {
    return statusText(line.status, line.kind, this.#locale.current).word
  }

  /** The status as one sentence. */
  statusSentence(line: LineSummary): string {
    const text: StatusText = statusText(line.status, line.kind, this.#locale.current)
    return renderText(text.sentence, { available: this.money(line.available, line.currency), since: this.day(line.since) })
  }

  /** What a reason is called, where its numbers are not at hand. */
  reasonTitle(code: string): string {
    return reasonText(code, this.#locale.current).title
  }

  reason(reason: Reason, page: LinePage): ReasonWords {
    const language = this.#locale.current
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
    const text = warningText(page.summary.policy, id, this.#locale.current)
    return { ...text, fired: renderText(text.fired, this.#parameters(page, page.decision.since)) }
  }

  warningTitle(policy: string, id: string): string {
    return warningText(policy, id, this.#locale.current).title
  }

  layer(id: string): LabelText {
    return layerText(id, this.#locale.current)
  }

  segment(id: string): LabelText {
    return segmentText(id, this.#locale.current)
  }

  phase(id: string): LabelText {
    return phaseText(id, this.#locale.current)
  }

  characteristic(id: string): LabelText {
    return characteristicText(id, this.#locale.current)
  }

  condition(condition: ExplainedCondition, currency: string): ConditionWords {
    const language = this.#locale.current
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
    const text = refusalText(issue.code, this.#locale.current)
    const { path, expected, got, event = '' } = issue
    return `${renderText(text.what, { path, expected, got, event })} ${text.act}`
  }

  #parameters(page: LinePage, since: string): Record<string, string> {
    const { decision, metrics, summary } = page
    const values = Object.entries(metrics).map(([id, value]): [string, string] => [
      id,
      this.#bare(value, metricText(id, this.#locale.current).unit, summary.currency),
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
    return value === null ? text : renderText(unitTemplate(unit, value, this.#locale.current), { value: text })
  }

  #bare(value: number | null, unit: ShownUnit, currency: string): string {
    const locale = this.#locale.format
    if (value === null) return conditionTemplate('unknown', this.#locale.current)
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

  /** `+30` */
  signed(value: number): string {
    return formatSigned(value, this.#locale.format)
  }
}
