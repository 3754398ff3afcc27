/** The vocabulary as valibot schemas: what each field of each type may hold (E5). Extra fields are kept. */
import * as v from 'valibot'
import type { AuditData, AuditType, ChainHead, ErasedLink } from './audit.ts'
import { parseDay, parseMonth } from './day.ts'
import { MOST_LINKS } from './erasure.ts'
import type { EventData, EventType, PromisedStep } from './event.ts'
import { parseInstant } from './instant.ts'
import { MOST_REASONS, type JudgementData, type JudgementType } from './judgement.ts'
import type { MeetingData, MeetingType } from './meeting.ts'
import { isMinor } from './money.ts'
import { hasLoneSurrogate } from './text.ts'

/** A leaf: its check is also run alone by the fast path, its message is the expectation shown. */
export type Field<T = unknown> = v.CustomSchema<T, string>

function field<T>(expected: string, check: (value: unknown) => boolean): Field<T> {
  return v.custom<T, string>(check, expected)
}

function oneOf<const T extends string>(...values: readonly T[]): Field<T> {
  const allowed: ReadonlySet<unknown> = new Set(values)
  return field(`one of ${values.join(', ')}`, value => allowed.has(value))
}

const PRINTABLE_ID = /^[\x20-\x7e]{1,64}$/
// Only the controls of Unicode (Cc) are refused: names of lines come in every script.
const CONTROL = /\p{Cc}/u
const CURRENCY = /^[A-Z]{3}$/
const HEX = /^[0-9a-f]*$/

function isText(value: unknown): value is string {
  return typeof value === 'string' && !hasLoneSurrogate(value)
}

/** Characters are code points: at most two UTF-16 units each. */
function isName(value: unknown): boolean {
  if (!isText(value) || value.length === 0 || value.length > 128 || CONTROL.test(value)) return false
  return value.length <= 64 || [...value].length <= 64
}

const eventId = field<string>(
  '1 to 64 printable ASCII characters',
  value => typeof value === 'string' && PRINTABLE_ID.test(value),
)
const name = field<string>('1 to 64 characters, none of them a control character', isName)
const text = field<string>('a text', isText)
const day = field<string>('a day YYYY-MM-DD', value => typeof value === 'string' && parseDay(value) !== null)
const month = field<string>('a month YYYY-MM', value => typeof value === 'string' && parseMonth(value) !== null)
const instant = field<string>(
  'an instant YYYY-MM-DDTHH:MM:SSZ, with milliseconds or without',
  value => typeof value === 'string' && parseInstant(value) !== null,
)
const minor = field<number>('an integer', isMinor)
const minorAboveZero = field<number>('an integer above 0', value => isMinor(value) && value > 0)
const minorFromZero = field<number>('an integer of 0 or more', value => isMinor(value) && value >= 0)
const count = minorFromZero
const figure = field<number>('a finite number', Number.isFinite)
const currency = field<string>('three capital letters', value => typeof value === 'string' && CURRENCY.test(value))

function wholeFrom(least: number, most: number): Field<number> {
  return field<number>(`an integer from ${least} to ${most}`, value => isMinor(value) && value >= least && value <= most)
}
const flag = oneOf('fraud', 'insolvency', 'deceased', 'dispute', 'hardship')

function hex(digits: number): Field<string> {
  return field<string>(`${digits} lower-case hexadecimal digits`, value => typeof value === 'string' && value.length === digits && HEX.test(value))
}

function texts(most: number, item: Field<string>): Field<readonly string[]> {
  return field(`a list of at most ${most}, each ${item.message}`, value => Array.isArray(value) && value.length <= most && value.every(item.check))
}

/** More paragraphs than stand on one page. */
const MOST_PARAGRAPHS = 64
/** More ways than a line can change in. */
const MOST_COUNTS = 32

const counts = field<Readonly<Record<string, number>>>(`at most ${MOST_COUNTS} counts by name`, value => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const entries = Object.entries(value)
  return entries.length <= MOST_COUNTS && entries.every(([key, number]) => isName(key) && count.check(number))
})

const sha256 = hex(64)
const document = v.looseObject({ id: name, sha256 })

/** More than a path over a year of fortnightly dues and its evidence. */
const MOST_STEPS = 64
const STEP_FIELDS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  payment: { amount: minorAboveZero, by: day },
  income: { month, amount: minorFromZero, by: day },
  metric: { metric: name, op: oneOf('lt', 'lte', 'gt', 'gte', 'eq', 'ne'), value: figure, by: day },
}

