/** The header of a table: which delimiter shows the columns that are needed, and where they stand. */
import { plain } from '../cell/plain.ts'
import { cut, Refused } from '../problem.ts'
import { headRecords } from './records.ts'

/** A field of a profile and the names its column may have. */
export interface ColumnNeed {
  readonly field: string
  readonly names: readonly string[]
}

export interface Header {
  readonly delimiter: string
  /** Line of the file. */
  readonly row: number
  /** As the file spells them; as many as every row has cells. */
  readonly names: readonly string[]
  /** Index and spelling of the column of each field. */
  readonly columns: ReadonlyMap<string, Column>
}

export interface Column {
  readonly index: number
  readonly name: string
}

export const DELIMITERS = [',', ';', '\t', '|'] as const

/** Many exports put a title, a period and an account number above the table. */
const LINES_ABOVE = 20
/** Characters of a file within which the header must stand. */
export const HEAD_LENGTH = 65_536

interface Candidate {
  readonly delimiter: string
  readonly row: number
  readonly names: readonly string[]
  readonly missing: readonly ColumnNeed[]
}

/**
 * The header in the head of a file. `wanted` is `auto` or the delimiter that a person chose; if the
 * columns are missing with that one and present with another, the refusal proposes the other.
 */
export function findHeader(
  head: string,
  whole: boolean,
  needs: readonly ColumnNeed[],
  wanted: string,
  limits: { readonly rowLength: number; readonly columns: number },
): Header {
  const candidates = DELIMITERS.flatMap(delimiter => candidatesOf(head, whole, needs, delimiter, limits.rowLength))
  const allowed = wanted === 'auto' ? candidates : candidatesOf(head, whole, needs, wanted, limits.rowLength)
  const best = leastMissing(allowed)
  if (best === undefined) throw new Refused('empty-file', 'a header and rows', 'no row of text')
  if (best.missing.length > 0) throw missingColumns(best, leastMissing(candidates), needs.length)
  if (best.names.length > limits.columns) {
    throw new Refused('too-many-columns', `at most ${limits.columns} columns`, `${best.names.length}`, best.row)
  }
  return {
    delimiter: best.delimiter,
    row: best.row,
    names: best.names,
    columns: new Map(needs.map(need => [need.field, columnOf(need, best)])),
  }
}

function candidatesOf(
  head: string,
  whole: boolean,
  needs: readonly ColumnNeed[],
  delimiter: string,
  rowLength: number,
): Candidate[] {
  const records = headRecords(head, delimiter, rowLength, whole).filter(record => record.fault === undefined)
  return records.slice(0, LINES_ABOVE).map(({ row, cells }) => {
    const found = new Set(cells.map(plain))
    const missing = needs.filter(need => !need.names.some(name => found.has(plain(name))))
    return { delimiter, row, names: cells, missing }
  })
}

/** The first of those with the fewest missing; among equals, the one that shows most columns. */
function leastMissing(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined
  for (const candidate of candidates) {
    const missing = candidate.missing.length - (best?.missing.length ?? Infinity)
    if (best === undefined || missing < 0 || (missing === 0 && candidate.names.length > best.names.length && candidate.row <= best.row)) {
      best = candidate
    }
  }
  return best
}

function missingColumns(best: Candidate, other: Candidate | undefined, needed: number): Refused {
  const names = best.missing.map(need => need.names.join(' / ')).join(', ')
  const better = other !== undefined && other.missing.length < best.missing.length ? other : undefined
  const found = needed - (better?.missing.length ?? 0)
  const proposal = better === undefined ? '' : `; the delimiter ${named(better.delimiter)} would show ${found} of ${needed}`
  const got = `${best.names.length} with the delimiter ${named(best.delimiter)}: ${shownNames(best.names)}`
  return new Refused('missing-columns', `the columns ${names}${proposal}`, got, best.row)
}

const SHOWN_NAMES = 40

function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map(cut).join(', ')
  return names.length > SHOWN_NAMES ? `${shown}, … (${names.length - SHOWN_NAMES} more)` : shown
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

function named(delimiter: string): string {
  return DELIMITER_NAMES[delimiter] ?? delimiter
}

function columnOf(need: ColumnNeed, header: Candidate): Column {
  const wanted = new Set(need.names.map(plain))
  const found = header.names.flatMap((name, index) => (wanted.has(plain(name)) ? [{ index, name: name.trim() }] : []))
  const [column, second] = found
  if (column === undefined || second !== undefined) {
    const got = found.map(({ index, name }) => `${name} (column ${index + 1})`).join(', ')
    throw new Refused('repeated-column', `one column for ${need.names.join(' / ')}`, got, header.row)
  }
  return column
}
