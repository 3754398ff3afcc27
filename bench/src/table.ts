/** A case as a Markdown table, with what was to be reached and whether it was. */
import type { BenchCase } from './cases.ts'
import type { Finished } from './child.ts'
import { duration, megabytes, rate, times } from './figures.ts'
import { median, quantile, type Measured } from './measure.ts'

const HEAD = ['what', 'median', 'range, or 99 %', 'rate', 'a unit', 'peak memory', 'of it held before']
const ALIGN = ['---', '---:', '---:', '---:', '---:', '---:', '---:']

/** The lines of a case: a sentence, a table, goals, notes. Goals in time are those of the whole book. */
export function caseLines(bench: BenchCase, results: readonly Finished[], isWhole: boolean): string[] {
  const shown = new Set<string>()
  const rows = results.flatMap((result) =>
    result.measured
      .filter(({ what }) => !bench.without?.includes(what) && !(bench.once?.includes(what) && shown.has(what)))
      .map((measured) => {
        shown.add(measured.what)
        return rowOf(measured, result)
      }),
  )
  const table = [HEAD, ALIGN, ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const all = results.flatMap(({ measured }) => measured)
  const notes = results.flatMap((result) => [...(result.notes ?? []), ...crowding(result)])
  const said = [...comparisonLines(bench, all), ...(isWhole ? goalLines(bench, all) : []), ...notes.map((note) => `- ${note}`)]
  return [bench.about, '', ...table, ...(said.length > 0 ? ['', ...said] : [])]
}

/** Whoever is alone gets a whole core, and something of another for collecting garbage. */
function crowding({ measured, cpuShare }: Finished): string[] {
  if (cpuShare > 0.9) return []
  return [`Not to be trusted: other work left only ${Math.round(cpuShare * 100)} % of a core for “${measured[0]?.what ?? ''}”.`]
}

function rowOf({ what, samples, units, single }: Measured, { peakBytes, heldBytes }: Finished): string[] {
  const middle = median(samples)
  return [
    what,
    duration(middle),
    single ? duration(quantile(samples, 0.99)) : `${duration(Math.min(...samples))} to ${duration(Math.max(...samples))}`,
    units ? rate((units.count / middle) * 1000) : '',
    units ? `${duration(middle / units.count)} ${units.name === 'event' ? 'an' : 'a'} ${units.name}` : '',
    megabytes(peakBytes),
    megabytes(heldBytes),
  ]
}

function comparisonLines({ comparisons = [] }: BenchCase, all: readonly Measured[]): string[] {
  return comparisons.map(({ row, than, atLeast }) => {
    const others = than.map((name) => rowNamed(all, name))
    const fastest = others.reduce((best, other) => (perUnit(other) < perUnit(best) ? other : best))
    const ratio = perUnit(fastest) / perUnit(rowNamed(all, row))
    const goal = atLeast === undefined ? '' : `; goal ${atLeast} ×: ${verdict(ratio / atLeast)}`
    return `- ${row}: **${times(ratio)}** as fast as ${fastest.what}${others.length > 1 ? ', its fastest way' : ''}${goal}.`
  })
}

function goalLines({ goals = [] }: BenchCase, all: readonly Measured[]): string[] {
  return goals.map(({ row, atMost, share = 0.5 }) => {
    const took = quantile(rowNamed(all, row).samples, share)
    const of = share === 0.5 ? '' : `, ${share * 100} % of them`
    return `- ${row}${of}: **${duration(took)}**; goal ${duration(atMost)}: ${verdict(atMost / took)}.`
  })
}

function rowNamed(all: readonly Measured[], row: string): Measured {
  const found = all.find(({ what }) => what === row)
  if (!found) throw new Error(`Nothing measured “${row}”`)
  return found
}

/** `reached` is 1 or more where the goal is. */
function verdict(reached: number): string {
  return reached >= 1 ? 'reached' : `missed by ${times(1 / reached)}`
}

function perUnit({ samples, units }: Measured): number {
  return median(samples) / (units?.count ?? 1)
}
