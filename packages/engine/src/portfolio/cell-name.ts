/** A cell as a short name for an address: `risk.CNY.2026-01-31.30`. It holds nobody's name. */
import { parseDay } from '@tideline/journal'
import { STATUSES } from '../policy/policy.ts'
import type { PortfolioCell } from './cell.ts'
import { BUCKETS, RISK_DAYS } from './past-due.ts'

export function nameOfCell({ of, ...parts }: PortfolioCell): string {
  const values: Readonly<Record<string, unknown>> = parts
  return [of, ...FIELDS[of].map((field) => encodeURIComponent(String(values[field])).replaceAll('.', '%2E'))].join('.')
}

/** `null` for a name that no cell has. */
export function cellNamed(name: string): PortfolioCell | null {
  const [of, ...texts] = name.split('.')
  if (!of || !isKind(of)) return null
  const fields = FIELDS[of]
  if (texts.length !== fields.length) return null
  const values: Record<string, unknown> = { of }
  for (const [i, field] of fields.entries()) {
    const value = READ[field](decoded(texts[i]!))
    if (value === undefined) return null
    values[field] = value
  }
  // Every field of the kind was read and is what it may be.
  return values as unknown as PortfolioCell
}

type Field = 'currency' | 'on' | 'status' | 'over' | 'from' | 'to' | 'policy' | 'segment' | 'warning' | 'contacted' | 'suspended'

const FIELDS: Readonly<Record<PortfolioCell['of'], readonly Field[]>> = {
  book: ['currency', 'on'],
  restructured: ['currency', 'on'],
  status: ['currency', 'on', 'status'],
  risk: ['currency', 'on', 'over'],
  roll: ['currency', 'on', 'from', 'to'],
  segment: ['currency', 'policy', 'segment'],
  reopened: ['currency'],
  cured: ['currency'],
  warned: ['policy', 'warning', 'contacted', 'suspended'],
}

const oneOf = <T extends string | number | boolean>(values: readonly T[]) => (text: string): T | undefined => values.find((value) => String(value) === text)
const any = (text: string): string | undefined => text || undefined

/** What a field says by its text; `undefined` for what it can't say. */
const READ: Readonly<Record<Field, (text: string) => unknown>> = {
  currency: any,
  on: (text) => (parseDay(text) === null ? undefined : text),
  status: oneOf(STATUSES),
  over: oneOf(RISK_DAYS),
  from: oneOf(BUCKETS),
  to: oneOf([...BUCKETS, 'closed', 'any']),
  policy: any,
  segment: any,
  warning: any,
  contacted: oneOf([true, false]),
  suspended: oneOf([true, false, 'any']),
}

function isKind(of: string): of is PortfolioCell['of'] {
  return Object.hasOwn(FIELDS, of)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
