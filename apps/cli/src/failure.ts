/** What ends a command: shown on standard error as it stands, one line each, exit code 2. */
export class Failure extends Error {
  readonly lines: readonly string[]

  /** The lines say what, where and what to do; never empty. */
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** As many faults as help; how many there are is said as well. */
const MOST_SHOWN = 20

/** One `Failure` for many faults of one file. */
export function failureOf(faults: readonly string[], advice: string): Failure {
  const rest = faults.length - MOST_SHOWN
  const more = rest > 0 ? [`… and ${rest} more`] : []
  return new Failure(...faults.slice(0, MOST_SHOWN), ...more, `${count(faults.length, 'fault')}; ${advice}`)
}

/** `1 fault`, `2 faults`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
