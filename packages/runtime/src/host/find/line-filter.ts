/** Which lines a filter lets through. */
import { parseDay } from '@tideline/journal'
import type { FindFilter } from '../../find-contract.ts'
import { isPastDue } from '@tideline/engine'
import type { Entry } from './layout.ts'

type Test = (entry: Entry) => boolean

/** `asOf`: the day that days without a contact are counted to; `behind`: only these lines, where it is given. */
export function filterOf(filter: FindFilter, asOf: string, behind: ReadonlySet<string> | null): Test {
  const tests = [...testsOf(filter, asOf), ...(behind ? [({ line }: Entry) => line !== null && behind.has(line.line)] : [])]
  return (entry) => tests.every((test) => test(entry))
}

function testsOf({ status, kind, branch, centre, pastDue, warning, noContactDays }: FindFilter, asOf: string): Test[] {
  const tests: Test[] = []
  if (status !== undefined) tests.push(({ line }) => line?.status === status)
  if (kind !== undefined) tests.push(({ line }) => line?.kind === kind)
  if (branch !== undefined) tests.push((entry) => entry.branch === branch)
  if (centre !== undefined) tests.push((entry) => entry.centre === centre)
  if (pastDue !== undefined) tests.push(({ line }) => line !== null && line.status !== 'closed' && isPastDue(line.daysPastDue ?? 0, pastDue))
  if (warning !== undefined) tests.push((entry) => hasTask(entry, warning))
  if (noContactDays !== undefined) tests.push((entry) => daysSilent(entry, asOf) >= noContactDays)
  return tests
}

function hasTask({ line }: Entry, wanted: NonNullable<FindFilter['warning']>): boolean {
  return (line?.attention ?? []).some(
    (attention) => attention.kind === 'warning' && (wanted === 'any' || (wanted === 'overdue' ? attention.overdue : attention.task === wanted)),
  )
}

/** Days since somebody spoke with them about an open line; none where there is none. */
function daysSilent({ line, lastContact, openedOn }: Entry, asOf: string): number {
  if (!line || line.status === 'closed') return -1
  return parseDay(asOf)! - parseDay(lastContact ?? openedOn)!
}