/** Steps hold no extra fields: what is promised must be all that is judged. */
function isStep(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { kind, ...rest } = value as Readonly<Record<string, unknown>>
  const fields = typeof kind === 'string' && Object.hasOwn(STEP_FIELDS, kind) ? STEP_FIELDS[kind]! : undefined
  if (fields === undefined || Object.keys(rest).length !== Object.keys(fields).length) return false
  return Object.entries(fields).every(([key, { check }]) => Object.hasOwn(rest, key) && check(rest[key]))
}

const steps = field<readonly PromisedStep[]>(
  `a list of at most ${MOST_STEPS} steps {kind: "payment", amount, by}, {kind: "income", month, amount, by} or {kind: "metric", metric, op, value, by}`,
  value => Array.isArray(value) && value.length <= MOST_STEPS && value.every(isStep),
)

const device = hex(32)
const audit = v.looseObject({ device, seq: minorAboveZero, prev: sha256, sig: hex(128) })

/** The envelope of every event, of unknown types too. */
export const ENVELOPE = v.looseObject({
  id: eventId,
  type: name,
  borrower: v.exactOptional(name),
  line: v.exactOptional(name),
  on: day,
  at: instant,
  by: field<string>('a text that is not empty', value => isText(value) && value.length > 0),
  audit: v.exactOptional(audit),
})

/** The data of each known type. */
export const DATA = {
  'borrower.registered': v.looseObject({
    name: text,
    branch: text,
    officer: v.exactOptional(text),
    language: v.exactOptional(text),
  }),
  'line.opened': v.looseObject({
    kind: oneOf('revolving', 'instalment', 'project'),
    currency,
    limit: minorFromZero,
  }),
  'limit.set': v.looseObject({ limit: minorFromZero }),
  'phase.set': v.looseObject({ phase: oneOf('growth', 'steady', 'tighten') }),
  'draw.made': v.looseObject({ amount: minorAboveZero }),
  'charge.added': v.looseObject({ kind: oneOf('interest', 'fee'), amount: minorAboveZero }),
  'due.raised': v.looseObject({ dueOn: day, amount: minorAboveZero }),
  'due.cancelled': v.looseObject({ due: eventId, reason: oneOf('rescheduled', 'holiday', 'waived', 'error') }),
  'payment.received': v.looseObject({ amount: minorAboveZero }),
  'statement.reported': v.looseObject({ balance: minor, paid: minorFromZero, daysPastDue: count }),
  'income.observed': v.looseObject({ month, amount: minorFromZero, source: v.exactOptional(text) }),
  'spending.observed': v.looseObject({
    month,
    category: oneOf('essential', 'discretionary'),
    amount: minorFromZero,
  }),
  'bureau.reported': v.looseObject({
    score: v.exactOptional(figure),
    delinquentAccounts: count,
    goodAccounts: count,
    inquiries6m: count,
  }),
  'covenant.reported': v.looseObject({
    dscrHistoric: v.exactOptional(figure),
    dscrForecast: v.exactOptional(figure),
    llcr: v.exactOptional(figure),
    dsraMonths: v.exactOptional(figure),
    plannedProgress: v.exactOptional(figure),
    actualProgress: v.exactOptional(figure),
    budget: v.exactOptional(minorFromZero),
    costToComplete: v.exactOptional(minorFromZero),
  }),
  'flag.raised': v.looseObject({ flag }),
  'flag.cleared': v.looseObject({ flag }),
  'contact.made': v.looseObject({
    kind: oneOf('call', 'visit', 'message'),
    outcome: text,
    promise: v.exactOptional(v.looseObject({ amount: minorAboveZero, by: day })),
  }),
  'review.held': v.looseObject({
    note: text,
    answers: v.exactOptional(v.looseObject({ request: eventId, outcome: oneOf('stands', 'changed') })),
  }),
  'line.restructured': v.looseObject({ note: text }),
  'override.proposed': v.looseObject({
    status: oneOf('active', 'watch', 'suspended', 'probation'),
    limit: v.exactOptional(minorFromZero),
    reason: text,
    note: text,
    until: day,
  }),
  'override.approved': v.looseObject({ proposal: eventId }),
  'path.issued': v.looseObject({
    policy: document,
    scorecard: document,
    status: oneOf('probation', 'active'),
    reopensOn: day,
    limit: minorFromZero,
    steps,
    expires: day,
  }),
  'line.closed': v.looseObject({ reason: oneOf('borrower-request', 'expired', 'written-off') }),
  'event.reversed': v.looseObject({ event: eventId, reason: text }),
} satisfies { readonly [T in EventType]: v.GenericSchema<unknown, EventData[T]> }

