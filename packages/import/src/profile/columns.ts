import type { ColumnNeed } from '../table/header.ts'
import type { TableProfile } from './schema.ts'

/** Every column a profile reads; all of them must be in the file. */
export function columnsOf(profile: TableProfile): ColumnNeed[] {
  const fixed = Object.entries(profile.columns).flatMap(([field, names]) => (names === undefined ? [] : [{ field, names }]))
  if (profile.kind !== 'statements') return fixed
  const monthly = profile.months.flatMap(({ month, balance, paid, status }) => [
    { field: monthField('balance', month), names: balance },
    { field: monthField('paid', month), names: paid },
    { field: monthField('status', month), names: status },
  ])
  return [...fixed, ...monthly]
}

/** Field of a column that a month has for itself. */
export function monthField(part: 'balance' | 'paid' | 'status', month: string): string {
  return `${part} ${month}`
}
