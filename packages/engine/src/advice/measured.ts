/** What only shows when lives are replayed: lines that stay shut, reopen for a day, or go to and fro (A19, A20, A24 to A26). */
import { addDays, addMonths, firstDayOf, formatDay, monthOf, type Day } from '@tideline/journal'
import { createDecider } from '../decision/decider.ts'
import type { Decision } from '../decision/decision.ts'
import type { Status } from '../policy/policy.ts'
import { SEVERITY, type Rulebook } from '../policy/rulebook.ts'
import { chooseVariant } from '../status/machine.ts'
import { spansOf, spellOn, type Spell } from './course.ts'
import { decides, rulesOf, type Advice, type AdviceCode, type RuleAt } from './finding.ts'
import { PROBE_ENDS, PROBE_OPENED, type Probe } from './probe-events.ts'
import type { Run } from './probe-run.ts'

/** How long after its cure a line may stay shut (R4), and how soon after reopening a suspension undoes it. */
const SHUT_DAYS = 365
const UNDONE_DAYS = 3
/** So many worsenings of a line's status, suspensions or cuts of its limit within a year are to and fro. */
const MOST_WORSENINGS = 4
const MOST_SUSPENSIONS = 3
const MOST_CUTS = 4
const MOST_CALENDAR = 3

export function adviseOnRuns(rulebook: Rulebook, runs: readonly Run[]): Advice[] {
  const rules = rulesOf(rulebook.policy)
  return shortest(runs.flatMap((run) => [...curedButShut(run, rulebook, rules), ...undone(run, rules), ...flaps(run, rules), ...calendarFlaps(run, rules)]))
}

/** Of several examples of one finding the one that shows it first. */
export function shortest(found: readonly Advice[]): Advice[] {
  const best = new Map<string, Advice>()
  for (const advice of found) {
    const key = `${advice.code} ${advice.path}`
    const before = best.get(key)
    const worse = before?.severity === 'note' && advice.severity === 'warning'
    if (!before || worse || (advice.severity === before.severity && advice.facts['day']! < before.facts['day']!)) best.set(key, advice)
  }
  return [...best.values()]
}

/** The facts that name an example. */
export function exampleOf({ behaviour, kind, phase }: Probe, day: Day): Record<string, string | number> {
  const waver = 'metric' in behaviour && 'threshold' in behaviour ? { wavering: String(behaviour.metric), wavers: Number(behaviour.threshold) } : {}
  return { probe: behaviour.id, kind, phase, ...waver, day: formatDay(day) }
}

function curedButShut(run: Run, rulebook: Rulebook, rules: readonly RuleAt[]): Advice[] {
  const { curedIn } = run.probe.behaviour
  if (curedIn === null) return []
  const cured = addMonths(PROBE_OPENED, curedIn + 1)
  const day = addDays(cured, SHUT_DAYS)
  const shut = spansOf(run.course, ({ status }) => status === 'suspended').some(({ from, to }) => from <= cured && to >= day)
  if (!shut || day > PROBE_ENDS) return []
  const [decision] = createDecider(run.book, rulebook).decide(run.line, [day])
  const facts = { ...exampleOf(run.probe, day), days: SHUT_DAYS }
  const rule = spellOn(run.course, day)!.firing.map((i) => rules[i]!).find(({ severity }) => severity === SEVERITY.suspended)
  if (rule) return [{ code: 'cured-but-shut', severity: 'warning', path: rule.path, facts: { ...facts, by: rule.rule.id } }]
  const { variant } = chooseVariant(rulebook, decision!.segment, run.probe.phase)
  const path = `reopening[${rulebook.policy.reopening.indexOf(variant)}].when`
  return [{ code: 'cured-but-shut', severity: 'warning', path, facts: { ...facts, by: variant.id, ...unmetOf(decision!) } }]
}

/** The first metric that a decision misses. */
function unmetOf({ unmet }: Decision): { readonly metric?: string } {
  const [first] = unmet
  return first && 'metric' in first ? { metric: first.metric } : {}
}

