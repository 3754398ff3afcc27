import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JournalEvent } from './event.ts'
import { joinLog, knownLog } from './log.ts'
import { compareEvents } from './order.ts'
import { anyEvent } from './fixtures/any-event.ts'
import { canonicalJson } from './canonical-json.ts'
import { validateEvent } from './validate.ts'

// Every line here is of one borrower, as in a log that was checked; few ids, so that reversals meet their targets.
const book = fc.uniqueArray(anyEvent, { selector: event => event.id, maxLength: 25 }).map(events =>
  events.map((event, index): JournalEvent => {
    const borrower = event.line === undefined ? event.borrower : `owner of ${event.line}`
    return {
      ...event,
      ...(borrower === undefined ? {} : { borrower }),
      on: `2024-01-0${1 + (index % 3)}`,
    }
  }),
).map(events => events.filter(event => event.type !== 'event.reversed'))

describe('any log', () => {
  it('[E1] the order is total: antisymmetric, transitive, and 0 only for one id', () => {
    fc.assert(fc.property(anyEvent, anyEvent, anyEvent, (a, b, c) => {
      expect(Math.sign(compareEvents(a, b)) + Math.sign(compareEvents(b, a))).toBe(0)
      if (compareEvents(a, b) <= 0 && compareEvents(b, c) <= 0) expect(compareEvents(a, c)).toBeLessThanOrEqual(0)
      if (a.id !== b.id) expect(compareEvents(a, b)).not.toBe(0)
    }))
  })

  it('[E1, E2] the order of arrival and repetition change nothing', () => {
    const twice = book.chain(events =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })))
    fc.assert(fc.property(twice, ([events, arrived]) => {
      // A repetition may be another object, with its fields in another order.
      const copies = arrived.map((event, index) => (index % 2 === 0 ? event : JSON.parse(canonicalJson(event)) as JournalEvent))
      const once = joinLog(events)
      const again = joinLog(copies)
      expect(once.ok && again.ok).toBe(true)
      if (once.ok && again.ok) {
        expect(canonicalJson(again.log.events)).toBe(canonicalJson(once.log.events))
        expect(canonicalJson(knownLog(again.log))).toBe(canonicalJson(knownLog(once.log)))
      }
    }))
  })

  it('[E5] every generated event is valid, and any value at all gets an answer', () => {
    fc.assert(fc.property(anyEvent, event => {
      expect(validateEvent(event)).toEqual({ ok: true, event })
    }))
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withMap: true, withBigInt: true }), value => {
      expect(validateEvent(value).ok).toBe(false)
    }))
  })

  it('[E5] one field spoilt is refused with issues, or still fits the schema', () => {
    const spoilt = fc.tuple(anyEvent, fc.constantFrom('id', 'on', 'at', 'by', 'type', 'data', 'line'),
      fc.oneof(fc.anything(), fc.string({ unit: 'binary' })))
    fc.assert(fc.property(spoilt, ([event, key, value]) => {
      const result = validateEvent({ ...event, [key]: value })
      if (result.ok) expect(canonicalJson(JSON.parse(canonicalJson(result.event)))).toBe(canonicalJson(result.event))
      else expect(result.issues.every(issue => issue.expected !== '' && issue.got.length <= 200)).toBe(true)
    }))
  })
})
