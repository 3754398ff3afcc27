/** Lives that waver by a little about a threshold of the policy, month after month: whatever flaps, flaps on these. */
import type { EventData } from '@tideline/journal'
import type { MetricId } from '../metrics/vocabulary.ts'
import { eachLeaf } from '../policy/condition.ts'
import type { PolicyDocument } from '../policy/policy.ts'
import { decides, rulesOf } from './finding.ts'
import { NOISE } from './margins.ts'
import { SOUND, type Behaviour, type MonthPlan } from './probe-lines.ts'

/** A behaviour with the metric and the threshold it wavers about. */
export interface Waver extends Behaviour {
  readonly metric: MetricId
  readonly threshold: number
}

/** The field of a covenant report that a metric states. */
const REPORTED: Partial<Record<MetricId, keyof EventData['covenant.reported']>> = {
  dscr_historic: 'dscrHistoric',
  dscr_forecast: 'dscrForecast',
  llcr: 'llcr',
  dsra_months: 'dsraMonths',
}

/** One for each threshold of a rule that moves status or limit, on a metric that can be steered. */
export function waversOf(policy: PolicyDocument): Waver[] {
  const seen = new Set<string>()
  const wavers: Waver[] = []
  for (const at of rulesOf(policy).filter(decides)) {
    eachLeaf(at.rule.when, (leaf) => {
      if (leaf.op === 'missing' || seen.has(`${leaf.metric} ${leaf.value}`)) return
      seen.add(`${leaf.metric} ${leaf.value}`)
      const month = waving(leaf.metric, leaf.value)
      if (!month) return
      const kinds = leaf.metric in REPORTED || leaf.metric === 'progress_gap' || leaf.metric === 'cost_overrun' ? (['project'] as const) : (['revolving'] as const)
      wavers.push({ id: 'wavers', kinds, curedIn: null, month, metric: leaf.metric, threshold: leaf.value })
    })
  }
  return wavers
}

/** Below the threshold in every second month (report), above in the others, by half of its noise. */
function waving(metric: MetricId, threshold: number): ((n: number) => Partial<MonthPlan>) | null {
  const by = (NOISE[metric] ?? 0) / 2
  const at = (n: number): number => threshold + (n % 2 === 0 ? by : -by)
  const field = REPORTED[metric]
  if (field) return (n) => ({ covenant: { ...SOUND, [field]: at(n) } })
  switch (metric) {
    case 'utilisation':
    case 'utilisation_avg_3m':
      return threshold > by && threshold + by <= 1 ? (n) => ({ uses: at(n) }) : null
    case 'progress_gap':
      return (n) => ({ covenant: { ...SOUND, actualProgress: SOUND.plannedProgress - at(n) } })
    case 'cost_overrun':
      return (n) => ({ covenant: { ...SOUND, costToComplete: Math.floor(SOUND.budget * (1 + at(n))) } })
    case 'bureau_score':
      return (n) => ({ bureau: { score: Math.floor(at(n) + 0.5), delinquentAccounts: 0, goodAccounts: 2, inquiries6m: 1 } })
    default:
      return null
  }
}