function undone({ course, probe }: Run, rules: readonly RuleAt[]): Advice[] {
  return spansOf(course, ({ status }) => status !== 'suspended' && status !== 'closed').flatMap(({ from, to }, i): Advice[] => {
    // The first span is the life before any suspension.
    const after = spellOn(course, addDays(to, 1))
    if (i === 0 || to === course.end || after?.status !== 'suspended' || to - from >= UNDONE_DAYS) return []
    const rule = after.firing.map((index) => rules[index]!).find(({ severity }) => severity === SEVERITY.suspended)
    if (!rule) return []
    const facts = { ...exampleOf(probe, addDays(to, 1)), rule: rule.rule.id, days: to - from + 1 }
    return [{ code: 'reopening-undone', severity: 'warning', path: rule.path, facts }]
  })
}

const WORSE: Record<Status, number> = { active: 0, probation: 1, watch: 1, suspended: 2, closed: 3 }

interface Move {
  readonly day: Day
  /** Rules that began to fire that day. */
  readonly began: readonly number[]
}

/** Begins on the first of a month on which nothing happened: its window moved, and took away what had ended it. */
function calendarFlaps({ course, line, probe }: Run, rules: readonly RuleAt[]): Advice[] {
  const eventful = new Set<Day>(line.days)
  return rules.flatMap((at, index): Advice[] => {
    if (!decides(at)) return []
    const begins = course.spells.filter(({ from, firing }, i) => {
      const before = course.spells[i - 1]
      return before && firing.includes(index) && !before.firing.includes(index) && from === firstDayOf(monthOf(from)) && !eventful.has(from)
    })
    const last = begins.findIndex(({ from }, i) => i >= MOST_CALENDAR - 1 && from - begins[i - MOST_CALENDAR + 1]!.from < 365)
    if (last < 0) return []
    const suspends = begins.find(({ from, status }) => status === 'suspended' && spellOn(course, addDays(from, -1))!.status !== 'suspended')
    const facts = { ...exampleOf(probe, (suspends ?? begins[last]!).from), rule: at.rule.id, times: MOST_CALENDAR }
    return [{ code: 'calendar-flaps', severity: suspends ? 'warning' : 'note', path: at.path, facts }]
  })
}

function flaps({ course, probe }: Run, rules: readonly RuleAt[]): Advice[] {
  const moves = (worse: (before: Spell, after: Spell) => boolean): Move[] =>
    course.spells.flatMap((after, i): Move[] => {
      const before = course.spells[i - 1]
      if (!before || !worse(before, after)) return []
      return [{ day: after.from, began: after.firing.filter((rule) => !before.firing.includes(rule)) }]
    })
  const falls = moves((a, b) => WORSE[b.status] > WORSE[a.status] && b.status !== 'closed')
  const suspensions = moves((a, b) => b.status === 'suspended' && a.status !== 'suspended')
  // While a line is shut its limit gives nothing, and a change of status has a limit of its own.
  const cuts = moves((a, b) => b.limit < a.limit && b.status === a.status && b.status !== 'suspended')
  return [
    ...tooOften('status-flaps', suspensions.length >= MOST_SUSPENSIONS ? suspensions : [], MOST_SUSPENSIONS, probe, rules),
    ...tooOften('status-flaps', falls, MOST_WORSENINGS, probe, rules),
    ...tooOften('limit-flaps', cuts, MOST_CUTS, probe, rules),
  ]
}

/** Names the rule that began on most of the days, if it did on most of them. */
function tooOften(code: AdviceCode, moves: readonly Move[], most: number, probe: Probe, rules: readonly RuleAt[]): Advice[] {
  const last = moves.findIndex(({ day }, i) => i >= most - 1 && day - moves[i - most + 1]!.day < 365)
  if (last < 0) return []
  const year = moves.slice(last - most + 1, last + 1)
  const counts = rules.map((_, i) => year.filter(({ began }) => began.includes(i)).length)
  const rule = rules[counts.indexOf(Math.max(...counts))]!
  if (Math.max(...counts) * 2 <= year.length) return []
  return [{ code, severity: 'warning', path: rule.path, facts: { ...exampleOf(probe, moves[last]!.day), rule: rule.rule.id, times: most } }]
}
