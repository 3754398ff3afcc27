/// <reference types="vite/types/importMeta.d.ts" />
/** A worker as an app has one, for tests: its database bears the worker's name. */
import { openDeviceKeys, openDexieStore } from '@tideline/storage'
import narrated from '@tideline/content/books/narrated.jsonl?url'
import sample from '@tideline/content/books/taiwan-2000.csv?url'
import flat from '@tideline/content/scenarios/public-rules/scorecards/flat-1.json'
import { startHost } from '../host/index.ts'
import { publicRulebooks } from './public-rules.ts'

const fetched = (url: string) => async (): Promise<Blob> => (await fetch(url)).blob()

const policies = import.meta.glob('../../../content/scenarios/public-rules/policies/*.json', { eager: true, import: 'default' })

const { name } = self as unknown as DedicatedWorkerGlobalScope

startHost({
  store: openDexieStore(name),
  deviceKeys: openDeviceKeys(name),
  books: { sample: fetched(sample), narrated: fetched(narrated) },
  moreRulebooks: publicRulebooks(Object.values(policies), flat),
})
