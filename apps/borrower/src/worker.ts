/** Opens stories off the page: key derivation, signature and the engine live here. */
import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { openStory } from '@tideline/exchange'
import type { Answer, Question } from './opening/answer.ts'

addEventListener('message', ({ data, ports }: MessageEvent<Question>) => {
  const old: Answer = { ok: false, why: 'old-browser' }
  void answer(data)
    .catch(() => old)
    .then((its) => ports[0]?.postMessage(its))
})

async function answer({ bytes, code, today, known }: Question): Promise<Answer> {
  const library = { policies: POLICIES, scorecards: SCORECARDS, reasonCodes: REASON_CODES }
  const answered = await openStory(bytes, code, { library, today, known })
  if (!answered.ok) return answered
  const { story, lines, proveWays, known: fresh } = answered.opened
  const ways = proveWays()
  const { borrower, asOf, expires, lender, contact } = story
  return {
    ok: true,
    story: {
      borrower,
      asOf,
      expires,
      lender,
      contact,
      known: fresh,
      lines: lines.map(({ line, decision }, at) => ({ kind: line.kind, currency: line.currency, decision, ways: ways?.[at] ?? null })),
    },
  }
}
