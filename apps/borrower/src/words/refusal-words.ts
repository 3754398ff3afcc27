/** Why something was not opened, and what to do, in plain words. */
import type { Refusal } from '../opening/answer.ts'
import { m } from '../paraglide/messages.js'

const REFUSALS: Readonly<Record<Refusal, () => string>> = {
  'not-a-story': m.refused_not_a_story,
  'newer-version': m.refused_newer_version,
  damaged: m.refused_damaged,
  'not-a-code': m.refused_not_a_code,
  'wrong-code': m.refused_wrong_code,
  forged: m.refused_forged,
  'other-lender': m.refused_other_lender,
  'other-borrower': m.refused_other_borrower,
  older: m.refused_older,
  expired: m.refused_expired,
  ahead: m.refused_ahead,
  'unknown-document': m.refused_unknown_document,
  malformed: m.refused_malformed,
  'other-decision': m.refused_other_decision,
  'old-browser': m.refused_old_browser,
}

export function refusalText(why: Refusal): string {
  return REFUSALS[why]()
}
