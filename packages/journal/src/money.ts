/** Money: integers of minor units within ±(2^53 − 1) (V1). Nothing here rounds what it was not asked to. */
import { assert } from './assert.ts'

/** Whether a value is an amount of money: a safe integer, no fraction, no NaN. */
export function isMinor(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** The sum, or `null` when it leaves the range of money. */
export function addMinor(a: number, b: number): number | null {
  const sum = a + b
  return Number.isSafeInteger(sum) ? sum : null
}

/**
 * floor(amount × thousandths ÷ 1000 ÷ rounding) × rounding, exact, in minor units; `null` when it
 * leaves the range of money. All three are safe integers, `rounding` above 0.
 */
export function scaleMinor(amount: number, thousandths: number, rounding: number): number | null {
  assert(isMinor(amount) && isMinor(thousandths) && isMinor(rounding), 'scaleMinor is given integers')
  assert(rounding > 0, 'a rounding is above 0')
  const product = amount * thousandths
  const divisor = 1000 * rounding
  if (product >= 0 && Number.isSafeInteger(product) && Number.isSafeInteger(divisor)) {
    return ((product - (product % divisor)) / divisor) * rounding
  }
  const exact = BigInt(amount) * BigInt(thousandths)
  const wideDivisor = 1000n * BigInt(rounding)
  const towardsZero = exact / wideDivisor
  const floor = exact < 0n && exact % wideDivisor !== 0n ? towardsZero - 1n : towardsZero
  const scaled = Number(floor * BigInt(rounding))
  return Number.isSafeInteger(scaled) ? scaled : null
}

// ISO 4217:2015, list one: the active currencies whose minor unit is not a hundredth.
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...codes(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...codes(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...codes(4, 'CLF UYW'),
])

function codes(exponent: number, list: string): [string, number][] {
  return list.split(' ').map(code => [code, exponent])
}

/** How many decimals a currency's minor unit stands for: JPY 0, KWD 3; 2 for any code not listed otherwise. */
export function currencyExponent(code: string): number {
  return EXPONENTS.get(code) ?? 2
}
