/** Figures of the portfolio as this language writes them; what nobody can tell is a dash. */
import { formatNumber, formatPercent } from '@tideline/ui/formats'
import type { Words } from '../../words/words.ts'

export interface FigureWords {
  /** `null`: a sum that money can't hold. */
  readonly money: (minor: number | null, currency: string) => string
  readonly amount: (minor: number | null, currency: string) => string
  readonly share: (share: number | null) => string
  readonly count: (value: number | null) => string
}

const UNKNOWN = '–'

export function figureWords(words: Pick<Words, 'money' | 'amount'>, locale: string): FigureWords {
  return {
    money: (minor, currency) => (minor === null ? UNKNOWN : words.money(minor, currency)),
    amount: (minor, currency) => (minor === null ? UNKNOWN : words.amount(minor, currency)),
    share: (share) => (share === null ? UNKNOWN : formatPercent(share, locale)),
    count: (value) => (value === null ? UNKNOWN : formatNumber(value, locale, 1)),
  }
}
