import { expect, it } from 'vitest'
import { tideLevels } from './tide.ts'

it('measures against the approved limit', () => {
  expect(tideLevels(1000, 300, 120)).toEqual({ approved: 1, limit: 0.3, drawn: 0.12, over: false })
})

it('keeps every mark inside the vessel when more is drawn than approved', () => {
  expect(tideLevels(1000, 1000, 2000)).toEqual({ approved: 0.5, limit: 0.5, drawn: 1, over: true })
})

it('stands empty for a credit balance and for no limit at all', () => {
  expect(tideLevels(0, 0, -50)).toEqual({ approved: 0, limit: 0, drawn: 0, over: false })
})
