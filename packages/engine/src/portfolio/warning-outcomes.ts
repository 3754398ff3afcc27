/** Whether doing something about early warnings went with fewer suspensions (B10). */
import type { TaskKind } from '../policy/policy.ts'
import type { BookSurvey } from './cell.ts'
import { nameOfCell } from './cell-name.ts'
import type { Firing } from './firing.ts'

/** Warnings, not lines: a line may have several. The cells name the lines. */
export interface FollowedWarnings {
  readonly fired: number
  readonly suspended: number
}

export interface WarningOutcome {
  readonly kind: TaskKind
  /** Of one policy and warning; `null` for all whose task is of the kind. */
  readonly of: { readonly policy: string; readonly warning: string; readonly cells: Readonly<Record<'contacted' | 'alone', { readonly fired: string; readonly suspended: string }>> } | null
  readonly contacted: FollowedWarnings
  readonly alone: FollowedWarnings
  /** Not followed long enough yet, and those on lines that were shut by the day they fired. */
  readonly tooEarly: number
  readonly noTime: number
}

const KINDS: readonly TaskKind[] = ['call', 'visit', 'review']

/** By the kind of task, that of the kind as a whole before its warnings; what never fired is left out. */
export function warningOutcomes({ lines }: BookSurvey): WarningOutcome[] {
  const fired = lines.flatMap(({ policy, firings }) => firings.map((firing) => ({ policy, firing })))
  return KINDS.flatMap((kind) => {
    const ofKind = fired.filter(({ firing }) => firing.kind === kind)
    if (ofKind.length === 0) return []
    const names = new Map(ofKind.map(({ policy, firing: { warning } }) => [`${policy} ${warning}`, { policy, warning }]))
    const each = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { policy, warning }]): WarningOutcome => {
      const its = ofKind.filter((one) => one.policy === policy && one.firing.warning === warning)
      return { kind, of: { policy, warning, cells: { contacted: cellsOf(policy, warning, true), alone: cellsOf(policy, warning, false) } }, ...tally(its.map(({ firing }) => firing)) }
    })
    return [{ kind, of: null, ...tally(ofKind.map(({ firing }) => firing)) }, ...each]
  })
}

function tally(firings: readonly Firing[]): Omit<WarningOutcome, 'kind' | 'of'> {
  const followed = (contacted: boolean): FollowedWarnings => {
    const its = firings.filter((firing) => firing.contacted === contacted && (firing.outcome === 'suspended' || firing.outcome === 'not-suspended'))
    return { fired: its.length, suspended: its.filter(({ outcome }) => outcome === 'suspended').length }
  }
  const count = (wanted: Firing['outcome']): number => firings.filter(({ outcome }) => outcome === wanted).length
  return { contacted: followed(true), alone: followed(false), tooEarly: count('too-early'), noTime: count('no-time') }
}

function cellsOf(policy: string, warning: string, contacted: boolean): { readonly fired: string; readonly suspended: string } {
  const named = (suspended: boolean | 'any'): string => nameOfCell({ of: 'warned', policy, warning, contacted, suspended })
  return { fired: named('any'), suspended: named(true) }
}
