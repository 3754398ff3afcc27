/** What a lender's file says, as data: which column means what. One JSON file a profile. */
import { currencyExponent, parseDay, parseMonth } from '@tideline/journal'
import * as v from 'valibot'
import { isDateForm } from '../cell/date.ts'
import { placeholdersOf } from './template.ts'

/** The names one column may have: compared without case, spaces around and full-width forms. */
const Names = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.nonEmpty('a column name'))), v.minLength(1, 'at least one name'))
const Id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a lower-case id such as statements-taiwan'), v.maxLength(40))
const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY'))
const CivilDay = v.pipe(v.string(), v.check(text => parseDay(text) !== null, 'a day as YYYY-MM-DD'))
const CivilMonth = v.pipe(v.string(), v.check(text => parseMonth(text) !== null, 'a month as YYYY-MM'))
const Days = v.pipe(v.number(), v.integer('whole days'), v.minValue(0))
const Template = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

const Shared = {
  id: Id,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.pipe(v.string(), v.nonEmpty()),
  /** Why the mapping is as it is, and where the data come from: for whoever changes it. */
  notes: v.optional(v.array(v.string()), []),
  delimiter: v.optional(v.picklist(['auto', ',', ';', '\t', '|']), 'auto'),
  /** `auto` or a label of the Encoding Standard, for example `windows-1252`. */
  encoding: v.optional(v.pipe(v.string(), v.nonEmpty()), 'auto'),
  currency: Currency,
  /** Minor units are a cell × 10^scale; without it, the decimals of the currency. 6 for amounts in 万元. */
  scale: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
  decimalMark: v.optional(v.picklist(['.', ',']), '.'),
  /** Forms of dates, the first that fits decides. */
  dates: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.check(isDateForm, 'a form with YYYY, M or MM, D or DD, once each'))),
      v.minLength(1),
    ),
    ['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日'],
  ),
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
    lineKind: v.picklist(['revolving', 'instalment', 'project']),
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

export const ProfileSchema = v.variant('kind', [StatementsProfile, TransactionsProfile])

export type StatementsProfile = v.InferOutput<typeof StatementsProfile>
export type TransactionsProfile = v.InferOutput<typeof TransactionsProfile>
/** A profile of a table; journal events as JSON Lines need none. */
export type TableProfile = StatementsProfile | TransactionsProfile

/** Decimals between a cell and minor units. */
export function scaleOf(profile: TableProfile): number {
  return profile.scale ?? currencyExponent(profile.currency)
}

function templatesKnown(templates: readonly string[], columns: Readonly<Record<string, unknown>>): boolean {
  return templates.every(template => placeholdersOf(template).every(name => Object.hasOwn(columns, name)))
}
