/** A6: replays a life with a rule's effect and without it, and sees whether the rule fires longer because of it. */
import type { Day } from '@tideline/journal'
import { createDecider } from '../decision/decider.ts'
import type { MetricId } from '../metrics/vocabulary.ts'
import { eachLeaf, type Condition } from '../policy/condition.ts'
import type { PolicyDocument, ScorecardDocument } from '../policy/policy.ts'
import { SEVERITY, type Rulebook } from '../policy/rulebook.ts'
import { spansOf, spellOn, type Course } from './course.ts'
import { rulesOf, type Advice, type RuleAt } from './finding.ts'
import { exampleOf, shortest } from './measured.ts'
import { PROBE_ENDS } from './probe-events.ts'
import { kindsOf, rulebookWith, runProbe, type Run } from './probe-run.ts'

/** What neither a status nor a draw refused can move, whoever the borrower is: no need to try. */
const IMMUNE = /^(days_past_due|max_days_past_due|flag_|bureau_|income_|spend_|discretionary_|restructurings|broken_promises|months_on_book|dscr_|llcr|dsra_|actual_progress|progress_gap|cost_overrun)/

/** Days longer, all in all, that are more than how a month falls. */
const LONGER_DAYS = 31
/** Lives tried for a rule; they are in an order in which the plainest come first. */
const MOST_TRIED = 16

export function adviseOnProlonged(policy: PolicyDocument, scorecard: ScorecardDocument, rulebook: Rulebook, runs: readonly Run[]): Advice[] {
  // Nothing is drawn on a term loan after its start, so that a cut moves less there than on a line that revolves.
  const [kind] = kindsOf(policy)
  const tried = runs.filter(({ probe }) => probe.kind === kind)
  return rulesOf(policy).flatMap((cut, index) => {
    const { rule, severity, factor } = cut
    if ((severity !== SEVERITY.suspended && factor === 1) || severity === SEVERITY.closed || !isMovable(cut)) return []
    const without = rulebookWith(policy, scorecard, cut.path, { effect: {} })
    const phased = readsScore(rule.when) || rule.phases !== undefined
    const fired = tried.filter(({ course, probe }) => (phased || probe.phase === 'steady') && course.spells.some(({ firing }) => firing.includes(index)))
    return shortest(fired.slice(0, MOST_TRIED).flatMap((run) => compare(run, cut, index, rulebook, without)))
  })
}

function compare(run: Run, { rule, path }: RuleAt, index: number, rulebook: Rulebook, without: Rulebook): Advice[] {
  const other = runProbe(run.probe, without)
  const longer = firingDays(run.course, index) - firingDays(other.course, index)
  if (longer < LONGER_DAYS) return []
  const fires = (course: Course, day: Day): boolean => spellOn(course, day)?.firing.includes(index) ?? false
  const day = [...run.course.spells, ...other.course.spells]
    .map(({ from }) => from)
    .sort((a, b) => a - b)
    .find((from) => fires(run.course, from) && !fires(other.course, from))
  if (day === undefined) return []
  const now = createDecider(run.book, rulebook).metrics(run.line, day)
  const then = createDecider(other.book, without).metrics(other.line, day)
  const moved = [...metricsOf(rule.when), ...(rule.until ? metricsOf(rule.until) : [])].find((metric) => now[metric] !== then[metric])
  if (!moved) return []
  const endless = fires(run.course, PROBE_ENDS) && !fires(other.course, PROBE_ENDS)
  const facts = { ...exampleOf(run.probe, day), rule: rule.id, metric: moved, days: longer }
  return [{ code: 'cut-prolongs-itself', severity: endless ? 'warning' : 'note', path, facts }]
}

function firingDays(course: Course, index: number): number {
  return spansOf(course, ({ firing }) => firing.includes(index)).reduce((sum, { from, to }) => sum + (to - from + 1), 0)
}

function isMovable({ rule: { when, until } }: RuleAt): boolean {
  return [...metricsOf(when), ...(until ? metricsOf(until) : [])].some((metric) => !IMMUNE.test(metric))
}

function readsScore(condition: Condition): boolean {
  return metricsOf(condition).some((metric) => metric.includes('score') && metric !== 'bureau_score')
}

function metricsOf(condition: Condition): MetricId[] {
  const metrics: MetricId[] = []
  eachLeaf(condition, ({ metric }) => void metrics.push(metric))
  return metrics
}
