/** Text of a file that should be a profile → a checked one, or what is wrong with it: it may come from anybody. */
import { loadProfile, type ProfileResult } from './load.ts'

/** No profile that a person makes comes near it. */
const LONGEST = 65_536

export function readProfile(text: string): ProfileResult {
  if (text.length > LONGEST) return refused(`at most ${LONGEST} characters`, `${text.length}`)
  try {
    return loadProfile(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    // A RangeError where it is nested deeper than the machine can follow.
    if (error instanceof SyntaxError || error instanceof RangeError) return refused('a profile as JSON', error.message.slice(0, 60))
    throw error
  }
}

function refused(expected: string, got: string): ProfileResult {
  return { ok: false, issues: [{ code: 'bad-profile', path: '', expected, got }] }
}
