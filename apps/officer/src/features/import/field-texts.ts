/** What a column of a lender's file can mean, in words. */
import type { EntryField } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'

/** In the order in which they are offered. */
export const FIELDS: readonly { readonly field: EntryField; readonly text: () => string }[] = [
  { field: 'borrower', text: m.means_borrower },
  { field: 'name', text: m.means_name },
  { field: 'phone', text: m.means_phone },
  { field: 'branch', text: m.means_branch },
  { field: 'centre', text: m.means_centre },
  { field: 'language', text: m.means_language },
  { field: 'officer', text: m.means_officer },
  { field: 'line', text: m.means_line },
  { field: 'limit', text: m.means_limit },
  { field: 'opened', text: m.means_opened },
  { field: 'day', text: m.means_day },
  { field: 'reference', text: m.means_reference },
  { field: 'payment', text: m.means_payment },
  { field: 'draw', text: m.means_draw },
  { field: 'due', text: m.means_due },
  { field: 'dueOn', text: m.means_due_on },
  { field: 'balance', text: m.means_balance },
  { field: 'paid', text: m.means_paid },
  { field: 'daysPastDue', text: m.means_days_past_due },
]

/** By what the check of a profile expected. */
const LACKING: Readonly<Record<string, () => string>> = {
  'a column for borrower or line': m.lacking_who,
  'a column for name, limit, payment, draw, due or daysPastDue': m.lacking_what,
  'a column for day': m.lacking_day,
  'columns for due and dueOn, or for neither': m.lacking_due,
  'columns for balance, paid and daysPastDue, or for none of them': m.lacking_statement,
}

/** What a person has still to say of the columns. */
export function lackingText({ expected, path }: { readonly expected: string; readonly path: string }): string {
  return LACKING[expected]?.() ?? m.lacking_other({ path, expected })
}
