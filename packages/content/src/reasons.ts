/** The reason catalogue: what a reason says, what ends it and what to do next, in every language. */
import behaviour from '../reasons/behaviour.json' with { type: 'json' }
import capacity from '../reasons/capacity.json' with { type: 'json' }
import construction from '../reasons/construction.json' with { type: 'json' }
import covenant from '../reasons/covenant.json' with { type: 'json' }
import hardStop from '../reasons/hard-stop.json' with { type: 'json' }
import score from '../reasons/score.json' with { type: 'json' }
import states from '../reasons/states.json' with { type: 'json' }
import strategy from '../reasons/strategy.json' with { type: 'json' }
import cures from '../texts/cures.json' with { type: 'json' }
import { textOf, type InEveryLanguage, type Language } from './language.ts'

/** Who can end a reason (R8), the first of several before the others. */
export type Cure = 'borrower' | 'lender' | 'time'

/**
 * One reason in one language. `title` and `explanation` have no parameters; those of `short` and `next` are
 * metric ids, `since` (of the reason; of the status where the reason is a state), `next_review_on` and
 * `override_until`.
 */
export interface ReasonText {
  readonly title: string
  readonly short: string
  /** Two or three plain sentences that a borrower can read. */
  readonly explanation: string
  /** What to do, in one sentence. */
  readonly next: string
}

type Entry = InEveryLanguage<ReasonText> & { readonly cure: readonly string[] }

export const REASONS: Readonly<Record<string, Entry>> = {
  ...hardStop,
  ...behaviour,
  ...capacity,
  ...score,
  ...strategy,
  ...covenant,
  ...construction,
  ...states,
}

/** The reasons that are states of the line and carry their code alone (P17). */
export const STATE_REASON_CODES: ReadonlySet<string> = new Set(Object.keys(states))

/** Every code that has a text: those a policy may use, and the states. */
export const REASON_CODES: ReadonlySet<string> = new Set(Object.keys(REASONS))

/** The text of a reason code. Throws for a code outside `REASON_CODES`. */
export function reasonText(code: string, language: Language): ReasonText {
  return textOf(REASONS, code, language)
}

/** Who can end a reason, in order. Throws for a code outside `REASON_CODES`. */
export function reasonCure(code: string): readonly Cure[] {
  if (!REASON_CODES.has(code)) throw new Error(`The catalogue has no text for "${code}"`)
  return REASONS[code]!.cure as readonly Cure[]
}

/** The words for one who can end a reason, spoken to the borrower. */
export function cureText(cure: Cure, language: Language): string {
  return textOf(cures, cure, language)
}
