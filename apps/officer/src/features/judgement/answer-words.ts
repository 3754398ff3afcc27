/** Why an answer to a proposal was not taken, in words. Of waiting the wait note speaks. */
import type { AnswerRefusal } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import { refusalText } from '../../shell/refusal-words.ts'
import { vainWords } from './judgement-words.ts'

const OWN = {
  'own-proposal': m.answer_own,
  'not-supervisor': m.answer_not_supervisor,
  nameless: m.answer_nameless,
  answered: m.answer_answered,
  'unknown-proposal': m.answer_unknown,
} as const

export function answerRefusalText(refusal: AnswerRefusal): string {
  if (refusal.code === 'without-effect') return m.answer_vain({ why: vainWords(refusal.why) })
  if (refusal.code === 'not-saved') return m.saving_failed({ why: refusal.detail })
  return 'waitMs' in refusal ? refusalText(refusal) : OWN[refusal.code]()
}
