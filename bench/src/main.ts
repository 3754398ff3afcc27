/**
 * Measures and prints; a whole run also writes BENCHMARKS.md.
 * `bench.js [case …] [--borrowers N]`: only some cases, or a smaller book, print and write nothing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withSection } from './benchmarks-file.ts'
import { writeBook } from './book/book-file.ts'
import { WHOLE_BOOK, type BookPlan } from './book/plan.ts'
import { CASES, type BenchCase } from './cases.ts'
import { actAsChild, runTask, type Finished } from './child.ts'
import { duration } from './figures.ts'
import { machine } from './machine.ts'
import { caseLines } from './table.ts'
import type { BookSource } from './replay/tasks.ts'
import type { TaskName } from './tasks.ts'

const BENCHMARKS = join(import.meta.dirname, '..', '..', 'BENCHMARKS.md')

if (!(await actAsChild(process.argv.slice(2)))) await measureAll()

async function measureAll(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { borrowers: { type: 'string' } }, allowPositionals: true })
  const cases = positionals.length === 0 ? CASES : positionals.map(caseNamed)
  const plan = { ...WHOLE_BOOK, ...(values.borrowers === undefined ? {} : { borrowers: Number(values.borrowers) }) }
  const scratch = mkdtempSync(join(tmpdir(), 'tideline-bench-'))
  const source: BookSource = { path: join(scratch, 'book'), plan }
  const began = performance.now()
  try {
    console.log(machine())
    writeBook(source.path, plan)
    console.log(`A book of ${plan.borrowers} borrowers × ${plan.months} months generated in ${duration(performance.now() - began)}.`)
    const tables = new Map<string, string[]>()
    const finished = new Map<TaskName, Finished>()
    for (const bench of cases) tables.set(bench.id, await measureCase(bench, source, finished))
    const isWritten = cases === CASES && isWhole(plan)
    if (isWritten) writeFileSync(BENCHMARKS, withTables(readFileSync(BENCHMARKS, 'utf8'), tables))
    const end = isWritten ? 'BENCHMARKS.md is written' : 'Nothing is written: this was part of a run'
    console.log(`\n${end}; it took ${duration(performance.now() - began)}.`)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function isWhole({ borrowers, months }: BookPlan): boolean {
  return borrowers === WHOLE_BOOK.borrowers && months === WHOLE_BOOK.months
}

function caseNamed(id: string): BenchCase {
  const found = CASES.find((bench) => bench.id === id)
  if (!found) throw new Error(`There is no case “${id}”: there are ${CASES.map((bench) => bench.id).join(', ')} and storage`)
  return found
}

/** What another case had measured already is not measured again. */
async function measureCase(bench: BenchCase, source: BookSource, finished: Map<TaskName, Finished>): Promise<string[]> {
  // In turn: two at once would share what is measured.
  for (const task of bench.tasks) {
    if (finished.has(task)) continue
    const began = performance.now()
    finished.set(task, await runTask(task, source))
    console.error(`  ${task}: ${duration(performance.now() - began)}`)
  }
  const results = bench.tasks.map((task) => finished.get(task)!)
  const lines = caseLines(bench, results, isWhole(source.plan))
  console.log(['', bench.title, ...lines].join('\n'))
  return lines
}

function withTables(text: string, tables: ReadonlyMap<string, readonly string[]>): string {
  let written = withSection(text, 'machine', [`Measured on ${machine()}.`])
  for (const [id, lines] of tables) written = withSection(written, id, lines)
  return written
}
