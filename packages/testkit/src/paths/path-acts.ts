/** A path's steps as acts, so that its future can be laid out again: without a step, with a slip, and beyond. */
import type { Path, PathStep } from '@tideline/engine'
import type { EventData } from '@tideline/journal'
import { dayOf, monthOfText } from '../reference/days.ts'
import type { LineLog } from '../reference/log.ts'
import type { Acts } from './assumption.ts'

const ALWAYS_NEVER: Acts['meets'] = () => 'never'

/** The acts of a path's steps, those of the ids in `without` left out; dues are met only by its payments. */
export function actsOf(path: Path, log: LineLog, without: ReadonlySet<PathStep> = new Set()): Acts {
  const steps = path.steps.filter((step) => !without.has(step))
  const current = new Set(steps.flatMap(({ kind, on }) => (kind === 'keep-current' ? [on] : [])).map(dayOf))
  const payments: Acts['payments'][number][] = []
  const incomes: Acts['incomes'][number][] = []
  for (const step of steps) {
    const on = dayOf(step.on)
    if (step.kind === 'pay-arrears' || step.kind === 'pay-down' || step.kind === 'pay-due') {
      payments.push({ on, amount: step.amount })
    }
    if (step.kind === 'pay-other-line') payments.push({ on, amount: step.amount, line: step.line })
    if (step.kind === 'show-income') incomes.push({ on, month: monthOfText(step.month), amount: step.amount })
  }
  const meets: Acts['meets'] = current.size === 0 ? ALWAYS_NEVER : (day) => (current.has(day) ? 'on-time' : 'never')
  return { payments, meets, incomes, others: reportsOf(path, steps, log) }
}

/**
 * The bureau and covenant reports of the path that a step still stands for. One bureau report may stand for two:
 * without one of them it says on its figure what the last report said.
 */
function reportsOf(path: Path, steps: readonly PathStep[], log: LineLog): Acts['others'] {
  return path.events.flatMap((event): Acts['others'] => {
    if (event.type !== 'bureau.reported' && event.type !== 'covenant.reported') return []
    const kept = steps.filter((step) => step.event === event.id)
    if (kept.length === 0) return []
    const on = dayOf(event.on)
    if (event.type === 'covenant.reported') return [{ type: event.type, on, data: event.data, line: true }]
    const known = log.byType.get('bureau.reported')?.at(-1)?.event.data as EventData['bureau.reported'] | undefined
    const last = known ?? { goodAccounts: 0, delinquentAccounts: 0 }
    const has = (kind: PathStep['kind']): boolean => kept.some((step) => step.kind === kind)
    const data = {
      ...event.data,
      ...(has('good-account') ? {} : { goodAccounts: last.goodAccounts }),
      ...(has('clear-elsewhere') ? {} : { delinquentAccounts: last.delinquentAccounts }),
    }
    return [{ type: event.type, on, data, line: false }]
  })
}
