import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CorruptPackError } from './byte-stream.ts'
import { canonicalJson } from './canonical-json.ts'
import { packEvents, unpackEvents } from './packed.ts'
import { anyEvent } from './fixtures/any-event.ts'

describe('any pack', () => {
  it('[K1] gives back the same content in the same order', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 12 }), events => {
      expect(canonicalJson(unpackEvents(packEvents(events)))).toBe(canonicalJson(events))
    }))
  })

  it('[K2] a changed or missing byte is a typed error', () => {
    const spoilt = fc.tuple(fc.array(anyEvent, { maxLength: 5 }), fc.nat(), fc.integer({ min: 1, max: 255 }))
    fc.assert(fc.property(spoilt, ([events, place, change]) => {
      const bytes = packEvents(events)
      const changed = bytes.slice()
      const at = place % bytes.length
      changed[at] = (changed[at] ?? 0) ^ change
      expect(() => unpackEvents(changed)).toThrow(CorruptPackError)
      expect(() => unpackEvents(bytes.slice(0, at))).toThrow(CorruptPackError)
    }))
  })

  it('[K2] bytes that carry a right checksum and nonsense are a typed error', () => {
    fc.assert(fc.property(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 80 }), (version, noise) => {
      const bytes = sealed([version, ...noise])
      try {
        unpackEvents(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptPackError)
      }
    }))
  })
})

function sealed(bytes: readonly number[]): Uint8Array {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  const result = new Uint8Array([...bytes, 0, 0, 0, 0])
  new DataView(result.buffer).setUint32(bytes.length, hash >>> 0)
  return result
}
