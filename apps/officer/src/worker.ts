/** The worker of the app: engine and storage live here, off the page. Its name says which of two books it keeps. */
import narrated from '@tideline/content/books/narrated.jsonl?url'
import sample from '@tideline/content/books/taiwan-2000.csv?url'
import { startHost, type BookPlace } from '@tideline/runtime/host'
import { openDeviceKeys, openDexieStore, openVault } from '@tideline/storage'
import { WORKER_NAMES } from './shell/mode.ts'

async function fetchBook(url: string): Promise<Blob> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The sample book could not be fetched: ${response.status} ${response.statusText}`)
  return response.blob()
}

/** Whatever it is called, only the name of practice opens a book without a vault. */
const practice = self.name === WORKER_NAMES.practice
const name = practice ? WORKER_NAMES.practice : WORKER_NAMES.work
const place: BookPlace = practice ? { store: openDexieStore(name) } : { vault: openVault(name) }

startHost({
  ...place,
  deviceKeys: openDeviceKeys(name),
  deviceLabel: navigator.platform,
  books: { sample: () => fetchBook(sample), narrated: () => fetchBook(narrated) },
})
