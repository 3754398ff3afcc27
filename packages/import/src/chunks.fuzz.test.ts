import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { validateEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { berkaFile, importBytes, taiwanFile, taiwanRow } from './fixture.ts'
import { importFile } from './import-file.ts'
import { EVENTS_PROFILE, type Profile } from './profile/events.ts'
import { loadProfile } from './profile/load.ts'

function shipped(name: string): Profile {
  const url = new URL(`../../content/profiles/${name}.json`, import.meta.url)
  const result = loadProfile(JSON.parse(readFileSync(url, 'utf8')))
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.profile
}
const PROFILES = [shipped('statements-taiwan'), shipped('transactions-berka'), EVENTS_PROFILE]

async function read(bytes: Uint8Array, profile: Profile, cuts: readonly number[]) {
  async function* source(): AsyncGenerator<Uint8Array> {
    let from = 0
    for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
      yield bytes.subarray(from, cut)
      from = cut
    }
  }
  const events: unknown[] = []
  const report = await importFile(source(), { profile, fileName: 'f', limits: { rowLength: 400 }, onEvents: batch => void events.push(...batch) })
  return { events, report: { ...report, batches: 0 } }
}

/** Cells as files have them, good and bad, with every character that could be cut wrongly. */
const cell = fc.oneof(
  fc.constantFrom('5', '"1,234.50"', '"a\r\nb"', '"open', 'x"y', '', '姓名', '１２', '"q""q"', '1.005', '\uFEFF', '\uFFFD'),
  fc.string({ maxLength: 6 }),
)
const taiwanRows = fc.array(
  fc.oneof(
    fc.tuple(fc.nat(9), fc.constantFrom('LIMIT_BAL', 'PAY_0', 'BILL_AMT1', 'AGE'), cell).map(([id, name, text]) => taiwanRow(id, { [name]: text })),
    fc.nat(99).map(id => taiwanRow(id)),
    fc.constantFrom('', '1,2', '"stray', 'x'.repeat(500)),
  ),
  { maxLength: 12 },
)
const berkaRows = fc.array(
  fc.tuple(fc.constantFrom('1', '2', ''), fc.constantFrom('1996-07-28', '1996-08-30', '1996-02-30'), fc.constantFrom('credit', 'debit', 'x'), cell)
    .map(([account, date, type, text]) => `${account},1,${date},${type},,10,0,${text}`),
  { maxLength: 12 },
)
const file = fc.oneof(taiwanRows.map(rows => taiwanFile(...rows)), berkaRows.map(rows => berkaFile(...rows)))
const lineEnd = fc.constantFrom('\n', '\r\n', '\r')

describe('any file', () => {
  it('[I19] any cutting of the bytes gives the same events and the same report', async () => {
    await fc.assert(
      fc.asyncProperty(file, lineEnd, fc.constantFrom(...PROFILES), fc.array(fc.nat(), { maxLength: 8 }), async (text, end, profile, cuts) => {
        const bytes = new TextEncoder().encode(text.replaceAll('\n', end))
        const whole = await read(bytes, profile, [])
        const cut = await read(bytes, profile, cuts.map(at => at % (bytes.length + 1)))
        const single = await read(bytes, profile, Array.from(bytes, (_, at) => at))
        expect(cut).toEqual(whole)
        expect(single).toEqual(whole)
      }),
      { numRuns: 150 },
    )
  })

  it('[I3] whatever the bytes, every event is valid, every row is good or bad, and nothing is thrown', async () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), file.map(text => new TextEncoder().encode(text)))
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(...PROFILES), async (content, profile) => {
        const { events, report } = await importBytes(content, profile)
        expect(events.every(event => validateEvent(event).ok)).toBe(true)
        expect(report.badRows).toBeLessThanOrEqual(report.rows)
        expect(report.outcome === 'refused').toBe(report.refusal !== undefined)
        expect(report.events).toBe(events.length)
      }),
      { numRuns: 300 },
    )
  })
})
