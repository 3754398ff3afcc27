/**
 * The key by which this device signs what it records, in a database of its own: it names no borrower, and no copy or
 * backup of the book may take it along. Rules ST11 and ST12 of SPEC.md.
 */
import { Dexie, type EntityTable } from 'dexie'
import { failureOf } from './failure.ts'

export interface DeviceKey {
  /** The device's id, that of its public key. */
  readonly device: string
  /** The raw public key, 64 hexadecimal digits. */
  readonly publicKey: string
  /** Never extractable: the browser signs with it and gives it to nobody. */
  readonly privateKey: CryptoKey
}

/** Every method throws a `StorageFailure` (`full`, `unavailable`) where the device refuses. */
export interface DeviceKeys {
  load(): Promise<DeviceKey | undefined>
  /** Keeps a fresh key if the one kept is still of the device `inPlaceOf` (`null`: none); gives the one kept then. */
  keep(fresh: DeviceKey, inPlaceOf: string | null): Promise<DeviceKey>
  forget(): Promise<void>
}

interface KeyRow extends DeviceKey {
  readonly slot: 'current'
}

class KeyDatabase extends Dexie {
  declare keys: EntityTable<KeyRow, 'slot'>

  constructor(name: string, factory?: DeviceKeysOptions['factory']) {
    super(name, { ...factory, chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.version(1).stores({ keys: 'slot' })
  }
}

export interface DeviceKeysOptions {
  /** Another IndexedDB than the global one. */
  readonly factory?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
}

/** The keys beside the journal of a name; the database is opened when it is first asked. */
export function openDeviceKeys(name: string, options: DeviceKeysOptions = {}): DeviceKeys {
  const db = new KeyDatabase(`${name}-device`, options.factory)
  return {
    load: () => orUnavailable(async () => keyOf(await db.keys.get('current'))),
    keep: (fresh, inPlaceOf) =>
      orUnavailable(() =>
        // One transaction, so that of two tabs that make a key at once the second takes the first's.
        db.transaction('rw', db.keys, async () => {
          const kept = keyOf(await db.keys.get('current'))
          if (kept && kept.device !== inPlaceOf) return kept
          await db.keys.put({ slot: 'current', ...fresh })
          return fresh
        }),
      ),
    forget: () => orUnavailable(() => db.keys.delete('current')),
  }
}

/** Its twin in memory. */
export function createMemoryDeviceKeys(): DeviceKeys {
  let kept: DeviceKey | undefined
  return {
    load: async () => kept,
    keep: async (fresh, inPlaceOf) => (kept && kept.device !== inPlaceOf ? kept : (kept = fresh)),
    forget: async () => {
      kept = undefined
    },
  }
}

function keyOf(row: KeyRow | undefined): DeviceKey | undefined {
  return row && { device: row.device, publicKey: row.publicKey, privateKey: row.privateKey }
}

async function orUnavailable<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw failureOf(error)
  }
}
