/** How a probe's line goes under a policy: the life it leads and the status it gets, each by the other. */
import { addDays, joinLog, parseDay, type Day, type KnownEvent, type LineKind, type Phase } from '@tideline/journal'
import { openBook, type Book, type BookLine } from '../book/book.ts'
import { eachLeaf, type Condition } from '../policy/condition.ts'
import type { PolicyDocument, Rule, ScorecardDocument } from '../policy/policy.ts'
import { compileRulebook, type Rulebook } from '../policy/rulebook.ts'
import { courseOf, spellOn, type Course } from './course.ts'
import { eventsOf, PROBE_ENDS, PROBE_LINE, type Probe } from './probe-events.ts'
import { BEHAVIOURS, type Behaviour } from './probe-lines.ts'
import { waversOf } from './probe-wavers.ts'
import { PHASES } from './reach.ts'

export interface Run {
  readonly probe: Probe
  readonly line: BookLine
  readonly book: Book
  readonly course: Course
}

/** Draws that a cut refuses change the life, and the life the cuts: settled after a few rounds, at most so many. */
const MOST_ROUNDS = 12

export function runProbe(probe: Probe, rulebook: Rulebook): Run {
  let events = eventsOf(probe, null)
  for (let round = 1; ; round++) {
    const joined = joinLog(events)
    if (!joined.ok) throw new Error(`A probe says two things under one id: ${JSON.stringify(joined.issues)}`)
    const book = openBook(joined.log)
    const line = book.line(PROBE_LINE)!
    const course = courseOf(book, rulebook, line, PROBE_ENDS)
    const next = eventsOf(probe, course)
    const parted = firstDifference(events, next)
    if (parted === null || round === MOST_ROUNDS) return { probe, line, book, course }
    // What comes after the first draw refused was lived on money not had: take the line to stay shut, and see.
    const shut = spellOn(course, addDays(parted, -1))?.status === 'suspended'
    events = shut ? eventsOf(probe, { ...course, spells: course.spells.filter(({ from }) => from < parted) }) : next
  }
}

/** The day on which two lives part; only amounts, and what is drawn at all, can differ. */
function firstDifference(a: readonly KnownEvent[], b: readonly KnownEvent[]): Day | null {
  const at = a.findIndex((event, i) => event.id !== b[i]?.id || event.on !== b[i]?.on || amountOf(event) !== amountOf(b[i]!))
  if (at >= 0) return parseDay(b[at] && b[at].on < a[at]!.on ? b[at].on : a[at]!.on)
  return a.length === b.length ? null : parseDay(b[a.length]!.on)
}

function amountOf({ data }: KnownEvent): number {
  return 'amount' in data ? data.amount : 'balance' in data ? data.balance : 0
}

/** Every life that the policy can tell apart: of the kinds it is for; those of payments also in the other phases, if phases matter to it. */
export function probesOf(policy: PolicyDocument): Probe[] {
  const kinds = kindsOf(policy)
  const phases: readonly Phase[] = readsPhase(policy) ? ['steady', ...PHASES.filter((phase) => phase !== 'steady')] : ['steady']
  // So large that rounding down leaves a cut limit what it should be.
  const limit = Math.max(1_000_000, policy.limitRounding * 1000)
  return phases.flatMap((phase) =>
    (phase === 'steady' ? [...BEHAVIOURS, ...waversOf(policy)] : BEHAVIOURS.filter(isAboutPayments)).flatMap((behaviour) =>
      behaviour.kinds
        .filter((kind) => kinds.includes(kind))
        .slice(0, behaviour.alike || phase !== 'steady' ? 1 : undefined)
        .map((kind) => ({ behaviour, kind, phase, limit })),
    ),
  )
}

/** Those that a phase can make a difference to beside what is said of the borrower. */
function isAboutPayments({ kinds, alike }: Behaviour): boolean {
  return !alike && kinds.includes('instalment')
}

/** The rulebook of a policy with one rule changed. */
export function rulebookWith(policy: PolicyDocument, scorecard: ScorecardDocument, path: string, change: Partial<Rule>): Rulebook {
  const layers = policy.layers.map((layer, i) => ({
    ...layer,
    rules: layer.rules.map((rule, j) => (path === `layers[${i}].rules[${j}]` ? { ...rule, ...change } : rule)),
  }))
  return compileRulebook({ ...policy, layers }, scorecard)
}

/**
 * The kinds of line that a policy is for, told by what it reads: covenants are reported of projects, use of
 * the limit and income of people's lines; by the kinds its rules name; else those of people.
 */
export function kindsOf(policy: PolicyDocument): readonly LineKind[] {
  const rules = policy.layers.flatMap((layer) => layer.rules)
  const named = new Set(rules.flatMap(({ kinds }) => kinds ?? []))
  const general = [
    ...rules.flatMap(({ kinds, when, until }) => (kinds ? [] : until ? [when, until] : [when])),
    ...policy.segments.map(({ when }) => when),
    ...policy.reopening.flatMap(({ when, ladder }) => [when, ...ladder.map((step) => step.when)]),
    ...policy.increases.map(({ when }) => when),
  ]
  const ofProjects = general.some((condition) => reads(condition, /^(dscr_|llcr|dsra_|actual_progress|progress_gap|cost_overrun|covenants_)/))
  const ofPeople = general.some((condition) => reads(condition, /^(utilisation|income_|spend_|discretionary_|debt_service_|bureau_|good_accounts_)/))
  if (ofProjects && !ofPeople) return named.size === 0 ? ['project'] : ['project', ...[...named].filter((kind) => kind !== 'project')]
  if (ofProjects || named.has('project')) return ['revolving', 'instalment', 'project']
  return ['revolving', 'instalment']
}

function reads(condition: Condition, metrics: RegExp): boolean {
  let found = false
  eachLeaf(condition, ({ metric }) => {
    found ||= metrics.test(metric)
  })
  return found
}

function readsPhase(policy: PolicyDocument): boolean {
  const shifts = PHASES.map((phase) => JSON.stringify(Object.entries(policy.phases[phase].scoreShift).filter(([, shift]) => shift !== 0)))
  return (
    new Set(shifts).size > 1 ||
    policy.layers.some(({ rules }) => rules.some(({ phases }) => phases)) ||
    [...policy.reopening, ...policy.increases].some(({ phases }) => phases)
  )
}
