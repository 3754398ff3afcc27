/** The benchmarks at their smallest: what is compared gives the same, everything runs. Nothing is timed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBook } from '@tideline/engine'
import { formatDay } from '@tideline/journal'
import { randomFrom } from '@tideline/testkit'
import { afterAll, describe, expect, it } from 'vitest'
import { withSection } from './benchmarks-file.ts'
import { readPieces, unpackAll, writeBook } from './book/book-file.ts'
import { logOf } from './book/deciders.ts'
import { lastDay } from './book/plan.ts'
import { CASES } from './cases.ts'
import { firstFoldDifference, isFoldable } from './fold/tasks.ts'
import { jsonRules } from './rules/json-rules-engine.ts'
import { INPUTS, randomInputs, RULES } from './rules/rule-set.ts'
import { outcomeColumns, outcomesIn, rowsOf, tidelineRules } from './rules/tideline.ts'
import { caseLines } from './table.ts'
import { TASKS } from './tasks.ts'

// Its binary is not made for every machine; nothing that ships needs it.
const zen = await import('./rules/zen.ts').catch(() => null)
const scratch = mkdtempSync(join(tmpdir(), 'tideline-bench-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const source = { path: join(scratch, 'book'), plan: { borrowers: 12, months: 36 } }
writeBook(source.path, source.plan)

describe('rules alone', () => {
  const inputs = randomInputs(randomFrom(1), 300)
  const { decide, decideRows } = tidelineRules()
  const expected = inputs.map(decide)

  it('are the size they are said to be, and each of them fires', () => {
    expect([INPUTS.length, RULES.length, new Set(RULES.map(({ layer }) => layer)).size]).toEqual([12, 14, 4])
    expect(expected.reduce((fired, outcome) => fired | outcome.fired, 0)).toBe(2 ** RULES.length - 1)
    expect(new Set(expected.map(({ verdict }) => verdict))).toEqual(new Set([0, 1, 2]))
  })

  it('come out the same over columns', () => {
    expect(outcomesIn(decideRows(rowsOf(inputs), outcomeColumns(inputs.length)))).toEqual(expected)
  })

  it('come out the same of json-rules-engine', async () => {
    const rules = jsonRules()
    expect(await rules.decideAtOnce(inputs)).toEqual(expected)
    expect(await rules.decideInTurn(inputs.slice(0, 20))).toEqual(expected.slice(0, 20))
  })

  it.skipIf(zen === null)('come out the same of zen, however it is asked', async () => {
    const rules = zen!.zenRules()
    const ways = [rules.decideAtOnce, rules.decideInTurn, rules.decideInOne, rules.decideBare]
    for (const way of ways) expect(await way(inputs)).toEqual(expected)
    rules.dispose()
  })
})

it('the fold over plain objects gives the figures of the engine’s metrics', () => {
  const { lines } = openBook(logOf(unpackAll(readPieces(source.path))))
  const foldable = lines.filter(isFoldable)
  expect(foldable.length).toBeGreaterThan(2)
  expect(firstFoldDifference(foldable, lastDay(source.plan))).toBeNull()
})

it('the last day of a book is the last of its last month', () => {
  expect([1, 11, 12, 24, 36].map((months) => formatDay(lastDay({ borrowers: 1, months })))).toEqual([
    '2022-01-31', '2022-11-30', '2022-12-31', '2023-12-31', '2024-12-31',
  ])
})

it('every case over a book makes a table with a row for all that is compared', async () => {
  for (const bench of CASES.filter(({ id }) => id !== 'rules')) {
    const results = await Promise.all(bench.tasks.map((task) => TASKS[task](source)))
    const lines = caseLines(bench, results.map((result) => ({ ...result, peakBytes: 1, cpuShare: 1 })), true)
    expect(lines.filter((line) => line.startsWith('|')).length).toBeGreaterThan(2)
  }
})

it('a section is written between its marks and nowhere else', () => {
  const text = 'a\n<!-- measured: x -->\nold\n<!-- end: x -->\nb'
  expect(withSection(text, 'x', ['new'])).toBe('a\n<!-- measured: x -->\nnew\n<!-- end: x -->\nb')
  expect(() => withSection(text, 'y', [])).toThrow('y')
})
