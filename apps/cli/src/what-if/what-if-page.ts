/** Two decisions of one day side by side, with what differs marked in words. */
import { phaseText, reasonText, renderText, segmentText, statusText, type Language } from '@tideline/content'
import type { BookLine, Decision, WhatIf } from '@tideline/engine'
import { canonicalJson, type KnownEvent } from '@tideline/journal'
import { sayCondition } from '../explain/conditions.ts'
import { showDay, showMoney } from '../explain/show-value.ts'
import { word } from '../explain/words.ts'
import { labelOf } from '../output/label.ts'
import { paint } from '../output/paint.ts'
import { table } from '../output/table.ts'
import { whatIfWord, type WhatIfWord } from './words.ts'

/** A list of either decision, or of both, with each thing in it marked. */
interface Marked {
  readonly name: string
  readonly title: string
  readonly lines: readonly string[]
  readonly differs: boolean
}

/** `wordOf` gives the words, for two decisions that differ by something else than a supposition. */
export function whatIfPage(
  { now, then }: WhatIf,
  events: readonly KnownEvent[],
  line: BookLine,
  language: Language,
  wordOf: (name: WhatIfWord, language: Language) => string = whatIfWord,
): string[] {
  const say = (name: WhatIfWord, parameters: Readonly<Record<string, string>> = {}): string => renderText(wordOf(name, language), parameters)
  const day = (text: string): string => showDay(text, language)
  const colon = language === 'zh-CN' ? '：' : ': '
  const nowFacts = factsOf(now)
  const thenFacts = factsOf(then)
  const rows = nowFacts.flatMap(([title, value], i): [string, string, string, string][] => {
    const other = thenFacts[i]![1]
    if (value === '' && other === '') return []
    return [[title, value || '—', other || '—', value === other ? '' : say('differs')]]
  })
  const [head, ...body] = table(['', say('now'), say('then'), ''].map((title) => ({ title })), rows)
  const lists = [sayReasons(), ...sayUnmet()]
  const differing = new Set([
    ...rows.flatMap(([title, , , mark]) => (mark === '' ? [] : [title])),
    ...lists.flatMap(({ name, differs }) => (differs ? [name] : [])),
  ])
  const separator = language === 'zh-CN' ? '、' : ', '
  return [
    renderText(word('headline', language), { line: now.line, borrower: now.borrower, day: day(now.asOf) }),
    ...(events.length === 0 ? [] : ['', say('supposed'), ...events.map(({ type, on, data }) => `  ${on} ${type} ${canonicalJson(data)}`)]),
    '',
    paint('bold', head!),
    ...body.map((text, i) => (rows[i]![3] === '' ? text : paint('bold', text))),
    ...lists.flatMap(({ title, lines }) => (lines.length === 0 ? [] : ['', title, ...lines])),
    '',
    differing.size === 0 ? say('same') : say('differing', { what: [...differing].join(separator) }),
    `${word('proof', language)}${colon}${now.policy.id}, ${now.scorecard.id}, ${now.engine}`,
  ]

  function factsOf(decision: Decision): [string, string][] {
    const money = (minor: number): string => showMoney(minor, line.currency)
    const { step, override, promise } = decision
    return [
      [say('status'), statusText(decision.status, line.kind, language).word],
      [say('step'), step === undefined ? '' : String(step + 1)],
      [say('since'), day(decision.since)],
      [word('limit', language), money(decision.limit)],
      [word('available', language), money(decision.available)],
      [word('balance', language), money(decision.balance)],
      [word('score', language), String(decision.score)],
      [word('segment', language), labelOf(segmentText, decision.segment, language)],
      [word('phase', language), labelOf(phaseText, decision.phase, language)],
      [say('override'), override ? day(override.until) : ''],
      [say('promise'), promise ? say(`promise.${promise.state}`) : ''],
      [word('review', language), day(decision.nextReviewOn)],
    ]
  }

  function reasonsOf({ reasons }: Decision): string[] {
    return reasons.map((reason) => `${reasonText(reason.code, language).title}${'rule' in reason ? ` (${reason.rule})` : ''}`)
  }

  function sayReasons(): Marked {
    const [mine, theirs] = [reasonsOf(now), reasonsOf(then)]
    const where = (text: string): WhatIfWord => (!theirs.includes(text) ? 'onlyNow' : mine.includes(text) ? 'both' : 'onlyThen')
    const all = [...new Set([...mine, ...theirs])]
    const [, ...lines] = table([{ title: '' }, { title: '' }], all.map((text) => [say(where(text)), text]))
    const differs = all.some((text) => where(text) !== 'both')
    const name = word('reasons', language)
    return { name, title: name, lines: lines.map((text) => `  ${text}`), differs }
  }

  /** Conditions nest, so those of each decision stand by themselves where they differ. */
  function sayUnmet(): Marked[] {
    const [mine, theirs] = [now, then].map(({ unmet }) => unmet.flatMap((condition) => sayCondition(condition, line.currency, language)))
    const name = word('unmet', language)
    const list = (where: WhatIfWord, lines: readonly string[], differs: boolean): Marked => {
      return { name, title: language === 'zh-CN' ? `${name}（${say(where)}）` : `${name} (${say(where).toLowerCase()})`, lines, differs }
    }
    if (mine!.join('\n') === theirs!.join('\n')) return [list('both', mine!, false)]
    return [list('now', mine!, mine!.length > 0), list('then', theirs!, theirs!.length > 0)]
  }
}
