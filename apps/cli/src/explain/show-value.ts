/** Values of metrics, days and money as a person reads them in one language. */
import { conditionTemplate, metricText, renderText, unitTemplate, type Language } from '@tideline/content'
import { amount } from '../output/amount.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** `2026-03-31` is `31 March 2026`, `2026年3月31日`. */
export function showDay(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number)
  return language === 'zh-CN' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month! - 1]} ${year}`
}

/** Minor units with their currency: `1,200.00 CNY`. */
export function showMoney(minor: number, currency: string): string {
  return `${amount(minor, currency)} ${currency}`
}

/** A metric's value with its unit: `3 days`, `95 %`, `1.15×`; what the language calls unknown for `null`. */
export function showMetric(metric: string, value: number | null, currency: string, language: Language): string {
  if (value === null) return conditionTemplate('unknown', language)
  const { unit } = metricText(metric, language)
  return renderText(unitTemplate(unit, value, language), { value: bareValue(metric, value, currency, language) })
}

/** The same without the unit word, for a text that has it. */
export function bareValue(metric: string, value: number | null, currency: string, language: Language): string {
  if (value === null) return conditionTemplate('unknown', language)
  switch (metricText(metric, language).unit) {
    case 'money':
      return showMoney(value, currency)
    case 'percent':
      return `${decimals(value * 100, 1)} %`
    case 'change':
      return `${value > 0 ? '+' : ''}${decimals(value * 100, 1)} %`
    case 'multiple':
      return decimals(value, 2)
    default:
      return decimals(value, 9)
  }
}

/** At most `most` decimals, none that are zero; a true minus. */
function decimals(value: number, most: number): string {
  return String(Number(value.toFixed(most))).replace('-', '−')
}
