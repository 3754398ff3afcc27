/** A worker whose book lies in a vault, for tests: its database bears the worker's name. */
import { openDeviceKeys, openVault } from '@tideline/storage'
import { startHost } from '../host/index.ts'

const { name } = self as unknown as DedicatedWorkerGlobalScope
const none = async (): Promise<Blob> => new Blob([])

startHost({ vault: openVault(name), deviceKeys: openDeviceKeys(name), books: { sample: none, narrated: none } })