/** The data of what is said about decisions (E14, E17, E18). */
export const JUDGEMENT_DATA = {
  'override.refused': v.looseObject({ proposal: eventId, note: text }),
  'review.requested': v.looseObject({ about: oneOf('status', 'limit', 'record', 'other'), note: text, answerBy: day }),
  'notice.issued': v.looseObject({
    kind: oneOf('suspension', 'reopening', 'limit', 'path'),
    reasons: texts(MOST_REASONS, name),
    language: name,
    text: texts(MOST_PARAGRAPHS, text),
  }),
  'month.reviewed': v.looseObject({ month, lines: count, changes: counts, sha256 }),
} satisfies { readonly [T in JudgementType]: v.GenericSchema<unknown, JudgementData[T]> }

/** More people than ever meet in one place. */
const MOST_PRESENT = 1000
const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/

const present = field<readonly string[]>(
  `a list of at most ${MOST_PRESENT} borrowers, each once`,
  value => Array.isArray(value) && value.length <= MOST_PRESENT && value.every(isName) && new Set(value).size === value.length,
)

/** The data of meetings (E15). */
export const MEETING_DATA = {
  'centre.scheduled': v.looseObject({
    centre: name,
    weekday: wholeFrom(1, 7),
    everyWeeks: v.exactOptional(wholeFrom(1, 52)),
    from: day,
    until: v.exactOptional(day),
    time: v.exactOptional(field<string>('a time HH:MM', value => typeof value === 'string' && TIME.test(value))),
    place: v.exactOptional(text),
  }),
  'meeting.held': v.looseObject({
    centre: name,
    currency,
    present,
    expected: minorFromZero,
    received: minorFromZero,
    counted: minorFromZero,
    note: v.exactOptional(text),
  }),
} satisfies { readonly [T in MeetingType]: v.GenericSchema<unknown, MeetingData[T]> }

/** More devices than one book ever has. */
const MOST_HEADS = 1024

function isHead(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return false
  const { device: id, seq, hash } = value as Readonly<Record<string, unknown>>
  return device.check(id) && minorAboveZero.check(seq) && sha256.check(hash)
}

const heads = field<readonly ChainHead[]>(
  `a list of at most ${MOST_HEADS} heads {device, seq, hash}`,
  value => Array.isArray(value) && value.length <= MOST_HEADS && value.every(isHead),
)

const links = field<readonly ErasedLink[]>(
  `a list of at most ${MOST_LINKS} links {device, seq, prev, hash}`,
  value => Array.isArray(value) && value.length <= MOST_LINKS && value.every(isErasedLink),
)

function isErasedLink(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'prev')) return false
  const { prev, ...place } = value as Readonly<Record<string, unknown>>
  return sha256.check(prev) && isHead(place)
}

/** The data of the types that are about the log itself (AU3, AU5, AU8). */
export const AUDIT_DATA = {
  'device.registered': v.looseObject({ key: hex(64), label: v.exactOptional(name) }),
  'journal.sealed': v.looseObject({ heads }),
  'borrower.erased': v.looseObject({ events: count, links }),
} satisfies { readonly [T in AuditType]: v.GenericSchema<unknown, AuditData[T]> }

/** What a type says of its envelope (E8): the line it is about, its borrower, either, neither, or its target's. */
export type Place = 'line' | 'borrower' | 'either' | 'book' | 'target'

export const JUDGEMENT_PLACE: { readonly [T in JudgementType]: Place } = {
  'override.refused': 'line',
  'review.requested': 'line',
  'notice.issued': 'line',
  'month.reviewed': 'book',
}

export const PLACE: { readonly [T in EventType]: Place } = {
  'borrower.registered': 'borrower',
  'line.opened': 'line',
  'limit.set': 'line',
  'phase.set': 'book',
  'draw.made': 'line',
  'charge.added': 'line',
  'due.raised': 'line',
  'due.cancelled': 'line',
  'payment.received': 'line',
  'statement.reported': 'line',
  'income.observed': 'borrower',
  'spending.observed': 'borrower',
  'bureau.reported': 'borrower',
  'covenant.reported': 'line',
  'flag.raised': 'either',
  'flag.cleared': 'either',
  'contact.made': 'either',
  'review.held': 'either',
  'line.restructured': 'line',
  'override.proposed': 'line',
  'override.approved': 'line',
  'path.issued': 'line',
  'line.closed': 'line',
  'event.reversed': 'target',
}
