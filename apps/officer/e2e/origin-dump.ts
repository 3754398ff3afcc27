/** Everything a page's origin keeps, read through the browser's own doors: compression on the disk hides nothing here. */
import type { Page } from 'playwright-core'
import type { Place } from './byte-search.ts'

/** Texts as they are, bytes in base64; one place for each kind of storage. */
type Dumped = Record<string, { readonly texts: string[]; readonly bytes: string[] }>

export async function dumpOrigin(page: Page): Promise<Place[]> {
  const dumped = await page.evaluate(async (): Promise<Dumped> => {
    const kinds: Dumped = {}
    const keep = async (kind: string, value: unknown): Promise<void> => {
      const { texts, bytes } = (kinds[kind] ??= { texts: [], bytes: [] })
      if (value instanceof Blob) return keep(kind, await value.arrayBuffer())
      if (ArrayBuffer.isView(value)) return keep(kind, value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength))
      if (value instanceof ArrayBuffer) {
        let characters = ''
        for (const byte of new Uint8Array(value)) characters += String.fromCharCode(byte)
        bytes.push(btoa(characters))
      } else if (value instanceof Map || value instanceof Set) await keep(kind, [...value])
      else if (typeof value === 'object' && value !== null) {
        for (const [key, part] of Object.entries(value)) {
          texts.push(key)
          await keep(kind, part)
        }
      } else texts.push(String(value))
    }
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('the request failed'))
      })
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name!))
      for (const store of db.objectStoreNames) {
        const table = db.transaction(store).objectStore(store)
        await keep('IndexedDB', [name, store, await Promise.all([done(table.getAllKeys()), done(table.getAll())])])
      }
      db.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = (await cache.match(request))!
        await keep('Cache Storage', [request.url, [...answer.headers], await answer.arrayBuffer()])
      }
    }
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        await keep('OPFS', path + name)
        if (handle instanceof FileSystemFileHandle) await keep('OPFS', await handle.getFile())
        else await walk(handle as FileSystemDirectoryHandle, `${path}${name}/`)
      }
    }
    await walk(await navigator.storage.getDirectory(), '/')
    await keep('localStorage', { ...localStorage })
    await keep('sessionStorage', { ...sessionStorage })
    await keep('page', [document.title, document.documentElement.outerHTML, location.href, history.state, window.name, document.cookie])
    await keep('page', [...document.querySelectorAll('input, textarea, select')].map((field) => (field as HTMLInputElement).value))
    await keep('page', (await navigator.serviceWorker.getRegistrations()).flatMap(({ scope, active }) => [scope, active?.scriptURL]))
    return kinds
  })
  return Object.entries(dumped).map(([where, { texts, bytes }]) => {
    return { where, bytes: Buffer.concat([Buffer.from(texts.join('\n')), ...bytes.map((text) => Buffer.from(text, 'base64'))]) }
  })
}
