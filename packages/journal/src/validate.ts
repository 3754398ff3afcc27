/** Whether a value is an event (E5, E8), and if not, what is wrong where. */
import * as v from 'valibot'
import { assert } from './assert.ts'
import type { AuditType } from './audit.ts'
import { EVENT_RANK, type EventData, type EventType, type JournalEvent } from './event.ts'
import { DEEPEST_DATA, expectationAt, fits, isJsonValue, isRecord, type Shape } from './fits.ts'
import type { Issue } from './issue.ts'
import type { JudgementType } from './judgement.ts'
import type { MeetingType } from './meeting.ts'
import { AUDIT_DATA, DATA, ENVELOPE, JUDGEMENT_DATA, JUDGEMENT_PLACE, MEETING_DATA, PLACE, type Place } from './schema.ts'
import { shown } from './text.ts'

export type ValidationResult =
  | { readonly ok: true; readonly event: JournalEvent }
  | { readonly ok: false; readonly issues: Issue[] }

/** The value itself if it is an event, extra fields and all; else every issue found. Never throws. */
export function validateEvent(value: unknown): ValidationResult {
  if (isEvent(value)) return { ok: true, event: value }
  return { ok: false, issues: explain(value) }
}

type Fields = Readonly<Record<string, unknown>>

/** Every type that is checked, also those that no replay knows. */
type CheckedType = EventType | AuditType | JudgementType | MeetingType

interface Vocabulary {
  readonly type: CheckedType
  readonly schema: v.GenericSchema & Shape
  readonly data: (value: unknown, depth: number) => boolean
  readonly place: Place
}

const vocabulary: ReadonlyMap<unknown, Vocabulary> = new Map([
  ...(Object.keys(EVENT_RANK) as EventType[]).map(type => wordOf(type, DATA[type], PLACE[type])),
  // No replay knows these types, but what they say is checked: others rest on it.
  ...(Object.keys(AUDIT_DATA) as AuditType[]).map(type => wordOf(type, AUDIT_DATA[type], 'book')),
  ...(Object.keys(MEETING_DATA) as MeetingType[]).map(type => wordOf(type, MEETING_DATA[type], 'book')),
  ...(Object.keys(JUDGEMENT_DATA) as JudgementType[]).map(type => wordOf(type, JUDGEMENT_DATA[type], JUDGEMENT_PLACE[type])),
])

function wordOf(type: CheckedType, schema: v.GenericSchema & Shape, place: Place): [string, Vocabulary] {
  return [type, { type, schema, data: fits(schema), place }]
}

const anyData = v.custom<unknown, string>(() => true, 'an object')
const fitsEnvelope = fits(v.looseObject({ ...ENVELOPE.entries, data: anyData }))
const fitsBareEnvelope = fits(ENVELOPE)

function isEvent(value: unknown): value is JournalEvent {
  if (!isRecord(value)) return false
  const known = vocabulary.get(value.type)
  // Of an unknown type `data` is one more extra field: anything that JSON can hold.
  if (known === undefined) return fitsBareEnvelope(value, 0)
  return (
    fitsEnvelope(value, 0) &&
    known.data(value.data, 1) &&
    misplaced(value, known.place) === undefined &&
    mistimed(value.on as string, value.data as Fields, known.type) === undefined
  )
}

/** No known type has as many fields: only a hostile event has more to be told. */
const MOST_ISSUES = 20

interface Misfit {
  readonly path: string
  readonly expected: string
  readonly got: unknown
}

/** E8: which of borrower and line a type carries. */
function misplaced(event: Fields, place: Place): Misfit | undefined {
  const { borrower, line } = event
  if (place === 'book') {
    if (borrower !== undefined) return { path: 'borrower', expected: 'none: it holds for a whole book', got: borrower }
    return line === undefined ? undefined : { path: 'line', expected: 'none: it holds for a whole book', got: line }
  }
  if (place === 'borrower' && line !== undefined) {
    return { path: 'line', expected: 'none: it concerns every line of the borrower', got: line }
  }
  if (place === 'line' && line === undefined) return { path: 'line', expected: 'the line it is about', got: line }
  const needsBorrower = place !== 'target' || line !== undefined
  if (needsBorrower && borrower === undefined) {
    return { path: 'borrower', expected: 'the borrower it is about', got: borrower }
  }
  return undefined
}

/** Types of which `month` has begun by the day of the event. */
const DATED_MONTHS: ReadonlySet<CheckedType> = new Set(['income.observed', 'spending.observed', 'month.reviewed'])

