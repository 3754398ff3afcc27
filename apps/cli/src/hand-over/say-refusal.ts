/** Why a story was not sealed, or not opened, in a sentence each. */
import type { StoryRefusal, Untold } from '@tideline/exchange'

const UNTOLD: Readonly<Record<Untold, string>> = {
  'no-line': 'has no line open on that day: there is nothing to tell.',
  'talk-to-lender': 'has a hard stop whose reason is not handed over: talk with them in person.',
  'too-long': 'has more entries than one story holds.',
  'unknown-document': 'is decided by a policy or a scorecard that is not to be had.',
}

export function sayUntold(borrower: string, why: Untold): string {
  return `${borrower} ${UNTOLD[why]} Nothing was sealed.`
}

const REFUSALS: Readonly<Record<StoryRefusal, string>> = {
  'not-a-story': 'this is no sealed story.',
  'newer-version': 'made by a newer version of this program.',
  damaged: 'altered or cut on its way: ask for it anew.',
  'not-a-code': 'a code has 8 or 12 digits.',
  'wrong-code': 'the code is another.',
  forged: 'the signature is not that of the key it names: do not trust it.',
  'other-lender': 'signed by another key than that of the lender you named: do not trust it.',
  'other-borrower': 'it is another borrower’s.',
  older: 'there is a later one: this one no longer counts.',
  expired: 'its last day is over: ask for a new one.',
  ahead: 'made on a day that is still to come: one of the two clocks is wrong.',
  'unknown-document': 'decided by rules that this program does not have.',
  malformed: 'signed, and yet no story.',
  'other-decision': 'this program decides otherwise from the same entries: nothing of it is shown.',
}

export function sayRefusal(why: StoryRefusal): string {
  return REFUSALS[why]
}
