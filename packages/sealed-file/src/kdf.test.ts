import { expect, it } from 'vitest'
import { bytesToHex } from '@tideline/journal'
import { stretch } from './kdf.ts'

it('[BK3] is Argon2id, version 1.3', async () => {
  // A vector of the reference implementation (phc-winner-argon2, test.c): those of the RFC have a secret and data, a passphrase has not.
  const salt = new TextEncoder().encode('somesalt')
  expect(bytesToHex(await stretch('password', salt, { memoryKiB: 65_536, passes: 2 }))).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
})

it('[BK3] takes a secret as people see it', async () => {
  const [salt, params] = [new Uint8Array(16), { memoryKiB: 8, passes: 1 }]
  expect(await stretch(' Ａ\u0065\u0301 ', salt, params)).toEqual(await stretch('A\u00e9', salt, params))
})
