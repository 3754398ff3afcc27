/** What a lender's file says, as data: which column means what. One JSON file a profile. */
import { parseDay, parseMonth } from '@tideline/journal'
import * as v from 'valibot'
import { EntriesProfile } from './entries-schema.ts'
import { LineKind, Names, SharedFields } from './shared-schema.ts'
import { placeholdersOf } from './template.ts'

const CivilDay = v.pipe(v.string(), v.check(text => parseDay(text) !== null, 'a day as YYYY-MM-DD'))
const CivilMonth = v.pipe(v.string(), v.check(text => parseMonth(text) !== null, 'a month as YYYY-MM'))
const Days = v.pipe(v.number(), v.integer('whole days'), v.minValue(0))
const Template = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

const Shared = {
  ...SharedFields,
  /** Texts with `{column}` for a cell, `{column:6}` for one filled up with zeros in front to six characters. */
  borrower: Template,
  name: Template,
  branch: Template,
}

const StatementsProfile = v.pipe(
  v.strictObject({
    ...Shared,
    kind: v.literal('statements'),
    line: Template,
    lineKind: LineKind,
    /** Columns by field; `limit` is needed, the others serve the templates and `openedOn`. */
    columns: v.record(v.string(), Names),
    openedOn: v.variant('from', [
      v.strictObject({ from: v.literal('constant'), day: CivilDay }),
      v.strictObject({ from: v.literal('column'), column: v.string() }),
    ]),
    /** The day of each month on which a statement is dated. */
    statementDay: v.optional(v.union([v.literal('month-end'), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(28))]), 'month-end'),
    /** How a status cell tells days past due: as a number of days, or by a table of codes. */
    daysPastDue: v.variant('from', [
      v.strictObject({ from: v.literal('days') }),
      v.strictObject({ from: v.literal('codes'), codes: v.record(v.string(), Days) }),
    ]),
    /** A month whose cells are all empty: named as an error, or a line that was not open yet. */
    emptyMonth: v.optional(v.picklist(['named', 'left-out']), 'named'),
    months: v.pipe(
      v.array(v.strictObject({ month: CivilMonth, balance: Names, paid: Names, status: Names })),
      v.minLength(1, 'at least one month'),
      v.check(months => new Set(months.map(({ month }) => month)).size === months.length, 'each month once'),
    ),
  }),
  v.check(profile => Object.hasOwn(profile.columns, 'limit'), 'a column for limit'),
  v.check(
    profile => profile.openedOn.from === 'constant' || Object.hasOwn(profile.columns, profile.openedOn.column),
    'openedOn.column among columns',
  ),
  v.check(
    profile => templatesKnown([profile.borrower, profile.line, profile.name, profile.branch], profile.columns),
    'only names of columns between the braces of a template',
  ),
)

/** Values a rule compares, as `plain` leaves them; an empty text means an empty cell. */
const Values = v.pipe(v.array(v.string()), v.minLength(1))

const Rule = v.strictObject({
  /** All that are given must fit; `sign` is `in` or `out` and needs signed amounts. */
  when: v.record(v.string(), Values),
  as: v.picklist(['income', 'essential', 'discretionary', 'ignored']),
  /** Why, for whoever changes it. */
  why: v.optional(v.string()),
})

const TransactionsProfile = v.pipe(
  v.strictObject({
    ...Shared,
    kind: v.literal('transactions'),
    /** `account`, `date` and `amount` are needed; `reference` tells a transaction that is given twice. */
    columns: v.record(v.string(), Names),
    /** Fields whose cells may be empty. */
    mayBeEmpty: v.optional(v.array(v.string()), []),
    /** Signed: money out is below 0. Unsigned: every amount is 0 or more, and a column says which way. */
    amounts: v.optional(v.picklist(['unsigned', 'signed']), 'unsigned'),
    /** What `source` of the income says. */
    incomeSource: v.pipe(v.string(), v.nonEmpty()),
    /** The first that fits decides; a row that none fits is named. */
    rules: v.pipe(v.array(Rule), v.minLength(1)),
    /** Whether the first and last month of the file count where it does not cover them whole. */
    partMonths: v.optional(v.picklist(['kept', 'left-out']), 'kept'),
  }),
  v.check(
    ({ columns }) => ['account', 'date', 'amount'].every(field => Object.hasOwn(columns, field)),
    'columns for account, date and amount',
  ),
  v.check(
    ({ columns, rules, amounts }) =>
      rules.every(rule =>
        Object.keys(rule.when).every(field => (field === 'sign' ? amounts === 'signed' : Object.hasOwn(columns, field))),
      ),
    'only columns in the rules; sign only where amounts are signed',
  ),
  v.check(({ columns, mayBeEmpty }) => mayBeEmpty.every(field => Object.hasOwn(columns, field)), 'only columns in mayBeEmpty'),
  v.check(
    ({ columns, borrower, name, branch }) =>
      templatesKnown([borrower, name, branch], { account: columns.account }) && placeholdersOf(borrower).includes('account'),
    'the account, and nothing else, between the braces of a template',
  ),
)

export const ProfileSchema = v.variant('kind', [StatementsProfile, TransactionsProfile, EntriesProfile])

export type StatementsProfile = v.InferOutput<typeof StatementsProfile>
export type TransactionsProfile = v.InferOutput<typeof TransactionsProfile>
/** A profile of a table; journal events as JSON Lines need none. */
export type TableProfile = StatementsProfile | TransactionsProfile | EntriesProfile

function templatesKnown(templates: readonly string[], columns: Readonly<Record<string, unknown>>): boolean {
  return templates.every(template => placeholdersOf(template).every(name => Object.hasOwn(columns, name)))
}
