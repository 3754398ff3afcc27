/** How a line went: the spells in which status, limit and the rules firing stayed as they were. */
import type { Day } from '@tideline/journal'
import type { Book, BookLine } from '../book/book.ts'
import { buildLedger } from '../ledger/ledger.ts'
import type { Status } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { replayLine } from '../replay/replay.ts'

export interface Spell {
  readonly from: Day
  readonly status: Status
  readonly limit: number
  /** Indices of those firing among the rules of the rulebook. */
  readonly firing: readonly number[]
}

export interface Span {
  readonly from: Day
  /** Its last day. */
  readonly to: Day
}

/** A line's life from its opening to its last day. */
export interface Course {
  readonly spells: readonly Spell[]
  readonly end: Day
}

export function courseOf(book: Book, rulebook: Rulebook, line: BookLine, end: Day): Course {
  const spells: Spell[] = []
  const terms = { graceDays: rulebook.policy.graceDays, toleranceThousandths: rulebook.toleranceThousandths }
  replayLine({ book, rulebook, ledgerOf: (of) => buildLedger(of, terms) }, line, end, ({ day, state, limit }) => {
    const last = spells.at(-1)
    const { status, firingSince } = state
    if (last && last.status === status && last.limit === limit && sameRules(last.firing, firingSince)) return
    spells.push({ from: day, status, limit, firing: firingSince.flatMap((since, i) => (since === null ? [] : [i])) })
  })
  return { spells, end }
}

function sameRules(firing: readonly number[], firingSince: readonly (Day | null)[]): boolean {
  let count = 0
  for (const since of firingSince) if (since !== null) count++
  return count === firing.length && firing.every((rule) => firingSince[rule] !== null)
}

/** The spell that a day lies in; none before the opening. */
export function spellOn({ spells }: Course, day: Day): Spell | undefined {
  return spells.findLast(({ from }) => from <= day)
}

/** The longest spans of days of which something holds. */
export function spansOf({ spells, end }: Course, holds: (spell: Spell) => boolean): Span[] {
  const spans: { from: Day; to: Day }[] = []
  spells.forEach((spell, i) => {
    if (!holds(spell)) return
    const to = ((spells[i + 1]?.from ?? end + 1) - 1) as Day
    const last = spans.at(-1)
    if (last && last.to === spell.from - 1) last.to = to
    else spans.push({ from: spell.from, to })
  })
  return spans
}
