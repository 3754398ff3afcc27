import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { createMemoryDeviceKeys, openDeviceKeys, type DeviceKey, type DeviceKeys } from './device-keys.ts'

async function freshKey(device: string): Promise<DeviceKey> {
  const { privateKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  return { device, publicKey: '0'.repeat(64), privateKey }
}

const kinds: readonly (readonly [string, () => () => DeviceKeys])[] = [
  ['in memory', () => {
    const keys = createMemoryDeviceKeys()
    return () => keys
  }],
  ['on IndexedDB', () => {
    const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
    return () => openDeviceKeys('book', { factory })
  }],
]

describe.each(kinds)('device keys %s', (_, make) => {
  it('[ST11] keeps one key, as good after opening again and never extractable', async () => {
    const open = make()
    expect(await open().load()).toBeUndefined()
    await open().keep(await freshKey('a'), null)
    const kept = await open().load()
    expect(kept).toMatchObject({ device: 'a', privateKey: { extractable: false } })
    expect((await crypto.subtle.sign('Ed25519', kept!.privateKey, new Uint8Array(1))).byteLength).toBe(64)
  })

  it('[ST11] gives the key of the first of two tabs to both', async () => {
    const open = make()
    const [a, b] = await Promise.all([open().keep(await freshKey('a'), null), open().keep(await freshKey('b'), null)])
    expect(a.device).toBe(b.device)
  })

  it('[ST11] replaces the key that is named, and no other', async () => {
    const open = make()
    await open().keep(await freshKey('a'), null)
    expect(await open().keep(await freshKey('b'), 'a')).toMatchObject({ device: 'b' })
    expect(await open().keep(await freshKey('c'), 'a')).toMatchObject({ device: 'b' })
    await open().forget()
    expect(await open().load()).toBeUndefined()
  })
})
