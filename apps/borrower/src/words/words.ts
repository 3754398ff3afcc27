/** Money and days as people know them, and the catalogue's words in the language of the page. */
import { cureText, metricText, pathText, reasonCure, reasonText, renderText, STATE_REASON_CODES, type PathTextId } from '@tideline/content'
import { currencyExponent } from '@tideline/journal'
import { formatDay, formatMoney, formatNumber, type DayForm } from '@tideline/ui/formats'
import type { LocaleState } from '@tideline/ui/page'

export interface ReasonWords {
  readonly title: string
  /** `''` of a state, which says no more than its name. */
  readonly explanation: string
  /** Who can change it. */
  readonly cure: string
}

export class Words {
  readonly #locale: LocaleState

  constructor(locale: LocaleState) {
    this.#locale = locale
  }

  money(minor: number, currency: string): string {
    const exponent = currencyExponent(currency)
    // Nobody says "and no cents".
    const whole = minor % 10 ** exponent === 0
    return formatMoney(whole ? minor / 10 ** exponent : minor, { currency, exponent: whole ? 0 : exponent, locale: this.#locale.format })
  }

  day(day: string, form: DayForm = 'medium'): string {
    return formatDay(day, this.#locale.format, form)
  }

  /** As it stands in a ring: broken, if at all, after the month. */
  ringDay(day: string): string {
    return this.day(day, 'short').replace('月', '月\u200b')
  }

  /** Sentences one after the other. */
  sentences(...list: readonly string[]): string {
    return list.join(this.#locale.current === 'zh-CN' ? '' : ' ')
  }

  number(value: number): string {
    return formatNumber(value, this.#locale.format)
  }

  path(id: PathTextId, parameters: Readonly<Record<string, string>> = {}): string {
    return renderText(pathText(id, this.#locale.current), parameters)
  }

  metric(id: string): string {
    return metricText(id, this.#locale.current).label
  }

  reason(code: string): ReasonWords {
    const language = this.#locale.current
    const { title, explanation } = reasonText(code, language)
    return { title, explanation: STATE_REASON_CODES.has(code) ? '' : explanation, cure: reasonCure(code).map((cure) => cureText(cure, language)).join(language === 'zh-CN' ? '；' : '; ') }
  }
}
