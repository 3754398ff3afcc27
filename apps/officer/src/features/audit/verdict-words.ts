/** What is wrong with a chain or the access log, in words for who has never heard of either. */
import type { AccessVerdict, BreakSeen } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'

const BREAKS: Readonly<Record<BreakSeen['why'], () => string>> = {
  removed: m.audit_break_removed,
  altered: m.audit_break_altered,
  inserted: m.audit_break_inserted,
  reordered: m.audit_break_reordered,
  forged: m.audit_break_forged,
  'unknown-device': m.audit_break_unknown_device,
  contradicted: m.audit_break_contradicted,
}

export function breakText({ why }: BreakSeen): string {
  return BREAKS[why]()
}

const LOG_BREAKS = { removed: m.audit_log_removed, altered: m.audit_log_altered, 'cut-off': m.audit_log_cut_off } as const

export function logBreakText({ seq, why }: NonNullable<AccessVerdict['broken']>): string {
  return LOG_BREAKS[why]({ seq })
}

/** A device by the name people gave it, else by the start of its id. */
export function deviceText({ device, label }: { readonly device: string; readonly label?: string }): string {
  return label ? m.audit_device_named({ label, id: device.slice(0, 8) }) : m.audit_device({ id: device.slice(0, 8) })
}
