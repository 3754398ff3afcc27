/** From values to pixels: linear scales with round ticks, and nothing that depends on what is drawn. */

export interface Scale {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
  /** The y (or x) of a value. */
  readonly at: (value: number) => number
}

/** A scale over [`low`, `high`] that starts and ends on round numbers; `from` and `to` are pixels. */
export function roundScale(low: number, high: number, count: number, from: number, to: number): Scale {
  const step = roundStep((high - low) / Math.max(1, count))
  const min = Math.floor(low / step) * step
  const max = Math.max(min + step, Math.ceil(high / step) * step)
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)
  return { min, max, ticks, at: (value) => from + ((value - min) / (max - min)) * (to - from) }
}

/** The least of 1, 2, 5 × 10^n that is not below `raw`. */
function roundStep(raw: number): number {
  if (!(raw > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(raw))
  const lead = raw / power
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power
}

/** Lowest and highest of the finite values; `null` without any. */
export function extent(values: ArrayLike<number>): readonly [number, number] | null {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? null : [low, high]
}
