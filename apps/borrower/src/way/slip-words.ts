/** What one late payment on the way does. */
import type { Path, Slip } from '@tideline/engine'
import type { Words } from '../words/words.ts'

export function slipText(slip: Slip, path: Path, currency: string, words: Words): string {
  const parameters = { due_on: words.day(slip.dueOn, 'short'), paid_on: words.day(slip.paidOn, 'short') }
  if (slip.reopensOn === null) return words.path('slip.never', parameters)
  if (slip.reopensOn === path.reopensOn && slip.limit === path.limit) return words.path('slip.none', parameters)
  return words.path('slip.later', { ...parameters, reopens_on: words.day(slip.reopensOn), limit: words.money(slip.limit ?? 0, currency) })
}
