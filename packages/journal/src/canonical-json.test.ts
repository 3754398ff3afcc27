import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { sha256Hex } from './sha256.ts'

describe('canonical JSON', () => {
  it('[H1] gives the example of RFC 8785 §3.2.2 to §3.2.4', () => {
    const value: unknown = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`)
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
      + '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('[H1] sorts keys by UTF-16 code units, as RFC 8785 §3.2.3 shows', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, 'ö': 7 }
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).not.toEqual([])
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map(match => match[1]).join('')).toBe('2467153')
  })

  it.each([
    [0, '0'], [-0, '0'], [5e-324, '5e-324'], [-5e-324, '-5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'], [295147905179352830000, '295147905179352830000'], [1e21, '1e+21'],
    [9.999999999999997e22, '9.999999999999997e+22'], [0.000001, '0.000001'], [1e-7, '1e-7'],
    [333333333.33333325, '333333333.33333325'], [-0.0000033333333333333333, '-0.0000033333333333333333'],
  ])('[H1] writes the number %d as %s (RFC 8785, appendix B)', (number, text) => {
    expect(canonicalJson(number)).toBe(text)
  })

  it.each([
    ['undefined', { a: undefined }], ['NaN', NaN], ['an infinity', [Infinity]], ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a key', { '\udc00': 1 }], ['a bigint', 1n], ['a function', () => 1], ['a map', new Map()],
    ['a hole', Array(1)],
  ])('[H1] refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow('canonical JSON')
  })

  it('[H1] stops at a cycle with a sentence, not in the stack', () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(() => canonicalJson(cycle)).toThrow('deep')
  })

  it('[H1] keeps a key named __proto__', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"x":1},"a":2}')
    expect(canonicalJson(hostile)).toBe('{"__proto__":{"x":1},"a":2}')
  })

  it('[H1] is the same after reading and writing again, and whatever the order of keys', () => {
    fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
      fc.pre(!/\p{Surrogate}/u.test(JSON.stringify(value)) && !JSON.stringify(value).includes('\\ud'))
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }))
    fc.assert(fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 2 }), keys => {
      const forward = Object.fromEntries(keys.map(key => [key, key]))
      const backward = Object.fromEntries([...keys].reverse().map(key => [key, key]))
      expect(canonicalJson(forward)).toBe(canonicalJson(backward))
    }))
  })
})

describe('SHA-256', () => {
  it('[H2] hashes the UTF-8 of a text', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256Hex('授信')).toBe('c177c27b98f195a35775a643f1356ee6e57ab23cfa309a41ee00daafe2597261')
  })
})
