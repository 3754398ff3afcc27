/** The values that the metrics of one day may still take: a span for each, narrowed leaf by leaf. */
import { COLUMN, METRICS, type MetricId } from '../metrics/vocabulary.ts'
import type { Leaf } from '../policy/condition.ts'

/** A box of spans, one per metric; ends that are left out are `open`. */
export interface Box {
  readonly low: Float64Array
  readonly high: Float64Array
  readonly lowOpen: Uint8Array
  readonly highOpen: Uint8Array
  /** Whether the metric may still be known, and whether it may still be unknown. */
  readonly known: Uint8Array
  readonly unknown: Uint8Array
}

const INTEGER = METRICS.map(({ unit }) => unit !== 'ratio' && unit !== 'minor' && unit !== 'points')

export function boxOf(): Box {
  return {
    low: Float64Array.from(METRICS, ({ min }) => min),
    high: Float64Array.from(METRICS, ({ max }) => max),
    lowOpen: new Uint8Array(METRICS.length),
    highOpen: new Uint8Array(METRICS.length),
    known: new Uint8Array(METRICS.length).fill(1),
    unknown: Uint8Array.from(METRICS, ({ id, unknown }) => (unknown === 'never' ? 0 : 1) | (id === 'good_accounts_since_suspension' ? 1 : 0)),
  }
}

export function copyOf(box: Box): Box {
  return {
    low: box.low.slice(),
    high: box.high.slice(),
    lowOpen: box.lowOpen.slice(),
    highOpen: box.highOpen.slice(),
    known: box.known.slice(),
    unknown: box.unknown.slice(),
  }
}

/** Keeps what makes a leaf hold, or fail; `false` if nothing is left. Of an unknown value every comparison fails (V3). */
export function narrow(box: Box, leaf: Leaf, holds: boolean): boolean {
  const i = COLUMN[leaf.metric]
  if (leaf.op === 'missing') {
    if (holds) box.known[i] = 0
    else box.unknown[i] = 0
    return isOpen(box, i)
  }
  if (holds) box.unknown[i] = 0
  const { value } = leaf
  switch (leaf.op) {
    case 'lt':
      return holds ? atMost(box, i, value, true) : atLeast(box, i, value, false)
    case 'lte':
      return holds ? atMost(box, i, value, false) : atLeast(box, i, value, true)
    case 'gt':
      return holds ? atLeast(box, i, value, true) : atMost(box, i, value, false)
    case 'gte':
      return holds ? atLeast(box, i, value, false) : atMost(box, i, value, true)
    case 'eq':
      return holds ? atLeast(box, i, value, false) && atMost(box, i, value, false) : without(box, i, value)
    case 'ne':
      return holds ? without(box, i, value) : atLeast(box, i, value, false) && atMost(box, i, value, false)
  }
}

/** Of a known value: not below `value`. */
export function atLeast(box: Box, i: number, value: number, open: boolean): boolean {
  const bound = INTEGER[i] ? (open ? Math.floor(value) + 1 : Math.ceil(value)) : value
  const left = open && !INTEGER[i] ? 1 : 0
  if (bound > box.low[i]! || (bound === box.low[i]! && left > box.lowOpen[i]!)) {
    box.low[i] = bound
    box.lowOpen[i] = left
  }
  return isOpen(box, i)
}

/** Of a known value: not above `value`. */
export function atMost(box: Box, i: number, value: number, open: boolean): boolean {
  const bound = INTEGER[i] ? (open ? Math.ceil(value) - 1 : Math.floor(value)) : value
  const left = open && !INTEGER[i] ? 1 : 0
  if (bound < box.high[i]! || (bound === box.high[i]! && left > box.highOpen[i]!)) {
    box.high[i] = bound
    box.highOpen[i] = left
  }
  return isOpen(box, i)
}

/** Takes a single value out; it shows only where it is an end of the span. */
function without(box: Box, i: number, value: number): boolean {
  if (value === box.low[i]) return atLeast(box, i, value, true)
  return value === box.high[i] ? atMost(box, i, value, true) : isOpen(box, i)
}

/** Whether the metric has a value left to take; one whose known values are used up must be unknown. */
export function isOpen(box: Box, i: number): boolean {
  const low = box.low[i]!
  const high = box.high[i]!
  if (low > high || (low === high && (box.lowOpen[i] || box.highOpen[i]))) box.known[i] = 0
  return box.known[i] === 1 || box.unknown[i] === 1
}

/** What must be unknown, such as the days of a suspension on a line that is not suspended. */
export function setUnknown(box: Box, metric: MetricId): boolean {
  box.known[COLUMN[metric]] = 0
  return isOpen(box, COLUMN[metric])
}

export function setKnown(box: Box, metric: MetricId): boolean {
  box.unknown[COLUMN[metric]] = 0
  return isOpen(box, COLUMN[metric])
}
