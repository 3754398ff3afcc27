/** From what was typed to a proposal, or to what is wrong with each field. */
import type { OverrideBounds, ProposedOverride } from '@tideline/runtime'
import { parseMoney } from '@tideline/ui/formats'
import type { FieldFault } from '../record/check-record.ts'
import type { OverrideReason } from './judgement-words.ts'

export interface ProposalValues {
  readonly status: string
  /** Empty: the limit stays. */
  readonly limit: string
  readonly reason: OverrideReason
  readonly note: string
  readonly until: string
}

export type ProposalFault = FieldFault | 'out-of-bounds'

export type CheckedProposal =
  | { readonly ok: true; readonly proposed: ProposedOverride }
  | { readonly ok: false; readonly faults: Readonly<Partial<Record<keyof ProposalValues, ProposalFault>>> }

export function firstProposal({ statuses, lastDay }: OverrideBounds): ProposalValues {
  return { status: statuses[0] ?? '', limit: '', reason: 'payment-coming', note: '', until: lastDay }
}

/** What can be previewed: all but the note. `exponent`: digits of the currency's minor unit. */
export function checkProposal(values: ProposalValues, { statuses, lastDay }: OverrideBounds, exponent: number, today: string): CheckedProposal {
  const faults: Partial<Record<keyof ProposalValues, ProposalFault>> = {}
  const status = statuses.find((one) => one === values.status)
  if (!status) faults.status = 'required'
  const limit = values.limit.trim() === '' ? null : parseMoney(values.limit, exponent)
  if (limit && !limit.ok) faults.limit = limit.code === 'empty' ? 'required' : limit.code
  if (values.until === '') faults.until = 'required'
  else if (values.until < today || values.until > lastDay) faults.until = 'out-of-bounds'
  if (Object.keys(faults).length > 0 || !status) return { ok: false, faults }
  return { ok: true, proposed: { status, ...(limit?.ok && { limit: limit.minor }), until: values.until } }
}
