import { expect, it } from 'vitest'
import { IdIndex } from './id-index.ts'

it('finds the borrower of every id among many, and nobody for ids never added', () => {
  const index = new IdIndex()
  for (let i = 0; i < 20_000; i++) index.add(`event-${i}`, `B-${i % 100}`)
  for (let i = 0; i < 20_000; i += 7) expect(index.candidates(`event-${i}`)).toContain(`B-${i % 100}`)
  const strangers = Array.from({ length: 5_000 }, (_, i) => index.candidates(`other-${i}`).length)
  expect(strangers.filter((found) => found > 0).length).toBeLessThan(5)
})
