import { expect, it } from 'vitest'
import { calibrateKdf, FLOOR } from '@tideline/sealed-file'
import { deriveKek } from './kdf.ts'
import { makeRecoveryCode, readRecoveryCode } from './recovery-code.ts'

/** A device on which a trial of the floor takes so long. */
function device(ms: number): () => number {
  let calls = 0
  return () => (calls++ === 0 ? 0 : 2 * ms)
}

it('[VA9] gives a key that can only wrap', async () => {
  const kek = await deriveKek('270914', new Uint8Array(16), { memoryKiB: 64, passes: 1 })
  expect([kek.extractable, [...kek.usages].sort()]).toEqual([false, ['unwrapKey', 'wrapKey']])
})

it.each([
  ['a slow tablet', 600, FLOOR],
  ['a tablet of 2 GB', 200, { memoryKiB: 38_912, passes: 2 }],
  ['a fast machine', 30, { memoryKiB: 65_536, passes: 7 }],
  ['an impossible one', 0, { memoryKiB: 65_536, passes: 12 }],
] as const)('[VA9] takes what %s can bear in the time there is, never less than the floor', async (_name, ms, params) => {
  const found = await calibrateKdf(device(ms))
  expect(found).toEqual(params)
  expect(found.memoryKiB).toBeGreaterThanOrEqual(FLOOR.memoryKiB)
})

it('[VA5] prints codes that are all different and finds every wrong digit and every exchange in them', () => {
  const codes = Array.from({ length: 200 }, makeRecoveryCode)
  expect(new Set(codes).size).toBe(200)
  for (const code of codes.slice(0, 20)) {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/u)
    expect(readRecoveryCode(code.toLowerCase())).toBe(code)
    const digits = [...code.replaceAll('-', '')]
    for (let i = 0; i < digits.length; i++) {
      const wrong = digits.with(i, digits[i] === '7' ? '8' : '7')
      expect(readRecoveryCode(wrong.join(''))).toBeNull()
      const next = digits[i + 1]
      if (next !== undefined && next !== digits[i]) expect(readRecoveryCode(digits.with(i, next).with(i + 1, digits[i]!).join(''))).toBeNull()
    }
  }
  expect(readRecoveryCode('')).toBeNull()
})
