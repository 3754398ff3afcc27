import { expect, it } from 'vitest'
import { mondayOf } from './monday-of.ts'

it('is the day itself on a Monday, else the one before, over months and years', () => {
  expect(['2025-08-18', '2025-08-20', '2025-08-24', '2026-01-01', '1969-12-28'].map(mondayOf)).toEqual(['2025-08-18', '2025-08-18', '2025-08-18', '2025-12-29', '1969-12-22'])
})
