/** What a path, its obstacles and a promise say, with days and amounts as this language writes them. */
import { pathText, renderText, type Language, type PathTextId } from '@tideline/content'
import type { Assumption, ExplainedCondition, Obstacle, Path, PathStep, PromiseShown, Rung, Slip } from '@tideline/engine'
import type { EventData, PromisedStep } from '@tideline/journal'
import { openConditions } from '../../words/open-conditions.ts'
import type { ConditionWords, LineWords } from '../../words/line-words.ts'
import { m } from '../../paraglide/messages.js'

export interface PathContext {
  readonly words: LineWords
  readonly language: Language
  readonly currency: string
}

export interface StepWords {
  readonly day: string
  readonly text: string
  /** What it costs, or the income to show; empty without an amount. */
  readonly amount: string
}

export interface ObstacleWords {
  /** In a few words. */
  readonly title: string
  /** What is still to be met, where the title can't hold it. */
  readonly conditions: readonly ConditionWords[]
  readonly clears: string
}

/** Figures of a project that are to come down; all others are to come up. */
const LOW_IS_GOOD: ReadonlySet<string> = new Set(['progress_gap', 'cost_overrun'])

type Parameters = Readonly<Record<string, string>>

function say({ language }: PathContext, id: PathTextId, parameters: Parameters = {}): string {
  return renderText(pathText(id, language), parameters)
}

/** A path without steps is only waited for; one that is both is neither by name. */
export function pathKindOf({ kinds, steps }: Path): 'soonest' | 'cheapest' | 'only' | 'wait' {
  if (steps.length === 0) return 'wait'
  return kinds.length > 1 ? 'only' : (kinds[0] ?? 'only')
}

export function pathTitle(context: PathContext, path: Path): { readonly title: string; readonly hint: string } {
  const kind = pathKindOf(path)
  return { title: say(context, `kind.${kind}`), hint: say(context, `kind.${kind}.hint`) }
}

export function stepWords(context: PathContext, step: PathStep): StepWords {
  const { words, currency } = context
  const amount = 'amount' in step && step.kind !== 'pay-due' ? words.amount(step.amount, currency) : ''
  const day = words.day(step.on, 'short')
  const told = (text: string, paid = amount): StepWords => ({ day, text, amount: paid })
  switch (step.kind) {
    case 'pay-due':
      return told(say(context, 'step.pay-due', { due_on: words.day(step.dueOn, 'short') }), words.amount(step.amount, currency))
    case 'pay-down':
      return told(step.balance <= 0 ? say(context, 'step.pay-off') : say(context, 'step.pay-down', { balance: words.money(step.balance, currency) }))
    case 'pay-other-line':
      return told(say(context, 'step.pay-other-line', { line: step.line }))
    case 'show-income':
      return told(say(context, 'step.show-income', { month: words.month(step.month) }))
    case 'good-account':
      return told(say(context, 'step.good-account', { accounts: words.counted(step.goodAccounts, 'accounts') }))
    case 'clear-elsewhere':
      if (step.delinquentAccounts <= 0) return told(say(context, 'step.clear-elsewhere-all'))
      return told(say(context, 'step.clear-elsewhere', { accounts: words.counted(step.delinquentAccounts, 'accounts') }))
    case 'reach-covenant': {
      const figures = Object.entries(step.figures).map(([metric, value]) =>
        say(context, LOW_IS_GOOD.has(metric) ? 'bound.lte' : 'bound.gte', words.metricParts(metric, value, currency)),
      )
      const parameters = { number: String(step.report), figures: figures.join(m.path_joiner({}, { locale: context.language })) }
      return told(say(context, figures.length > 0 ? 'step.reach-covenant' : 'step.report-as-before', parameters))
    }
    default:
      return told(say(context, `step.${step.kind}`))
  }
}

/** The last stone: what is reached, on which day. */
export function endWords(context: PathContext, path: Path): StepWords {
  const { words, currency } = context
  const text = say(context, `end.${path.status}`, { limit: words.money(path.limit, currency) })
  return { day: words.day(path.reopensOn, 'short'), text, amount: '' }
}

export function waitWords(context: PathContext, path: Path): string {
  return say(context, 'step.wait', { day: context.words.day(path.reopensOn) })
}

/** What follows the return, empty where nothing does. */
export function rungWords(context: PathContext, path: Path): string {
  const { words, currency } = context
  const later = path.rungs.filter(({ on, status }) => on > path.reopensOn && (status === 'probation' || status === 'active'))
  const told = ({ on, status, limit }: Rung): string =>
    say(context, status === 'active' ? 'rung.active' : 'rung.probation', { day: words.day(on), limit: words.amount(limit, currency) })
  return later.length === 0 ? '' : m.path_then({ rungs: later.map(told).join(m.path_joiner()) })
}

