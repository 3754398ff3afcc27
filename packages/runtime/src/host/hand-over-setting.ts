/** How far this device has handed over what it recorded: a setting, sealed with the book. */
import type { DeviceKeys, SharedStore } from '@tideline/storage'
import type { HandedOver, HandOverMark } from '../hand-over-contract.ts'
import { OwnEntries, type Places } from './own-entries.ts'

interface HandOverSetting {
  /** Every device that this one ever was: a key that is lost takes no entry with it. */
  readonly devices: readonly string[]
  readonly places: Places
  readonly last: HandedOver | null
}

const SETTING = 'hand-over'
const NONE: HandOverSetting = { devices: [], places: {}, last: null }

export async function readHandOver(store: SharedStore): Promise<HandOverSetting> {
  // One that can't be read back makes everything wait again: handed over twice, it changes nothing.
  const found = (await store.getSetting(SETTING).catch(() => null)) as HandOverSetting | null | undefined
  return found ?? NONE
}

/** What is this device's, to be filled by whoever reads the book through. */
export async function openOwnEntries(store: SharedStore, keys: DeviceKeys | undefined): Promise<OwnEntries> {
  const { devices, places } = await readHandOver(store)
  const key = await keys?.load().catch(() => null)
  return new OwnEntries(new Set([...devices, ...(key ? [key.device] : [])]), places)
}

/** Places only ever rise: an old mark that comes late takes nothing back. */
export function noteHandedOver(store: SharedStore, { places, what, events }: HandOverMark, by: { readonly at: string; readonly by: string }): Promise<void> {
  return store.changeSetting(SETTING, (value) => {
    const before = (value ?? NONE) as HandOverSetting
    const risen = Object.entries(places).map(([device, seq]) => [device, Math.max(seq, before.places[device] ?? 0)] as const)
    const last: HandedOver = { ...by, what, events }
    return { devices: [...new Set([...before.devices, ...Object.keys(places)])], places: { ...before.places, ...Object.fromEntries(risen) }, last } satisfies HandOverSetting
  })
}
