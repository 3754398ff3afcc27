/** What every profile says of a file, whatever its rows tell. */
import { currencyExponent } from '@tideline/journal'
import * as v from 'valibot'
import { isDateForm } from '../cell/date.ts'

/** The names one column may have: compared without case, spaces around and full-width forms. */
const Name = v.pipe(v.string(), v.trim(), v.nonEmpty('a column name'), v.maxLength(200))
export const Names = v.pipe(v.array(Name), v.minLength(1, 'at least one name'), v.maxLength(40))
const Id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a lower-case id such as statements-taiwan'), v.maxLength(40))
const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY'))

export const LineKind = v.picklist(['revolving', 'instalment', 'project'])

export const SharedFields = {
  id: Id,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  /** Why the mapping is as it is, and where the data come from: for whoever changes it. */
  notes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(2_000))), v.maxLength(100)), []),
  delimiter: v.optional(v.picklist(['auto', ',', ';', '\t', '|']), 'auto'),
  /** `auto` or a label of the Encoding Standard, for example `windows-1252`. */
  encoding: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(40)), 'auto'),
  currency: Currency,
  /** Minor units are a cell × 10^scale; without it, the decimals of the currency. 6 for amounts in 万元. */
  scale: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
  decimalMark: v.optional(v.picklist(['.', ',']), '.'),
  /** Forms of dates, the first that fits decides. */
  dates: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.maxLength(40), v.check(isDateForm, 'a form with YYYY, M or MM, D or DD, once each'))),
      v.minLength(1),
      v.maxLength(20),
    ),
    ['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日'],
  ),
}

/** Decimals between a cell and minor units. */
export function scaleOf({ scale, currency }: { readonly scale?: number | undefined; readonly currency: string }): number {
  return scale ?? currencyExponent(currency)
}