export function slipWords(context: PathContext, slip: Slip, path: Path): string {
  const { words, currency } = context
  const parameters = { due_on: words.day(slip.dueOn, 'short'), paid_on: words.day(slip.paidOn, 'short') }
  if (slip.reopensOn === null) return say(context, 'slip.never', parameters)
  if (slip.reopensOn === path.reopensOn && slip.limit === path.limit) return say(context, 'slip.none', parameters)
  const limit = words.money(slip.limit ?? 0, currency)
  return say(context, 'slip.later', { ...parameters, reopens_on: words.day(slip.reopensOn), limit })
}

export function obstacleWords({ words, currency }: PathContext, obstacle: Obstacle): ObstacleWords {
  const { clearsOn } = obstacle
  const clears = clearsOn === null ? m.path_obstacle_stays() : m.path_obstacle_clears({ day: words.day(clearsOn, 'short') })
  if (obstacle.kind === 'rule') return { title: words.reasonTitle(obstacle.code), conditions: [], clears }
  // Of a condition that was met when it was looked at, nothing is left to open.
  const open = openConditions([obstacle.condition])
  const shown = open.length > 0 ? open : [obstacle.condition]
  const all = shown.map((condition) => words.condition(condition, currency))
  const [only] = all
  if (all.length === 1 && only && only.members.length === 0) return { title: only.text, conditions: [], clears }
  return { title: namesIn(shown, words), conditions: all, clears }
}

/** What a nest of conditions is about: the names of its metrics, each once, enough to know it again. */
function namesIn(conditions: readonly ExplainedCondition[], words: LineWords): string {
  const names = new Set<string>()
  const collect = (condition: ExplainedCondition): void => {
    if ('all' in condition) condition.all.forEach(collect)
    else if ('any' in condition) condition.any.forEach(collect)
    else if ('not' in condition) collect(condition.not)
    else if ('metric' in condition) names.add(words.metric(condition.metric))
  }
  conditions.forEach(collect)
  return [...names].join(' / ')
}

export function assumptionWords(context: PathContext, assumption: Assumption): string {
  const { words, currency } = context
  const money = (minor: number): string => words.money(minor, currency)
  switch (assumption.kind) {
    case 'dues':
      return say(context, 'assumption.dues', { amount: money(assumption.amount), day_of_month: String(assumption.dayOfMonth) })
    case 'reports':
      return say(context, 'assumption.reports', { day_of_month: String(assumption.dayOfMonth) })
    case 'income':
      return say(context, 'assumption.income', { amount: money(assumption.monthly) })
    case 'spending':
      return say(context, `assumption.spending.${assumption.category}`, { amount: money(assumption.monthly) })
    case 'covenant-reports':
      return say(context, 'assumption.covenant-reports', { months: words.counted(assumption.everyMonths, 'months') })
    default:
      return say(context, `assumption.${assumption.kind}`)
  }
}

export function promisedStepWords(context: PathContext, step: PromisedStep): string {
  const { words, currency } = context
  const by = words.day(step.by)
  if (step.kind === 'payment') return say(context, 'promised.payment', { by, amount: words.money(step.amount, currency) })
  if (step.kind === 'income') {
    return say(context, 'promised.income', { by, month: words.month(step.month), amount: words.money(step.amount, currency) })
  }
  if (step.metric === 'days_past_due' && step.op === 'lte' && step.value === 0) return say(context, 'promised.current', { by })
  return say(context, 'promised.metric', { by, bound: say(context, `bound.${step.op}`, words.metricParts(step.metric, step.value, currency)) })
}

/** What the lender binds itself to, and until when. */
export function promisedEndWords(context: PathContext, { status, reopensOn, limit, expires }: EventData['path.issued']): string {
  const { words, currency } = context
  return say(context, `promised.end.${status}`, { day: words.day(reopensOn), limit: words.money(limit, currency), expires: words.day(expires) })
}

export function promiseEndsWords(context: PathContext): string {
  return say(context, 'promised.ends')
}

export function promiseStateWords(context: PathContext, { state, endedOn }: PromiseShown): string {
  return say(context, `promise.${state}`, endedOn === undefined ? {} : { ended_on: context.words.day(endedOn) })
}

export function nonePathText(context: PathContext, id: 'none.talk-to-lender' | 'none.beyond-horizon' | 'decides.override' | 'decides.lender', until: string): string {
  return say(context, id, { until: context.words.day(until) })
}
