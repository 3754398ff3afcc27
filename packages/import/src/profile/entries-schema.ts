/** A row about a borrower, a line, and what happened: the profile that a person makes by pointing at columns. */
import * as v from 'valibot'
import { LineKind, Names, SharedFields } from './shared-schema.ts'

/** What a column may mean. Days are `opened` (of the line), `day` (of what happened) and `dueOn` (of the due). */
export const ENTRY_FIELDS = [
  'borrower',
  'name',
  'phone',
  'branch',
  'centre',
  'language',
  'officer',
  'line',
  'limit',
  'opened',
  'day',
  'reference',
  'payment',
  'draw',
  'due',
  'dueOn',
  'balance',
  'paid',
  'daysPastDue',
] as const
export type EntryField = (typeof ENTRY_FIELDS)[number]

type Columns = { readonly [F in EntryField]?: readonly string[] | undefined }

const has = (columns: Columns, ...fields: readonly EntryField[]): boolean => fields.every(field => columns[field] !== undefined)
const hasAny = (columns: Columns, ...fields: readonly EntryField[]): boolean => fields.some(field => columns[field] !== undefined)

export const EntriesProfile = v.pipe(
  v.strictObject({
    ...SharedFields,
    kind: v.literal('entries'),
    /** The kind of the lines that the rows open. */
    lineKind: LineKind,
    columns: v.strictObject(Object.fromEntries(ENTRY_FIELDS.map(field => [field, v.optional(Names)])) as Record<EntryField, v.OptionalSchema<typeof Names, undefined>>),
  }),
  v.check(({ columns }) => hasAny(columns, 'borrower', 'line'), 'a column for borrower or line'),
  v.check(({ columns }) => hasAny(columns, 'name', 'limit', 'payment', 'draw', 'due', 'daysPastDue'), 'a column for name, limit, payment, draw, due or daysPastDue'),
  // Without its own day a payment would move with the day on which the file is read, and count again.
  v.check(({ columns }) => !hasAny(columns, 'payment', 'draw', 'daysPastDue') || has(columns, 'day'), 'a column for day'),
  v.check(({ columns }) => has(columns, 'due') === has(columns, 'dueOn'), 'columns for due and dueOn, or for neither'),
  v.check(
    ({ columns }) => has(columns, 'balance', 'paid', 'daysPastDue') || !hasAny(columns, 'balance', 'paid', 'daysPastDue'),
    'columns for balance, paid and daysPastDue, or for none of them',
  ),
  v.check(({ columns }) => {
    const names = Object.values(columns).flatMap(list => list ?? [])
    return new Set(names).size === names.length
  }, 'each column once'),
)

export type EntriesProfile = v.InferOutput<typeof EntriesProfile>
