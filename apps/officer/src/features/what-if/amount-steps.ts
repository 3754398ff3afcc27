/** A slider over an amount: round stops, and the whole amount as the last one whatever it is. */

export interface AmountSteps {
  readonly most: number
  /** Minor units from stop to stop. */
  readonly size: number
  /** The position of the whole amount. */
  readonly count: number
}

/** About a hundred stops of 1, 2 or 5 × 10^n whole units. */
export function amountSteps(most: number, exponent: number): AmountSteps {
  const whole = 10 ** exponent
  if (!(most > 0)) return { most: 0, size: whole, count: 0 }
  let size = whole
  for (let i = 0; most / size > 100; i++) size *= i % 3 === 1 ? 2.5 : 2
  return { most, size, count: Math.ceil(most / size) }
}

export function amountAt({ most, size }: AmountSteps, position: number): number {
  return Math.min(most, position * size)
}

/** The nearest stop of an amount that was typed. */
export function positionOf({ most, size, count }: AmountSteps, amount: number): number {
  return amount >= most ? count : Math.round(amount / size)
}
