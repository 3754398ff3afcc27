/** Why an event or a log was refused, as data: the reader's language is the catalogue's business. */
export interface Issue {
  readonly code: 'bad-data' | 'bad-json' | 'conflicting-event' | 'money-overflow'
  /** Where in the event: `on`, `line`, `data.amount`; empty for the event as a whole. */
  readonly path: string
  /** A short English phrase: `an integer above 0`. */
  readonly expected: string
  /** What stood there, cut to about 60 characters. */
  readonly got: string
  /** Id of the event, where it has a readable one. */
  readonly event?: string
}
