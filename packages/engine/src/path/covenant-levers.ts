/** The figures of a project's next reports at which covenants are met again. */
import type { EventData } from '@tideline/journal'
import type { Condition, Leaf } from '../policy/condition.ts'
import { SEVERITY, type Rulebook } from '../policy/rulebook.ts'
import type { MetricId } from '../metrics/vocabulary.ts'

type Figures = EventData['covenant.reported']

/** Of these less is better, of all others more. */
export const LOW_IS_GOOD: ReadonlySet<MetricId> = new Set(['progress_gap', 'cost_overrun'])

/** Past a strict bound by what two decimals can show. */
const JUST_PAST = 0.01

/** What each metric asks of a report; `null` where the report lacks what it is measured against. */
const FIGURES: { readonly [metric in MetricId]?: (target: number, last: Figures) => Figures | null } = {
  dscr_historic: (dscrHistoric) => ({ dscrHistoric }),
  dscr_historic_min_2p: (dscrHistoric) => ({ dscrHistoric }),
  dscr_forecast: (dscrForecast) => ({ dscrForecast }),
  llcr: (llcr) => ({ llcr }),
  dsra_months: (dsraMonths) => ({ dsraMonths }),
  actual_progress: (actualProgress) => ({ actualProgress }),
  progress_gap: (gap, { plannedProgress }) =>
    plannedProgress === undefined ? null : { plannedProgress, actualProgress: plannedProgress - gap },
  cost_overrun: (overrun, { budget }) => (budget === undefined ? null : { budget, costToComplete: Math.floor(budget * (1 + overrun)) }),
}

/** Values to reach, by metric. */
export type CovenantTargets = Readonly<Partial<Record<MetricId, number>>>

/** A report as good as the last; one that meets what suspends and reopens; one that meets every rule. */
export function covenantTargets(rulebook: Rulebook): CovenantTargets[] {
  const sets = [{}, targetsOf(rulebook, SEVERITY.suspended), targetsOf(rulebook, SEVERITY.none)]
  return sets.filter((set, i) => i === 0 || JSON.stringify(set) !== JSON.stringify(sets[i - 1]))
}

/** The report that meets targets and is otherwise as good as the last. */
export function covenantReport(targets: CovenantTargets, last: Figures): Figures {
  const asked: Record<string, number> = {}
  for (const metric of Object.keys(targets) as MetricId[]) {
    // Where two metrics read one figure the higher is asked: of all that two may share, more is better.
    for (const [figure, value] of Object.entries(FIGURES[metric]?.(targets[metric]!, last) ?? {})) asked[figure] = Math.max(asked[figure] ?? value, value)
  }
  return { ...last, ...asked }
}

/** The most demanding value that each covenant metric is compared with, on its better side. */
function targetsOf(rulebook: Rulebook, least: number): CovenantTargets {
  const targets: Partial<Record<MetricId, number>> = {}
  const demand = (leaf: Leaf, wanted: boolean): void => {
    if (leaf.op === 'missing' || !(leaf.metric in FIGURES)) return
    // A value to be met, or to be missed, is passed on the better side.
    const exact = leaf.op === 'eq' || leaf.op === 'ne'
    const asksMore = exact ? !LOW_IS_GOOD.has(leaf.metric) : (leaf.op === 'gte' || leaf.op === 'gt') === wanted
    // What is wanted to hold, and what is wanted not to, are strict on opposite comparisons.
    const strict = (leaf.op === 'gt' || leaf.op === 'lt' || leaf.op === 'ne') === wanted
    const target = strict ? leaf.value + (asksMore ? JUST_PAST : -JUST_PAST) : leaf.value
    const before = targets[leaf.metric] ?? target
    targets[leaf.metric] = asksMore ? Math.max(before, target) : Math.min(before, target)
  }
  const read = (condition: Condition, wanted: boolean): void => {
    if ('all' in condition) for (const member of condition.all) read(member, wanted)
    else if ('any' in condition) for (const member of condition.any) read(member, wanted)
    else if ('not' in condition) read(condition.not, !wanted)
    else if (!('always' in condition)) demand(condition, wanted)
  }
  for (const { rule, severity } of rulebook.rules) {
    if (severity < least) continue
    read(rule.when, false)
    if (rule.until) read(rule.until, true)
  }
  for (const { variant } of rulebook.reopening) for (const { when } of [variant, ...variant.ladder]) read(when, true)
  return targets
}
