/** A sum for people, or that it is more than money can hold. */
import { amount } from '../output/amount.ts'

export function amountOr(minor: number | null, currency: string): string {
  return minor === null ? '> 2^53' : amount(minor, currency)
}
