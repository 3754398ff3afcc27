/** The reasons of a day: those of the rules firing, then those that are states (P17). */
import { formatDay } from '@tideline/journal'
import { SEVERITY, type Rulebook } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'

export interface RuleReason {
  readonly code: string
  readonly layer: string
  readonly rule: string
  /** The day the rule began to fire. */
  readonly since: string
}

/** A reason that is a state, not a rule. */
export interface StateReason {
  readonly code: 'AWAITING_REOPENING' | 'WATCH_CLEARING' | 'PROBATION' | 'OVERRIDE' | 'LINE_CLOSED'
}

export type Reason = RuleReason | StateReason

/** In policy order, then those that are states. */
export function reasonsOf(rulebook: Rulebook, today: LineDay): Reason[] {
  if (isClosedByEventAlone(today)) return [{ code: 'LINE_CLOSED' }]
  const { state } = today
  const reasons: Reason[] = []
  for (let i = 0; i < rulebook.rules.length; i++) {
    const since = state.firingSince[i]!
    if (since === null) continue
    const { rule, layer } = rulebook.rules[i]!
    reasons.push({ code: rule.reason, layer, rule: rule.id, since: formatDay(since) })
  }
  const status = statusReason(today)
  if (status) reasons.push({ code: status })
  if (state.override) reasons.push({ code: 'OVERRIDE' })
  return reasons
}

/** Tells of one day after another whether status, limit or the set of reasons changed (D6). */
export class ShownChanges {
  readonly #rulebook: Rulebook
  #status = ''
  #limit = Number.NaN
  #state = ''
  /** Of each rule that is the first with its reason, whether the reason was given. */
  #given: Uint8Array
  #before: Uint8Array

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook
    this.#given = new Uint8Array(rulebook.rules.length)
    this.#before = new Uint8Array(rulebook.rules.length)
  }

  changed(today: LineDay): boolean {
    const { state, limit } = today
    const closed = isClosedByEventAlone(today)
    const states = closed ? 'LINE_CLOSED' : state.override ? `OVERRIDE ${statusReason(today)}` : statusReason(today)
    const changed = this.#reasonsChanged(today, closed) || state.status !== this.#status || limit !== this.#limit || states !== this.#state
    this.#status = state.status
    this.#limit = limit
    this.#state = states
    return changed
  }

  #reasonsChanged({ state }: LineDay, closed: boolean): boolean {
    const before = this.#given
    const given = this.#before
    this.#given = given
    this.#before = before
    given.fill(0)
    const { rules } = this.#rulebook
    if (!closed) for (let i = 0; i < rules.length; i++) if (state.firingSince[i] !== null) given[rules[i]!.reasonIndex] = 1
    for (let i = 0; i < rules.length; i++) if (given[i] !== before[i]) return true
    return false
  }
}

/** A line closed by `line.closed`, and by no rule, gives no other reason. */
function isClosedByEventAlone({ state, line, day, verdict }: LineDay): boolean {
  return state.status === 'closed' && line.closedOn === day && verdict.severity !== SEVERITY.closed
}

function statusReason({ state, verdict }: LineDay): StateReason['code'] | '' {
  if (state.status === 'suspended' && verdict.severity < SEVERITY.suspended) return 'AWAITING_REOPENING'
  if (state.status === 'watch' && verdict.severity < SEVERITY.watch) return 'WATCH_CLEARING'
  return state.status === 'probation' ? 'PROBATION' : ''
}
