/** Notes in the access log of the vault who did and saw what; where there is no vault nobody is known, and nothing is noted. */
import type { AccessFacts, AccessKind, AccessSubject, Vault } from '@tideline/storage'

export interface Noted {
  readonly kind: AccessKind
  readonly about?: AccessSubject
  readonly facts?: AccessFacts
}

export interface AccessLog {
  /** In the name of whoever is there. When it resolves the log has it, not yet the disk; whoever only notes need not wait. */
  note(noted: Noted): Promise<void>
  /** A line was shown; the same one to the same user is noted once in five minutes. */
  noteReading(about: AccessSubject): void
}

const READING_LASTS_MS = 300_000

export function createAccessLog(vault: Promise<Vault> | null, instant: () => string): AccessLog {
  /** When a user was last noted to read a line. */
  const readings = new Map<string, number>()

  async function note(noted: Noted): Promise<void> {
    const its = await vault?.catch(() => null)
    if (!its?.user) return
    const { name, role } = its.user
    its.access?.note({ at: instant(), by: name, role, ...noted })
  }

  return {
    note,
    noteReading(about) {
      void vault?.then(({ user }) => {
        const [reading, now] = [`${user?.id} ${about.line}`, Date.parse(instant())]
        if (now - (readings.get(reading) ?? -Infinity) < READING_LASTS_MS) return
        readings.set(reading, now)
        void note({ kind: 'line-read', about })
      })
    },
  }
}
