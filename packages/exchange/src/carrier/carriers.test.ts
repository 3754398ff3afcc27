import { expect, it } from 'vitest'
import { randomFrom } from '@tideline/testkit'
import { fromBase45, toBase45 } from './base45.ts'
import { codesOf, createFilm, MOST_CHARACTERS, PART_BYTES } from './codes.ts'
import { bytesInFragment, linkTo } from './link.ts'

const random = randomFrom(Number(process.env.TIDELINE_SEED))
const bytesOf = (length: number) => Uint8Array.from({ length }, () => random.int(0, 255))

it('[HB15] writes base 45 as RFC 9285 has it', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text)
  for (const [text, coded] of [['AB', 'BB8'], ['Hello!!', '%69 VD92EX0'], ['base-45', 'UJCLQE7W581'], ['ietf!', 'QED8WEX0']] as const) {
    expect(toBase45(utf8(text))).toBe(coded)
    expect(fromBase45(coded)).toEqual(utf8(text))
  }
  for (const none of ['A', 'ab', '::', ':::', 'BB8A']) expect(fromBase45(none)).toBeNull()
})

it('[HB15] cuts into codes that a phone can film, and takes them in any order, again and again, among others', () => {
  for (const length of [1, 2, PART_BYTES, PART_BYTES + 1, 5000]) {
    const bytes = bytesOf(length)
    const codes = codesOf(bytes)
    expect(codes).toHaveLength(Math.ceil(length / PART_BYTES))
    expect(codes.every((code) => code.length <= MOST_CHARACTERS && /^[0-9A-Z $%*+./:-]+$/.test(code))).toBe(true)
    const film = createFilm()
    const order = [...codes.slice(1), ...codes.slice(1), codes[0]!].reverse().reverse()
    const states = order.map((code) => {
      expect(film.take('https://example.org')).toEqual({ state: 'other' })
      return film.take(code)
    })
    expect(states.at(-1)).toEqual({ state: 'whole', bytes })
    for (const state of states.slice(0, -1)) expect(state.state).toBe('partial')
  }
})

it('[HB15] begins anew with the codes of another hand-over, and after a code that was misread', () => {
  const [one, two] = [codesOf(bytesOf(2000)), codesOf(bytesOf(2000))]
  const film = createFilm()
  expect(film.take(one[0]!)).toEqual({ state: 'partial', read: 1, of: 2 })
  expect(film.take(two[1]!)).toEqual({ state: 'partial', read: 1, of: 2 })
  expect(film.take(two[0]!).state).toBe('whole')
  const misread = `${one[0]!.slice(0, -3)}000`
  film.take(misread)
  expect(film.take(one[1]!)).toEqual({ state: 'partial', read: 0, of: 2 })
  film.take(one[1]!)
  expect(film.take(one[0]!).state).toBe('whole')
  for (const other of ['', 'TL1:', 'TL1:A', 'TL1:000000', 'TL1:' + '0'.repeat(5000), 'TL2:' + one[0]!.slice(4)]) expect(film.take(other)).toEqual({ state: 'other' })
})

it('[HB16] carries everything behind the #', () => {
  for (const length of [1, 2, 3, 700]) {
    const bytes = bytesOf(length)
    const link = new URL(linkTo('https://lender.example/my-line/', bytes))
    expect(link.origin + link.pathname + link.search).toBe('https://lender.example/my-line/')
    expect(bytesInFragment(link.hash)).toEqual(bytes)
  }
  for (const none of ['', '#', '#b=', '#b=a', '#b=%00', '#/line/3', '#b=ä']) expect(bytesInFragment(none)).toBeNull()
})