/** E5, E14, E15, E18: days that must not fall before others, a month not after that of its day. Texts compare as dates do. */
function mistimed(on: string, data: Fields, type: CheckedType): Misfit | undefined {
  if (type === 'due.raised' && (data.dueOn as string) < on) {
    return { path: 'data.dueOn', expected: `a day on or after ${on}`, got: data.dueOn }
  }
  if (type === 'review.requested' && (data.answerBy as string) < on) {
    return { path: 'data.answerBy', expected: `a day on or after ${on}`, got: data.answerBy }
  }
  if (type === 'centre.scheduled' && data.until !== undefined && (data.until as string) < (data.from as string)) {
    return { path: 'data.until', expected: `a day on or after ${data.from as string}`, got: data.until }
  }
  if (DATED_MONTHS.has(type) && (data.month as string) > on.slice(0, 7)) {
    return { path: 'data.month', expected: `a month not after ${on.slice(0, 7)}`, got: data.month }
  }
  return type === 'path.issued' ? mistimedPromise(on, data as unknown as EventData['path.issued']) : undefined
}

/** E13: its days rise, from its own over those of its steps to the last on which it can be kept. */
function mistimedPromise(on: string, { steps, reopensOn, expires }: EventData['path.issued']): Misfit | undefined {
  const early = steps.findIndex(({ by }) => by < on || by > reopensOn)
  if (early >= 0) {
    return { path: `data.steps.${early}.by`, expected: `a day from ${on} to ${reopensOn}`, got: steps[early]!.by }
  }
  if (reopensOn < on) return { path: 'data.reopensOn', expected: `a day on or after ${on}`, got: reopensOn }
  return expires < reopensOn ? { path: 'data.expires', expected: `a day on or after ${reopensOn}`, got: expires } : undefined
}

function explain(value: unknown): Issue[] {
  if (!isRecord(value)) return [issue({ path: '', expected: 'an object', got: value }, undefined)]
  const known = vocabulary.get(value.type)
  const misfits = schemaMisfits(ENVELOPE, value, '')
  if (known !== undefined) {
    // valibot takes a list for an object; the vocabulary does not.
    const inData = isRecord(value.data)
      ? schemaMisfits(known.schema, value.data, 'data')
      : [{ path: 'data', expected: 'an object', got: value.data }]
    const place = misplaced(value, known.place)
    const sound = misfits.length + inData.length === 0
    const time = sound ? mistimed(value.on as string, value.data as Fields, known.type) : undefined
    misfits.push(...inData)
    if (place !== undefined && !misfits.some(misfit => misfit.path === place.path)) misfits.push(place)
    if (time !== undefined) misfits.push(time)
  }
  const all = misfits.length === 0 ? extraMisfits(value) : misfits
  assert(all.length > 0, 'an event that is refused has an issue')
  return all.slice(0, MOST_ISSUES).map(misfit => issue(misfit, value.id))
}

function schemaMisfits(schema: v.GenericSchema & Shape, value: unknown, at: string): Misfit[] {
  const result = v.safeParse(schema, value)
  return (result.issues ?? []).map(({ path, input }) => {
    const keys = (path ?? []).map(item => String(item.key))
    const whole = at === '' ? keys : [at, ...keys]
    return { path: whole.join('.'), expected: expectationAt(schema, keys), got: input }
  })
}

/** All that is left when every schema is content: an extra field that JSON can't hold. */
function extraMisfits(value: Fields): Misfit[] {
  const data = isRecord(value.data) ? Object.entries(value.data) : []
  const inside = data.map(([key, item]): [string, unknown] => [`data.${key}`, item])
  const all = [...Object.entries(value).filter(([key]) => key !== 'data' || inside.length === 0), ...inside]
  const bad = all.filter(([key, item]) => !isJsonValue(key, 0) || !isJsonValue(item, 2))
  const expected = `what JSON can hold, at most ${DEEPEST_DATA} deep`
  if (bad.length === 0) return [{ path: 'data', expected, got: value.data }]
  return bad.map(([key, item]) => ({ path: [...key].slice(0, 64).join(''), expected, got: item }))
}

function issue(misfit: Misfit, id: unknown): Issue {
  const named = typeof id === 'string' && id.length > 0 && id.length <= 64 ? { event: id } : {}
  return { code: 'bad-data', path: misfit.path, expected: misfit.expected, got: shown(misfit.got), ...named }
}
