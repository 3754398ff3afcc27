/** The day and the week as they are planned: who is met where, what is due by then, and what else is to be done. */
import { addDays, formatDay, type Day } from '@tideline/journal'
import type { LineSummary } from '../../contract.ts'
import type { Centre, DayOutline, DayRoute, DayTask, Meeting, MeetingOutline, Member, MemberLine, Why } from '../../day-contract.ts'
import { newestInstant, type Decided } from '../decided-book.ts'
import { dayOf } from '../summary.ts'
import type { BorrowerFacts, LineFacts } from './borrower-facts.ts'
import { meetsOn, nextMeeting, type Meetings, type Schedule } from './meetings.ts'
import { byPressure, compare, dayOfWhy, whysOf, type WhyContext } from './why.ts'

const DAYS_OF_WEEK = 7
/** More than anybody does in a day. */
const MOST_TASKS = 200

interface Person {
  readonly borrower: string
  readonly facts: BorrowerFacts
  readonly lines: readonly { readonly summary: LineSummary; readonly facts: LineFacts }[]
}

export class DayPlanner {
  readonly #meetings: Meetings
  readonly #context: WhyContext
  readonly #people: readonly Person[]
  readonly #members = new Map<string, Person[]>()

  constructor(decided: Decided, meetings: Meetings) {
    this.#meetings = meetings
    const knownAt = newestInstant([...decided.borrowers.values()].flatMap((one) => (one.knownAt === null ? [] : [{ at: one.knownAt }])))
    this.#context = { asOf: decided.asOf, knownOn: knownAt?.slice(0, 10) ?? null }
    this.#people = [...decided.borrowers].flatMap(([borrower, { facts, summaries }]): Person[] =>
      facts ? [{ borrower, facts, lines: summaries.map((summary) => ({ summary, facts: facts.lines.get(summary.line)! })) }] : [],
    )
    for (const person of this.#people.toSorted((a, b) => compare(a.facts.name, b.facts.name) || compare(a.borrower, b.borrower))) {
      const { centre } = person.facts
      if (centre === null) continue
      const others = this.#members.get(centre)
      if (others) others.push(person)
      else this.#members.set(centre, [person])
    }
  }

  day(day: string): DayRoute {
    const meetings = this.#meetingsOn(day)
    // Whoever comes to a meeting is talked to there: the sheet says what about.
    const met = new Set(meetings.flatMap(({ held, members }) => (held ? [] : members.map(({ borrower }) => borrower))))
    const tasks = this.#tasks(day).filter(({ borrower }) => !met.has(borrower))
    return { day, meetings, tasks: tasks.slice(0, MOST_TASKS), taskCount: tasks.length }
  }

  week(from: string): DayOutline[] {
    return Array.from({ length: DAYS_OF_WEEK }, (_, i) => {
      const day = formatDay(addDays(dayOf(from), i) as Day)
      const meetings = this.#meetingsOn(day).map(({ members: _members, ...outline }): MeetingOutline => outline)
      const isNow = day === this.#context.asOf
      return { day, meetings, tasks: this.#tasks(day).filter(({ why }) => isNow || (day > this.#context.asOf && dayOfWhy(why) === day)).length }
    })
  }

  /** `null` where the centre does not meet that day and no sheet of it was stored. */
  meeting(centre: string, day: string): Meeting | null {
    const schedule = this.#meetings.scheduleOn(centre, day)
    const meets = schedule !== null && meetsOn(schedule, day)
    return meets || this.#meetings.held(centre, day) ? this.#meetingOf(centre, day, meets ? schedule : null) : null
  }

  centres(day: string): Centre[] {
    const names = new Set([...this.#meetings.centres, ...this.#members.keys()])
    return [...names].sort(compare).map((centre) => ({
      centre,
      schedule: this.#meetings.scheduleOn(centre, nextMeeting(this.#meetings, centre, day) ?? day),
      members: (this.#members.get(centre) ?? []).map(({ borrower, facts, lines }) => ({ borrower, name: facts.name, line: lines[0]?.summary.line ?? null })),
      next: nextMeeting(this.#meetings, centre, day),
    }))
  }

  #meetingsOn(day: string): Meeting[] {
    const centres = new Set([...this.#meetings.centres, ...this.#meetings.heldOn(day)])
    const found = [...centres].flatMap((centre) => this.meeting(centre, day) ?? [])
    return found.sort((a, b) => compare(a.time ?? '~', b.time ?? '~') || compare(a.centre, b.centre))
  }

  #meetingOf(centre: string, day: string, schedule: Schedule | null): Meeting {
    const members = (this.#members.get(centre) ?? []).map((person) => this.#memberOf(person, day))
    const lines = members.flatMap((member) => member.lines)
    const held = this.#meetings.held(centre, day)
    const currency = held?.currency ?? usualCurrency(lines)
    const isOfTalk = ({ status, tell }: MemberLine): boolean => tell.length > 0 || (status !== 'active' && status !== 'closed')
    return {
      centre,
      day,
      ...(schedule?.time !== undefined && { time: schedule.time }),
      ...(schedule?.place !== undefined && { place: schedule.place }),
      people: members.length,
      talk: lines.filter(isOfTalk).length,
      currency,
      due: lines.reduce((sum, line) => sum + (line.currency === currency ? line.due : 0), 0),
      held,
      members,
    }
  }

  #memberOf({ borrower, facts, lines }: Person, day: string): Member {
    return {
      borrower,
      name: facts.name,
      lines: lines
        .filter(({ summary, facts: { dues } }) => summary.status !== 'closed' || dues.length > 0)
        .map(({ summary, facts: of }) => ({ ...memberLine(summary), ...owedBy(of, day), tell: whysOf(summary, of, day, this.#context).filter(isForBorrower) })),
    }
  }

  #tasks(day: string): DayTask[] {
    const tasks = this.#people.flatMap(({ borrower, facts: { name, centre }, lines }) =>
      lines.flatMap(({ summary, facts }) => {
        const { line, status, kind, currency, policy } = summary
        const whys = whysOf(summary, facts, day, this.#context)
        if (centre === null) whys.push(...dueOf(facts, day))
        return whys.map((why): DayTask => ({ line, borrower, name, status, kind, currency, policy, centre, why }))
      }),
    )
    return tasks.sort((a, b) => byPressure(a.why, b.why) || compare(a.name, b.name) || compare(a.line, b.line))
  }
}

/** What the officer sees to without the borrower is nothing to be said at a meeting. */
function isForBorrower({ kind }: Why): boolean {
  return kind !== 'review-due' && kind !== 'override-proposed' && kind !== 'provisional'
}

/** A line of somebody who owes nothing and of whom nothing is to be said. */
export function memberLine({ line, kind, policy, currency, status, step }: LineSummary): MemberLine {
  return { line, kind, policy, currency, status, ...(step !== undefined && { step }), due: 0, late: 0, tell: [] }
}

/** Unpaid by a day, and what of it was due before. */
function owedBy({ dues }: LineFacts, day: string): { readonly due: number; readonly late: number } {
  const sum = (falls: (dueOn: string) => boolean): number => dues.reduce((total, { dueOn, unpaid }) => total + (falls(dueOn) ? unpaid : 0), 0)
  return { due: sum((dueOn) => dueOn <= day), late: sum((dueOn) => dueOn < day) }
}

/** A due of the very day, of somebody who comes to no meeting; what is late already has its warnings. */
function dueOf(facts: LineFacts, day: string): Why[] {
  if (!facts.dues.some(({ dueOn }) => dueOn === day)) return []
  const { due, late } = owedBy(facts, day)
  return [{ kind: 'due', amount: due, late, dueOn: day }]
}

function usualCurrency(lines: readonly MemberLine[]): string {
  const counts = new Map<string, number>()
  for (const { currency } of lines) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b))[0]?.[0] ?? 'CNY'
}
