/** What was recorded on this device, by its place in the chain, as far as it was not handed over when the book was read. */
import { isAboutLog, type JournalEvent } from '@tideline/journal'

/** The last place of each chain that was handed over. */
export type Places = Readonly<Record<string, number>>

export class OwnEntries {
  /** Types by place, of each device that this one ever was. */
  readonly #entries = new Map<string, Map<number, string>>()
  readonly #after: Places

  constructor(devices: Iterable<string>, after: Places) {
    for (const device of devices) this.#entries.set(device, new Map())
    this.#after = after
  }

  get devices(): readonly string[] {
    return [...this.#entries.keys()]
  }

  /** Notes of events of the book those that are this device's; what is about the log itself is nobody's entry. */
  note(events: readonly JournalEvent[]): void {
    for (const event of events) {
      const { audit } = event
      if (audit === undefined || isAboutLog(event) || audit.seq <= (this.#after[audit.device] ?? 0)) continue
      this.#entries.get(audit.device)?.set(audit.seq, event.type)
    }
  }

  /** Notes events that were just recorded here, the first of a new key among them. */
  noteRecorded(events: readonly JournalEvent[]): void {
    for (const { audit } of events) if (audit && !this.#entries.has(audit.device)) this.#entries.set(audit.device, new Map())
    this.note(events)
  }

  /** How many of each type lie after these places. */
  countAfter(places: Places): Map<string, number> {
    const counts = new Map<string, number>()
    for (const [device, entries] of this.#entries) {
      for (const [seq, type] of entries) if (seq > (places[device] ?? 0)) counts.set(type, (counts.get(type) ?? 0) + 1)
    }
    return counts
  }
}
