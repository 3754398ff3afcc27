/** SVG paths of values told at a few points in time, such as the ends of months: straight from one to the next. */

type Place = (value: number) => number

/** A line through the points; a gap (NaN) interrupts it. */
export function pointPath(values: ArrayLike<number>, x: Place, y: Place): string {
  return stretches(values)
    .map((stretch) => `M${stretch.map((i) => at(i, values[i]!, x, y)).join('L')}`)
    .join('')
}

/** The area between the line and a floor. */
export function pointArea(values: ArrayLike<number>, x: Place, y: Place, floor: number): string {
  return stretches(values)
    .map((stretch) => `M${round(x(stretch[0]!))} ${round(floor)}L${stretch.map((i) => at(i, values[i]!, x, y)).join('L')}V${round(floor)}Z`)
    .join('')
}

/** The indexes of known values, those that follow each other together. */
function stretches(values: ArrayLike<number>): number[][] {
  const found: number[][] = []
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    if (i > 0 && Number.isFinite(values[i - 1])) found.at(-1)!.push(i)
    else found.push([i])
  }
  return found
}

function at(i: number, value: number, x: Place, y: Place): string {
  return `${round(x(i))} ${round(y(value))}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
