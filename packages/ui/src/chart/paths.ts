/** SVG paths of daily columns. A value holds for its day, so a line is drawn in steps, and only where it moves. */
import { runsOf } from './runs.ts'

/** A stepped line; gaps (NaN) interrupt it. */
export function stepPath(values: ArrayLike<number>, x: (index: number) => number, y: (value: number) => number): string {
  let path = ''
  let open = false
  for (const { start, end, value } of runsOf(values)) {
    if (!Number.isFinite(value)) {
      open = false
      continue
    }
    path += `${open ? 'V' : `M${round(x(start))} `}${round(y(value))}H${round(x(end + 1))}`
    open = true
  }
  return path
}

/** The area between a stepped line and a floor; nothing where the value is 0 or unknown. */
export function stepArea(
  values: ArrayLike<number>,
  x: (index: number) => number,
  y: (value: number) => number,
  floor: number,
): string {
  let path = ''
  for (const { start, end, value } of runsOf(values)) {
    if (!(value > 0)) continue
    path += `M${round(x(start))} ${round(floor)}V${round(y(value))}H${round(x(end + 1))}V${round(floor)}Z`
  }
  return path
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
