/** What a list of lines names, in the words of the catalogue, with money and days as this language writes them. */
import { renderText, statusText } from '@tideline/content'
import { reasonTitle, warningTitle } from '@tideline/content/titles'
import { currencyExponent } from '@tideline/journal'
import type { LineSummary } from '@tideline/runtime'
import { formatAmount, formatDay, formatDaysFrom, formatMoney, type DayForm } from '@tideline/ui/formats'
import type { LocaleState } from '@tideline/ui/page'

/** The language of the screen, or of a page that is printed in another. */
export type WordsLocale = Pick<LocaleState, 'current' | 'format'>

export class Words {
  protected readonly locale: WordsLocale

  constructor(locale: WordsLocale) {
    this.locale = locale
  }

  /** With the currency: `CN¥3,000`. */
  money(minor: number, currency: string): string {
    return formatMoney(minor, { currency, exponent: currencyExponent(currency), locale: this.locale.format })
  }

  /** Without it: `3,000`. */
  amount(minor: number, currency: string): string {
    return formatAmount(minor, { exponent: currencyExponent(currency), locale: this.locale.format })
  }

  day(day: string, form: DayForm = 'medium'): string {
    return formatDay(day, this.locale.format, form)
  }

  /** `12 days ago`, `today`. */
  daysAgo(days: number): string {
    return formatDaysFrom(-days, this.locale.format)
  }

  status(line: Pick<LineSummary, 'status' | 'kind'>): string {
    return statusText(line.status, line.kind, this.locale.current).word
  }

  /** The status as one sentence. */
  statusSentence(line: Pick<LineSummary, 'status' | 'kind' | 'available' | 'currency' | 'since'>): string {
    const { sentence } = statusText(line.status, line.kind, this.locale.current)
    return renderText(sentence, { available: this.money(line.available, line.currency), since: this.day(line.since) })
  }

  /** What a reason is called, where its numbers are not at hand. */
  reasonTitle(code: string): string {
    return reasonTitle(code, this.locale.current)
  }

  warningTitle(policy: string, id: string): string {
    return warningTitle(policy, id, this.locale.current)
  }
}
