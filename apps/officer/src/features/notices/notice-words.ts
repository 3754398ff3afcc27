/** A notice to a borrower, as it is printed, shared and kept: in their language, whatever the screen's. */
import { noticeText, renderText, type Language, type NoticeTextId } from '@tideline/content'
import type { NoticeFacts, NoticeOffer, WaysBack } from '@tideline/runtime'
import { LineWords, type ReasonWords } from '../../words/line-words.ts'
import { endWords, pathTitle, slipWords, stepWords, waitWords, type PathContext, type StepWords } from '../path/path-words.ts'

export interface NoticeFact {
  readonly label: string
  readonly value: string
}

export interface NoticeReason extends Omit<ReasonWords, 'next' | 'cures'> {
  /** What to do, and who can end it, as sentences. */
  readonly act: string
  readonly cure: string
}

export interface NoticeWay {
  readonly title: string
  readonly steps: readonly StepWords[]
  readonly end: StepWords
  /** What one slip does; empty where nothing can slip. */
  readonly slip: string
}

export interface NoticePage {
  readonly language: Language
  readonly title: string
  readonly facts: readonly NoticeFact[]
  readonly lead: string
  readonly why: string
  readonly reasons: readonly NoticeReason[]
  /** Said in place of reasons, where there are none; empty where nothing is to be said. */
  readonly noReason: string
  readonly wayTitle: string
  readonly ways: readonly NoticeWay[]
  /** Said in place of a way back, where there is none. */
  readonly noWay: string
  readonly reviewTitle: string
  readonly review: string
  readonly foot: string
}

/** `by`: the officer who hands it over. */
export interface NoticeMaking {
  readonly language: Language
  readonly by: string
}

export function noticePage(facts: NoticeFacts, offer: NoticeOffer, { language, by }: NoticeMaking): NoticePage {
  const words = new LineWords({ current: language, format: language === 'en' ? 'en-GB' : language })
  const { summary, decision } = facts
  const { currency } = summary
  const money = (minor: number): string => words.money(minor, currency)
  const say = (id: NoticeTextId, parameters: Readonly<Record<string, string>> = {}): string => renderText(noticeText(id, language), parameters)
  const told: Readonly<Record<string, string>> = {
    since: words.day(offer.since),
    available: money(decision.available),
    limit: money(decision.limit),
    before: money(offer.limit?.before ?? decision.limit),
  }
  const isRaised = offer.limit !== undefined && decision.limit > offer.limit.before
  const lead: NoticeTextId =
    offer.kind === 'limit' ? (isRaised ? 'lead.raised' : 'lead.lowered')
    : offer.kind === 'path' ? (decision.status === 'probation' ? 'lead.path-full' : 'lead.path')
    : `lead.${offer.kind}`
  const isSilent = offer.kind === 'path' && offer.ways?.paths.length === 0
  return {
    language,
    title: say(`title.${offer.kind}`),
    facts: [
      { label: say('field.name'), value: summary.name },
      { label: say('field.line'), value: summary.line },
      { label: say('field.limit'), value: money(decision.limit) },
      { label: say('field.available'), value: money(decision.available) },
      { label: say('field.owed'), value: money(Math.max(0, decision.balance)) },
    ],
    lead: isSilent ? '' : say(lead, told),
    why: say('why'),
    reasons: offer.reasons.map((reason) => {
      const { title, short, explanation, next, cures } = words.reason(reason, facts)
      return { title, short, explanation, act: say('act', { next }), cure: say('cure', { cures: cures.join(language === 'en' ? ', ' : '、') }) }
    }),
    noReason: offer.reasons.length > 0 || offer.kind !== 'limit' ? '' : say(offer.limit?.byPerson ? 'why.person' : 'why.none'),
    wayTitle: say('way'),
    ways: waysOf(offer, { words, language, currency }),
    noWay: noWayOf(offer.ways, say, words),
    reviewTitle: say('review'),
    review: say('review.text', { officer: by }),
    foot: say('foot', { day: words.day(decision.asOf), officer: by }),
  }
}

/** The page about the way back has every way; a suspension the soonest, to begin with. */
function waysOf({ kind, ways }: NoticeOffer, context: PathContext): NoticeWay[] {
  const paths = ways?.paths.slice(0, kind === 'path' ? 2 : 1) ?? []
  return paths.map((path) => {
    const steps = path.steps.map((step) => stepWords(context, step))
    const waited = { day: context.words.day(path.reopensOn, 'short'), text: waitWords(context, path), amount: '' }
    return {
      title: pathTitle(context, path).title,
      steps: steps.length > 0 ? steps : [waited],
      end: endWords(context, path),
      slip: path.slip ? slipWords(context, path.slip, path) : '',
    }
  })
}

function noWayOf(ways: WaysBack | undefined, say: (id: NoticeTextId, parameters?: Readonly<Record<string, string>>) => string, words: LineWords): string {
  if (!ways?.none) return ''
  return ways.none.why === 'talk-to-lender' ? say('way.talk') : say('way.none', { until: words.day(ways.none.until) })
}

/** The same word for word, for sharing and for keeping. */
export function paragraphsOf(page: NoticePage): string[] {
  const { title, facts, lead, why, reasons, noReason, wayTitle, ways, noWay, reviewTitle, review, foot } = page
  const stepText = ({ day, text, amount }: StepWords): string => [day, text, amount].filter(Boolean).join(' ')
  return [
    title,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    lead,
    ...(reasons.length > 0 || noReason !== '' ? [why] : []),
    noReason,
    ...reasons.flatMap(({ short, explanation, act, cure }, i) => [`${i + 1}. ${short}`, explanation, act, cure]),
    ...(ways.length > 0 || noWay !== '' ? [wayTitle] : []),
    noWay,
    ...ways.flatMap((way) => [way.title, ...way.steps.map(stepText), stepText(way.end), way.slip]),
    reviewTitle,
    review,
    foot,
  ].filter((paragraph) => paragraph !== '')
}

/** Both are printed by any tablet; which one is asked of the borrower where nobody registered it. */
export function noticeLanguage(registered: string | null): Language | null {
  if (registered === null) return null
  if (/^(zh|cmn|中文|汉语)/iu.test(registered)) return 'zh-CN'
  return /^en/iu.test(registered) ? 'en' : null
}
