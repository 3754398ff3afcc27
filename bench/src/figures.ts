/** Figures as a table shows them: three digits, the unit that fits. */

/** From milliseconds. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${digits(ms / 1000)} s`
  if (ms >= 1) return `${digits(ms)} ms`
  return ms >= 1e-3 ? `${digits(ms * 1e3)} µs` : `${digits(ms * 1e6)} ns`
}

export function megabytes(bytes: number): string {
  return `${grouped(Math.round(bytes / 2 ** 20))} MB`
}

/** So many a second. */
export function rate(perSecond: number): string {
  if (perSecond >= 1e6) return `${digits(perSecond / 1e6)} M/s`
  return perSecond >= 1e3 ? `${digits(perSecond / 1e3)} k/s` : `${digits(perSecond)}/s`
}

export function times(ratio: number): string {
  return `${digits(ratio)} ×`
}

export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

function digits(value: number): string {
  if (value >= 100) return grouped(Math.round(value))
  return value.toFixed(value >= 10 ? 1 : 2)
}
