import { createDecider, openBook } from '@tideline/engine'
import { canonicalJson, formatDay, joinLog, parseDay, type JournalEvent } from '@tideline/journal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borrowerLife, decideAll, END, everyDay, RULEBOOKS, spreadDays } from './lending.ts'

const DAYS = spreadDays(12)
const bytes = (decisions: readonly unknown[]): string => canonicalJson(decisions)

/** A log together with a shuffle of it and some of its events twice. */
const rearranged = borrowerLife.chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
    fc.subarray(events),
  ),
)

describe('decisions of generated lives', () => {
  it('[E1] [E2] any order, any doubling and any split of a log give the same bytes', () => {
    fc.assert(
      fc.property(rearranged, fc.nat(), ([events, shuffled, doubled], cut) => {
        const expected = bytes(decideAll(events, DAYS))
        const at = cut % shuffled.length
        const parts = [...shuffled.slice(at), ...doubled, ...shuffled.slice(0, at)]
        expect(bytes(decideAll(parts, DAYS))).toBe(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('[E6] an event recorded late counts as one recorded on its day', () => {
    fc.assert(
      fc.property(borrowerLife, fc.integer({ min: 1, max: 400 }), (events, delay) => {
        // Every instant moves by the same delay: the order within a day stays, the moment of knowing does not.
        const late = events.map((event): JournalEvent => ({ ...event, at: later(event.at, delay) }))
        expect(bytes(decideAll(late, DAYS))).toBe(bytes(decideAll(events, DAYS)))
      }),
      { numRuns: 30 },
    )
  })

  it('[E3] reversing an event equals its never having been', () => {
    fc.assert(
      fc.property(borrowerLife, fc.nat(), (events, pick) => {
        const candidates = events.filter(({ type }) => type !== 'event.reversed' && type !== 'line.opened')
        const target = candidates[pick % candidates.length]!
        const { borrower, line, on } = target
        const reversal: JournalEvent = {
          id: 'reversal-under-test',
          type: 'event.reversed',
          ...(borrower !== undefined && { borrower }),
          ...(line !== undefined && { line }),
          on,
          at: '2031-01-01T00:00:00Z',
          by: 'officer-1',
          data: { event: target.id, reason: 'entered by mistake' },
        }
        const without = events.filter(({ id }) => id !== target.id)
        expect(bytes(decideAll([...events, reversal], DAYS))).toBe(bytes(decideAll(without, DAYS)))
      }),
      { numRuns: 40 },
    )
  })

  it('[P17] skipping the days on which nothing can change equals visiting every day', () => {
    fc.assert(
      fc.property(borrowerLife, (events) => {
        const days = everyDay()
        const visited = decideAll(events, days, { everyDay: true })
        const asked = spreadDays(25)
        const alone = asked.flatMap((day) => decideAll(events, [day]))
        const texts = new Set(asked.map(formatDay))
        const key = (decision: (typeof visited)[number]): string => `${decision.asOf} ${decision.policy.id} ${decision.line}`
        const sort = (decisions: typeof visited): string[] =>
          decisions.filter(({ asOf }) => texts.has(asOf)).map((decision) => `${key(decision)} ${canonicalJson(decision)}`).sort()
        expect(sort(alone)).toEqual(sort(visited))
      }),
      { numRuns: 25 },
    )
  })

  it('[P17] the history of a line is the same whether days are skipped or not', () => {
    fc.assert(
      fc.property(borrowerLife, (events) => {
        const joined = joinLog(events)
        if (!joined.ok) throw new Error('a generated log is refused')
        const book = openBook(joined.log)
        for (const rulebook of RULEBOOKS) {
          const decider = createDecider(book, rulebook)
          for (const line of book.lines) {
            expect(bytes(decider.history(line, END))).toBe(bytes(decider.history(line, END, { everyDay: true })))
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('[P13] [P6] what is available never passes the limit, and closed is terminal', () => {
    fc.assert(
      fc.property(borrowerLife, (events) => {
        const closed = new Set<string>()
        for (const decision of decideAll(events, everyDay())) {
          expect(decision.available).toBeGreaterThanOrEqual(0)
          expect(decision.available).toBeLessThanOrEqual(decision.limit)
          const key = `${decision.policy.id} ${decision.line}`
          if (closed.has(key)) expect(decision.status).toBe('closed')
          if (decision.status === 'closed') closed.add(key)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('[M0] a decision never depends on events after its day, reversals apart', () => {
    fc.assert(
      fc.property(borrowerLife, fc.nat({ max: 11 }), (events, pick) => {
        const day = DAYS[pick]!
        const until = formatDay(day)
        const past = events.filter(({ on, type }) => on <= until || type === 'event.reversed')
        // A line opened later has no decision on the day either way; its siblings must not see it.
        expect(bytes(decideAll(past, [day]))).toBe(bytes(decideAll(events, [day])))
      }),
      { numRuns: 40 },
    )
  })
})

/** The instant `days` later, its time of day kept. */
function later(at: string, days: number): string {
  const day = parseDay(at.slice(0, 10))!
  return formatDay((day + days) as typeof day) + at.slice(10)
}
