import { afterAll, expect, it } from 'vitest'
import { overwriteGetLocale } from '../../paraglide/runtime.js'
import type { LocaleState } from '@tideline/ui/page'
import { Words } from '../../words/words.ts'
import { filterTexts, optionsOf, withField } from './filter-fields.ts'

afterAll(() => overwriteGetLocale(() => 'en'))
overwriteGetLocale(() => 'en')
const words = new Words({ current: 'en', format: 'en-GB' } as LocaleState)

it('sets one field by its option, and frees it again', () => {
  const late = withField({ branch: 'East' }, 'pastDue', '30')
  expect(late).toEqual({ branch: 'East', pastDue: 30 })
  expect(withField(withField(late, 'warning', 'any'), 'pastDue', '')).toEqual({ branch: 'East', warning: 'any' })
})

it('says what a filter asks for, in the order of the page', () => {
  expect(filterTexts({ branch: 'East', noContactDays: 30, status: 'watch', pastDue: 1 }, words).map(({ text }) => text)).toEqual([
    'Watch',
    'Past due',
    'No contact for 30 days',
    'East',
  ])
})

it('offers the branches and centres that the book has', () => {
  expect(optionsOf('branch', words, { branches: ['East', 'West'], centres: [] })).toEqual([
    { value: 'East', label: 'East' },
    { value: 'West', label: 'West' },
  ])
  expect(optionsOf('centre', words, { branches: ['East'], centres: [] })).toEqual([])
})
