/** One page of text: what brings a line back, step by step, or why nothing does. */
import { cureText, metricText, pathText, reasonText, renderText, statusText, type Language, type PathTextId } from '@tideline/content'
import type { Assumption, BookLine, Curer, LinePaths, Obstacle, Path, PathStep, Slip } from '@tideline/engine'
import { sayCondition } from '../explain/conditions.ts'
import { showDay, showMetric, showMoney } from '../explain/show-value.ts'
import { pathWord, type PathWord } from './words.ts'

export function pathPage(found: LinePaths, line: BookLine, language: Language): string[] {
  const colon = language === 'zh-CN' ? '：' : ': '
  const day = (text: string): string => showDay(text, language)
  const money = (minor: number): string => showMoney(minor, line.currency)
  const say = (name: PathWord, parameters: Readonly<Record<string, string>> = {}): string => renderText(pathWord(name, language), parameters)
  const text = (id: PathTextId, parameters: Readonly<Record<string, string>> = {}): string => renderText(pathText(id, language), parameters)
  const section = (name: PathWord, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', say(name), ...lines])
  const cures = (list: readonly Curer[]): string => list.map((curer) => cureText(curer, language)).join(language === 'zh-CN' ? '；' : '; ')
  const status = statusText(found.status, line.kind, language)
  return [
    say('headline', { line: found.line, borrower: found.borrower, day: day(found.asOf), status: status.word }),
    ...section(
      'causes',
      found.causes.map(({ code, cures: list, reviewOn }) => {
        const review = reviewOn === undefined ? '' : say('reviewOn', { day: day(reviewOn) })
        return `  - ${reasonText(code, language).title}${colon}${cures(list)}${review}`
      }),
    ),
    ...(found.goal === null ? ['', say('nothingToFind')] : []),
    ...found.paths.flatMap(sayPath),
    ...(found.none ? sayNone(found.none) : []),
    ...section('assumptions', found.assumptions.map((assumption) => `  - ${sayAssumption(assumption)}`)),
    '',
    `${say('proof')}${colon}${found.policy.id}, ${found.scorecard.id}, ${found.engine}`,
  ]

  function sayPath(path: Path): string[] {
    const kind = path.kinds.length === 2 ? 'only' : path.kinds[0]!
    const steps = path.steps.length === 0 ? [text('step.wait', { day: day(path.reopensOn) })] : path.steps.map((step) => `${day(step.on)}${colon}${sayStep(step)}`)
    return [
      '',
      `${text(`kind.${kind}`)} · ${day(path.reopensOn)} · ${text(`end.${path.status}`, { limit: money(path.limit) })} · ${say('cost', { amount: money(path.cost) })}`,
      ...steps.map((step, i) => `  ${i + 1}. ${step}`),
      ...sayIndented('obstacles', path.obstacles.flatMap(sayObstacle)),
      ...sayIndented('after', path.rungs.slice(1).map((rung) => `    - ${day(rung.on)}${colon}${statusText(rung.status, line.kind, language).word}, ${money(rung.limit)}`)),
      ...(path.slip ? sayIndented('slip', [`    ${saySlip(path.slip, path)}`]) : []),
    ]
  }

  function sayIndented(name: PathWord, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : [`  ${say(name)}`, ...lines]
  }

  function sayStep(step: PathStep): string {
    const amountOf = (words: string, amount: number): string => `${words}${colon}${money(amount)}`
    switch (step.kind) {
      case 'pay-arrears':
        return amountOf(text('step.pay-arrears'), step.amount)
      case 'pay-due':
        return amountOf(text('step.pay-due', { due_on: day(step.dueOn) }), step.amount)
      case 'pay-down':
        return amountOf(step.balance <= 0 ? text('step.pay-off') : text('step.pay-down', { balance: money(step.balance) }), step.amount)
      case 'keep-current':
        return text('step.keep-current')
      case 'pay-other-line':
        return amountOf(text('step.pay-other-line', { line: step.line }), step.amount)
      case 'show-income':
        return amountOf(text('step.show-income', { month: step.month }), step.amount)
      case 'good-account':
        return text('step.good-account', { accounts: String(step.goodAccounts) })
      case 'clear-elsewhere':
        if (step.delinquentAccounts === 0) return text('step.clear-elsewhere-all')
        return text('step.clear-elsewhere', { accounts: String(step.delinquentAccounts) })
      case 'reach-covenant': {
        const figures = Object.entries(step.figures).map(
          ([metric, value]) => `${metricText(metric, language).label} ${showMetric(metric, value, line.currency, language)}`,
        )
        const number = String(step.report)
        if (figures.length === 0) return text('step.report-as-before', { number })
        return text('step.reach-covenant', { number, figures: figures.join(language === 'zh-CN' ? '、' : ', ') })
      }
    }
  }

  function sayObstacle(obstacle: Obstacle): string[] {
    const until = obstacle.clearsOn === null ? say('stays') : obstacle.clearsOn === found.asOf ? say('clearsToday') : say('clearsOn', { day: day(obstacle.clearsOn) })
    if (obstacle.kind === 'rule') return [`    - ${reasonText(obstacle.code, language).title}${colon}${until}`]
    return [`    - ${until}${colon}`, ...sayCondition(obstacle.condition, line.currency, language, '      ')]
  }

  function saySlip({ dueOn, paidOn, reopensOn, limit }: Slip, path: Path): string {
    const parameters = { due_on: day(dueOn), paid_on: day(paidOn) }
    if (reopensOn === null || limit === null) return text('slip.never', parameters)
    if (reopensOn === path.reopensOn && limit === path.limit) return text('slip.none', parameters)
    return text('slip.later', { ...parameters, reopens_on: day(reopensOn), limit: money(limit) })
  }

  function sayNone({ why, until, obstacle, decides }: NonNullable<LinePaths['none']>): string[] {
    if (why === 'talk-to-lender') return ['', text('none.talk-to-lender')]
    return ['', text('none.beyond-horizon', { until: day(until) }), ...(obstacle ? sayObstacle(obstacle) : []), text(`decides.${decides}`)]
  }

  function sayAssumption(assumption: Assumption): string {
    switch (assumption.kind) {
      case 'no-new-draws':
      case 'no-new-charges':
        return text(`assumption.${assumption.kind}`)
      case 'dues':
        return text('assumption.dues', { amount: money(assumption.amount), day_of_month: String(assumption.dayOfMonth) })
      case 'reports':
        return text('assumption.reports', { day_of_month: String(assumption.dayOfMonth) })
      case 'income':
        return text('assumption.income', { amount: money(assumption.monthly) })
      case 'spending':
        return text(`assumption.spending.${assumption.category}`, { amount: money(assumption.monthly) })
      case 'covenant-reports':
        return text('assumption.covenant-reports', { months: showMetric('months_on_book', assumption.everyMonths, line.currency, language) })
    }
  }
}
