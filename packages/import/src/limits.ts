/** How much of a file is taken in before it is refused or a row of it is named. */
export interface Limits {
  /** Bytes of a file. */
  readonly fileBytes: number
  /** Characters of one row, quoted newlines included; a longer one is named and skipped. */
  readonly rowLength: number
  readonly columns: number
  /** Events of a file: whoever gathers them has to hold them. */
  readonly events: number
  /** Problems listed in a report; the rest are counted. */
  readonly problems: number
  /** Events handed over at a time, whole rows. */
  readonly batchEvents: number
}

export const LIMITS: Limits = {
  fileBytes: 2 ** 31,
  rowLength: 65_536,
  columns: 2_000,
  events: 2 ** 31,
  problems: 10_000,
  batchEvents: 4_096,
}
