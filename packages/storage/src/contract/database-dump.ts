/** A database row by row, past every store: to make one of an older form, and to look for what must not be there. */

interface Factory {
  readonly indexedDB: IDBFactory
}

export interface DatabaseDump {
  readonly version: number
  readonly stores: Readonly<Record<string, { readonly keyPath: string; readonly indexes?: readonly string[]; readonly rows: readonly unknown[] }>>
}

/** Makes the database of a dump; bytes stand in it as `{ base64 }`. */
export async function restoreDump(name: string, dump: DatabaseDump, { indexedDB }: Factory): Promise<void> {
  const request = indexedDB.open(name, dump.version)
  request.onupgradeneeded = () => {
    for (const [store, { keyPath, indexes = [], rows }] of Object.entries(dump.stores)) {
      const made = request.result.createObjectStore(store, { keyPath })
      for (const index of indexes) made.createIndex(index, index)
      for (const row of rows) made.put(withBytes(row))
    }
  }
  ;(await done(request)).close()
}

/** The dump of a database, to be written as JSON. */
export async function dumpDatabase(name: string, { indexedDB }: Factory): Promise<DatabaseDump> {
  const db = await done(indexedDB.open(name))
  const stores: Record<string, DatabaseDump['stores'][string]> = {}
  for (const store of db.objectStoreNames) {
    const table = db.transaction(store).objectStore(store)
    stores[store] = { keyPath: String(table.keyPath), indexes: [...table.indexNames], rows: (await done(table.getAll())).map(withBase64) }
  }
  db.close()
  return { version: db.version, stores }
}

/** Everything in the database as one run of bytes: texts in UTF-8 and in UTF-16, numbers as digits and as doubles. */
export async function dumpBytes(name: string, { indexedDB }: Factory): Promise<Uint8Array> {
  const db = await done(indexedDB.open(name))
  const chunks: Uint8Array[] = []
  for (const store of db.objectStoreNames) {
    const table = db.transaction(store).objectStore(store)
    const [keys, rows] = await Promise.all([done(table.getAllKeys()), done(table.getAll())])
    collect([store, keys, rows], chunks)
  }
  db.close()
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]))
}

/** Whether `text` stands in the bytes, as `dumpBytes` writes texts. */
export function holdsText(bytes: Uint8Array, text: string): boolean {
  return holdsBytes(bytes, new TextEncoder().encode(text)) || holdsBytes(bytes, utf16(text))
}

/** Whether a number does: as digits, as a double, or as a packed integer. */
export function holdsNumber(bytes: Uint8Array, value: number): boolean {
  return holdsText(bytes, String(value)) || holdsBytes(bytes, new Uint8Array(Float64Array.of(value).buffer)) || holdsBytes(bytes, varint(value * 2))
}

function holdsBytes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true
  }
  return false
}

function collect(value: unknown, chunks: Uint8Array[]): void {
  if (ArrayBuffer.isView(value)) chunks.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  else if (value instanceof ArrayBuffer) chunks.push(new Uint8Array(value))
  else if (typeof value === 'string') chunks.push(new TextEncoder().encode(value), utf16(value))
  else if (typeof value === 'number') chunks.push(new TextEncoder().encode(String(value)), new Uint8Array(Float64Array.of(value).buffer))
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      collect(key, chunks)
      collect(part, chunks)
    }
  }
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((character) => Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))).flatMap((unit) => [unit & 255, unit >> 8]))
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest % 128 | (rest >= 128 ? 128 : 0))
    if (rest < 128) return Uint8Array.from(bytes)
  }
}

function withBase64(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withBase64)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withBase64(part)]))
}

function withBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('base64' in value) return Uint8Array.from(atob(String(value.base64)), (character) => character.charCodeAt(0))
  if (Array.isArray(value)) return value.map(withBytes)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withBytes(part)]))
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the request failed'))
  })
}
