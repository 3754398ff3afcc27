/** What stands in a form at first: what is known already, or what an entry said that is to be corrected. */
import { addMonths, currencyExponent, formatDay, formatMonth, parseDay, parseMonth, shiftMonth, type JournalEvent } from '@tideline/journal'
import type { LinePage } from '@tideline/runtime'
import { formatAmount } from '@tideline/ui/formats'
import type { RecordField, RecordKind } from './record-kinds.ts'

export type RecordValues = Readonly<Record<string, string>>

/** What is overdue; without that the next due; else nothing. */
export function owedNow({ dues, decision }: LinePage): number {
  const overdue = dues.filter(({ dueOn }) => dueOn < decision.asOf).reduce((sum, { unpaid }) => sum + unpaid, 0)
  return overdue > 0 ? overdue : (dues.find(({ dueOn }) => dueOn >= decision.asOf)?.unpaid ?? 0)
}

/** The first values of a form: today, the first of the choices, and over that what the line and its last entries say. */
export function firstValues(kind: RecordKind, page: LinePage, today: string): RecordValues {
  const plain = Object.fromEntries(kind.fields.map((field) => [field.name, plainValue(field, today)]))
  return { ...plain, ...knownValues(kind, page, today) }
}

function plainValue(field: RecordField, today: string): string {
  if (field.kind === 'day') return field.future ? '' : today
  if (field.kind === 'month') return today.slice(0, 7)
  return field.options?.[0] ?? ''
}

function knownValues(kind: RecordKind, page: LinePage, today: string): RecordValues {
  const { lastOf } = page
  const typed = (minor: number): string => (minor > 0 ? typedAmount(minor, page.summary.currency) : '')
  switch (kind.id) {
    case 'payment':
      return { amount: typed(owedNow(page)) }
    case 'due':
      return { amount: typed(lastOf['due.raised']?.amount ?? 0), dueOn: nextDueOn(page, today) }
    case 'schedule':
      return { total: typed(unscheduled(page)), first: nextDueOn(page, today), count: '6', months: '' }
    case 'income':
      return { month: nextMonth(lastOf['income.observed']?.month, today), source: lastOf['income.observed']?.source ?? '' }
    case 'spending': {
      const last = lastOf['spending.observed']
      return { month: nextMonth(last?.month, today), ...(last && { category: last.category }) }
    }
    case 'contact':
      return lastOf['contact.made'] ? { kind: lastOf['contact.made'].kind } : {}
    case 'charge':
    case 'bureau':
    case 'covenant': {
      const last = lastOf[kind.typeOf({}) as 'charge.added' | 'bureau.reported' | 'covenant.reported']
      return last ? valuesOfData(kind, { ...last }, page.summary.currency) : {}
    }
    default:
      return {}
  }
}

/** What is owed and falls due on no day yet. */
function unscheduled({ decision, dues }: LinePage): number {
  return decision.balance - dues.reduce((sum, { unpaid }) => sum + unpaid, 0)
}

/** A month after the last due, and never before today. */
function nextDueOn({ dues, lastOf }: LinePage, today: string): string {
  const last = [...dues.map(({ dueOn }) => dueOn), lastOf['due.raised']?.dueOn ?? ''].sort().at(-1)
  const next = monthAfter(last || today)
  return next > today ? next : monthAfter(today)
}

function monthAfter(day: string): string {
  return formatDay(addMonths(parseDay(day)!, 1))
}

/** The month after the last one told, unless that is still to come. */
function nextMonth(last: string | undefined, today: string): string {
  const now = today.slice(0, 7)
  if (last === undefined) return now
  const next = formatMonth(shiftMonth(parseMonth(last)!, 1))
  return next < now ? next : now
}

/** What an entry said, as it would be typed. */
export function valuesOfEvent(kind: RecordKind, event: JournalEvent, currency: string): RecordValues {
  const data = (event.data ?? {}) as Readonly<Record<string, unknown>>
  return { ...valuesOfData(kind, data, currency), on: event.on, ...(kind.id === 'flag' && { turn: event.type === 'flag.cleared' ? 'clear' : 'raise' }) }
}

function valuesOfData(kind: RecordKind, data: Readonly<Record<string, unknown>>, currency: string): RecordValues {
  const told = kind.fields.map((field): [string, string] => {
    const [outer, inner] = field.name.split('.') as [string, string | undefined]
    const value = inner === undefined ? data[outer] : (data[outer] as Readonly<Record<string, unknown>> | undefined)?.[inner]
    return [field.name, typedValue(field, value, currency)]
  })
  return Object.fromEntries(told.filter(([name, text]) => text !== '' && name !== 'on'))
}

function typedValue({ kind }: RecordField, value: unknown, currency: string): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return ''
  if (kind === 'money') return typedAmount(value, currency)
  return String(kind === 'percent' ? Number((value * 100).toFixed(7)) : value)
}

/** As a person would type it. */
export function typedAmount(minor: number, currency: string): string {
  return formatAmount(minor, { exponent: currencyExponent(currency), locale: 'en' })
}
