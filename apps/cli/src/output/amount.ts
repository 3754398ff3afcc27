/** Money for people: minor units with the currency's decimals and groups of three. */
import { currencyExponent } from '@tideline/journal'

/** `1234567` of CNY is `12,345.67`. */
export function amount(minor: number, currency: string): string {
  const digits = String(Math.abs(minor)).padStart(currencyExponent(currency) + 1, '0')
  const at = digits.length - currencyExponent(currency)
  const whole = digits.slice(0, at).replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = digits.slice(at)
  return `${minor < 0 ? '−' : ''}${whole}${rest === '' ? '' : `.${rest}`}`
}
