/** A worker as an app has one, for tests: its database bears the worker's name. */
import { openDexieStore } from '@tideline/storage'
import narrated from '@tideline/content/books/narrated.jsonl?url'
import sample from '@tideline/content/books/taiwan-2000.csv?url'
import { startHost } from '../host/index.ts'

const fetched = (url: string) => async (): Promise<Blob> => (await fetch(url)).blob()

startHost({
  store: openDexieStore((self as unknown as DedicatedWorkerGlobalScope).name),
  books: { sample: fetched(sample), narrated: fetched(narrated) },
})
