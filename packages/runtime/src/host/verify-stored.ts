/** Whether the book on this device is what was recorded: its chains, its rows, its access log. */
import { plainText } from '@tideline/import'
import { compareInstants, verifyChain, type JournalEvent } from '@tideline/journal'
import type { AccessStore, SharedStore } from '@tideline/storage'
import type { BookVerdict, DeviceSeen, EntrySeen, VerifyProgress } from '../audit-contract.ts'
import type { BookTrouble } from '../contract.ts'
import { troubleOf } from './decided-book.ts'
import { verifyEd25519 } from './device-signer.ts'
import { readWhole } from './read-whole.ts'

export interface Stored {
  readonly store: SharedStore
  /** `null` where there is no log. */
  readonly access: AccessStore | null
  /** The id of this device. */
  readonly here: string | null
}

/** Of the entries that nobody signed, as many as a person looks through. */
const MOST_SHOWN = 20

export async function verifyStored({ store, access, here }: Stored, onProgress?: (progress: VerifyProgress) => void): Promise<BookVerdict> {
  const { events, trouble } = await readEverything(store)
  const report = await verifyChain(events, verifyEd25519, { onProgress: (done, of) => onProgress?.({ done, of }) })
  const log = access && (await access.verify())
  const labels = new Map(report.devices.map(({ device, label }) => [device, label === undefined ? {} : { label: plainText(label) }]))
  const shown = (index: number): EntrySeen => entryOf(events[index]!)
  const spans = spansOf(events)
  const erasures = report.erasures.map(({ events: count, device, index }) => ({ events: count, device, at: events[index]!.at, by: plainText(events[index]!.by) }))
  return {
    whole: report.whole && trouble.length === 0 && !log?.broken,
    events: events.length,
    devices: report.devices.map(({ device, label: _, ...rest }): DeviceSeen => ({ ...rest, device, ...labels.get(device), here: device === here, ...(spans.get(device) ?? NO_SPAN) })),
    breaks: [
      ...report.breaks.map(({ device, seq, why, index }) => ({ device, ...labels.get(device), seq, why, shownBy: shown(index) })),
      ...report.contradictions.map(({ device, seq, index }) => ({ device, ...labels.get(device), seq, why: 'contradicted' as const, shownBy: shown(index) })),
    ],
    unsigned: report.unsigned,
    unsignedLater: report.unsignedLater.length,
    unsignedShown: report.unsignedLater.slice(0, MOST_SHOWN).map(shown),
    erased: erasures.reduce((sum, { events: count }) => sum + count, 0),
    erasures,
    access: log,
    trouble,
  }
}

/** What can't be read is told; the rest is verified all the same. */
async function readEverything(store: SharedStore): Promise<{ readonly events: readonly JournalEvent[]; readonly trouble: readonly BookTrouble[] }> {
  const { borrowers, failure } = await readWhole(store)
  return { events: borrowers.flat(), trouble: failure === null ? [] : [troubleOf(failure)] }
}

function entryOf({ id, type, on, at, by, line }: JournalEvent): EntrySeen {
  return { id, type: plainText(type), on, at, by: plainText(by), ...(line !== undefined && { line }) }
}

interface Span {
  readonly first: string
  readonly last: string
}

/** Of a device of which nothing is left but what erasures tell. */
const NO_SPAN: Span = { first: '', last: '' }

function spansOf(events: readonly JournalEvent[]): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>()
  for (const { audit, at } of events) {
    if (!audit) continue
    const { first, last } = spans.get(audit.device) ?? { first: at, last: at }
    spans.set(audit.device, { first: compareInstants(at, first) < 0 ? at : first, last: compareInstants(at, last) > 0 ? at : last })
  }
  return spans
}
