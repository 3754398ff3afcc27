/** What the filters of the page may say, in the order of the page, and in words. */
import type { FindAnswer, FindFilter } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import type { Words } from '../../words/words.ts'

export type FilterField = keyof FindFilter

export interface FilterOption {
  readonly value: string
  readonly label: string
}

const STATUSES = ['active', 'watch', 'suspended', 'probation', 'closed'] as const
const KINDS = { revolving: m.option_line_revolving, instalment: m.option_line_instalment, project: m.option_line_project } as const
const WARNINGS = { any: m.find_warning_any, overdue: m.find_warning_overdue, call: m.find_warning_call, visit: m.find_warning_visit, review: m.find_warning_review } as const
const PAST_DUE = [1, 30, 60, 90] as const
const SILENT_DAYS = [14, 30, 60, 90] as const

export const FILTER_FIELDS: readonly FilterField[] = ['status', 'pastDue', 'warning', 'noContactDays', 'kind', 'branch', 'centre']

const TITLES: Readonly<Record<FilterField, () => string>> = {
  status: m.find_status,
  kind: m.find_kind,
  branch: m.find_branch,
  centre: m.find_centre,
  pastDue: m.find_past_due,
  warning: m.find_warning,
  noContactDays: m.find_no_contact,
}

export function filterTitle(field: FilterField): string {
  return TITLES[field]()
}

/** Without the one that lets everything through. */
export function optionsOf(field: FilterField, words: Words, book: Pick<FindAnswer, 'branches' | 'centres'>): readonly FilterOption[] {
  return valuesOf(field, book).map((value) => ({ value: String(value), label: valueText(field, value, words) }))
}

function valuesOf(field: FilterField, { branches, centres }: Pick<FindAnswer, 'branches' | 'centres'>): readonly (string | number)[] {
  switch (field) {
    case 'status':
      return STATUSES
    case 'kind':
      return Object.keys(KINDS)
    case 'branch':
      return branches
    case 'centre':
      return centres
    case 'pastDue':
      return PAST_DUE
    case 'warning':
      return Object.keys(WARNINGS)
    case 'noContactDays':
      return SILENT_DAYS
  }
}

function valueText(field: FilterField, value: string | number, words: Words): string {
  switch (field) {
    case 'status':
      return words.status({ status: value as (typeof STATUSES)[number], kind: 'revolving' })
    case 'kind':
      return KINDS[value as keyof typeof KINDS]()
    case 'pastDue':
      return value === 1 ? m.find_past_due_any() : m.find_past_due_over({ days: String(value) })
    case 'warning':
      return WARNINGS[value as keyof typeof WARNINGS]()
    case 'noContactDays':
      return m.find_no_contact_days({ days: String(value) })
    default:
      return String(value)
  }
}

/** The filter with one field set by its option, or free again where it is empty. */
export function withField(filter: FindFilter, field: FilterField, value: string): FindFilter {
  const others = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== field))
  if (value === '') return others
  return { ...others, [field]: field === 'pastDue' || field === 'noContactDays' ? Number(value) : value }
}

/** What a filter asks for, each as a sentence of a few words. */
export function filterTexts(filter: FindFilter, words: Words): readonly { readonly field: FilterField; readonly text: string }[] {
  return FILTER_FIELDS.flatMap((field) => {
    const value = filter[field]
    return value === undefined ? [] : [{ field, text: valueText(field, value, words) }]
  })
}

export function isSameFilter(one: FindFilter, other: FindFilter): boolean {
  return FILTER_FIELDS.every((field) => one[field] === other[field])
}
