/** Why a profile was not kept. */
import type { KeepResult } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'

export function keptText(code: Exclude<KeepResult, { ok: true }>['code']): string {
  const texts = {
    'bad-profile': m.problem_bad_profile,
    'not-allowed': m.problem_not_allowed,
    taken: m.keep_taken,
    'too-many': m.keep_too_many,
    full: m.problem_device_full,
    unavailable: m.problem_device_unavailable,
    locked: m.refusal_locked,
  } as const
  return texts[code]()
}
