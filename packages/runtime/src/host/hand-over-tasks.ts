/** Handing over what was recorded here: what waits, as a file, and that it has arrived. */
import { isAuditEvent, writeJsonLines, type JournalEvent } from '@tideline/journal'
import type { Role } from '@tideline/storage'
import type { HandOverMark, HandOverTasks } from '../hand-over-contract.ts'
import type { AccessLog } from './access-log.ts'
import type { Decided } from './decided-book.ts'
import { exportBook, sealChains } from './export-book.ts'
import { noteHandedOver, readHandOver } from './hand-over-setting.ts'
import type { Places } from './own-entries.ts'
import { readWhole } from './read-whole.ts'
import type { RecordContext } from './record-entry.ts'

interface HandOverContext {
  readonly context: () => Promise<RecordContext>
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly mayChange: (...roles: readonly Role[]) => Promise<boolean>
  readonly log: AccessLog
  readonly instant: () => string
}

export function makeHandOverTasks({ context, inTurn, mayChange, log, instant }: HandOverContext): HandOverTasks {
  return {
    async handOverState(today) {
      const { store, decided, signer } = await context()
      const { own } = await decided.latest(today)
      const { places, last } = await readHandOver(store)
      const counts = own.countAfter(places)
      const waiting = [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count)
      return { waiting, count: countOf(counts), last, numbered: await signer.canSign() }
    },

    handOverFile: (what, by, today) =>
      inTurn(async () => {
        if (!(await mayChange('supervisor', 'officer'))) return { ok: false, code: 'not-allowed' }
        const recording = await context()
        const { store, decided } = recording
        // Before the file is made: what another tab records meanwhile goes on waiting.
        const known = await decided.latest(today)
        const events = countOf(known.own.countAfter((await readHandOver(store)).places))
        if (what === 'entries' && events === 0) return { ok: false, code: 'nothing' }
        const file = what === 'book' ? await exportBook(recording, by, today) : await entriesFile(recording, by, today)
        void log.note({ kind: 'exported', facts: { bytes: file.size, ...(what === 'entries' && { events }) } })
        return { ok: true, file, mark: { what, places: headsOf(known), events: what === 'book' ? eventCountOf(known) : events } }
      }),

    async markHandedOver(mark, by) {
      if (!(await mayChange('supervisor', 'officer')) || !isMark(mark)) return false
      const { store } = await context()
      await noteHandedOver(store, mark, { at: instant(), by })
      void log.note({ kind: 'handed-over', facts: { events: mark.events } })
      return true
    },

    async noteListSaved(list, rows) {
      void log.note({ kind: 'list-saved', facts: { list: list.slice(0, 64), rows } })
    },
  }
}

/** What this device recorded and did not hand over, in the order of its chain, with what tells whose chain it is. */
async function entriesFile(recording: RecordContext, by: string, today: string): Promise<Blob> {
  const { store, decided } = recording
  await sealChains(recording, by, today)
  const { own } = await decided.latest(today)
  const { places } = await readHandOver(store)
  const devices = new Set(own.devices)
  const { borrowers, failure } = await readWhole(store)
  if (failure !== null) throw failure
  const isOwn = (event: JournalEvent): boolean => {
    const { audit } = event
    if (audit === undefined || !devices.has(audit.device)) return false
    return audit.seq > (places[audit.device] ?? 0) || isAuditEvent(event, 'device.registered')
  }
  const entries = borrowers.flatMap((events) => events.filter(isOwn))
  entries.sort((a, b) => (a.audit!.device < b.audit!.device ? -1 : a.audit!.device > b.audit!.device ? 1 : a.audit!.seq - b.audit!.seq))
  return new Blob([...writeJsonLines(entries)], { type: 'application/x-ndjson' })
}

function countOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/** How far the chains of this device go. */
export function headsOf({ own, heads }: Decided): Places {
  return Object.fromEntries(own.devices.map((device) => [device, heads.get(device)?.seq ?? 0]))
}

function eventCountOf({ borrowers }: Decided): number {
  return [...borrowers.values()].reduce((sum, { eventCount }) => sum + eventCount, 0)
}

/** It comes back from a page, which may be an older one. */
function isMark({ what, places, events }: HandOverMark): boolean {
  return ['entries', 'book'].includes(what) && Number.isSafeInteger(events) && Object.values(places).every((seq) => Number.isSafeInteger(seq) && seq >= 0)
}
