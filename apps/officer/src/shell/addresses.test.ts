import { expect, it } from 'vitest'
import { numberedAddresses } from './addresses.ts'

it('names what an address is about by a number that only this page knows, until it is forgotten', () => {
  const addresses = numberedAddresses()
  const word = addresses.name('L-lin-mei')
  expect(word).not.toContain('lin')
  expect(addresses.name('L-lin-mei')).toBe(word)
  expect(addresses.name('L-2')).not.toBe(word)
  expect(addresses.idOf(word)).toBe('L-lin-mei')
  expect(addresses.idOf('L-typed')).toBe('L-typed')
  addresses.forget()
  expect(addresses.idOf(word)).toBe(null)
  expect(addresses.name('L-3')).not.toBe(word)
})
