/** The worker of the app: engine and storage live here, off the page. */
import narrated from '@tideline/content/books/narrated.jsonl?url'
import sample from '@tideline/content/books/taiwan-2000.csv?url'
import { startHost } from '@tideline/runtime/host'
import { openDeviceKeys, openDexieStore } from '@tideline/storage'

async function fetchBook(url: string): Promise<Blob> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The sample book could not be fetched: ${response.status} ${response.statusText}`)
  return response.blob()
}

startHost({
  store: openDexieStore('tideline'),
  deviceKeys: openDeviceKeys('tideline'),
  deviceLabel: navigator.platform,
  books: { sample: () => fetchBook(sample), narrated: () => fetchBook(narrated) },
})
