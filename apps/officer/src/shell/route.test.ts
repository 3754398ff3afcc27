import { expect, it } from 'vitest'
import { hrefOf, parseRoute, type Route } from './route.ts'

it('reads back every address it writes, whatever the id is made of', () => {
  const routes: Route[] = [
    { page: 'today' },
    { page: 'book', section: null },
    { page: 'book', section: 'import' },
    { page: 'settings', section: null },
    { page: 'settings', section: 'people' },
    { page: 'find', behind: null },
    { page: 'find', behind: 'segment.CNY.a%2Eb.小' },
    { page: 'open-line', borrower: 'B/1' },
    { page: 'meeting', centre: '东市场 1/2', day: '2025-08-20' },
    { page: 'week', from: null },
    { page: 'week', from: '2025-08-18' },
    { page: 'line', line: '行 1/2%', record: null },
    { page: 'line', line: 'L1', record: 'payment' },
    { page: 'line', line: 'L1', record: 'choose' },
    { page: 'line', line: 'L1', record: null, whatIf: true },
  ]
  for (const route of routes) expect(parseRoute(hrefOf(route))).toEqual(route)
})

it('still knows the addresses of pages that moved into the book', () => {
  for (const section of ['import', 'overrides']) expect(parseRoute(`#/${section}`)).toEqual({ page: 'book', section })
})

it('leads to Today from what it can not read', () => {
  for (const hash of ['', '#', '#/nowhere', '#/line', '#/line/', '#/meeting/East', '#/meeting/East/soon']) expect(parseRoute(hash)).toEqual({ page: 'today' })
  expect(parseRoute('#/line/L1/record/gift')).toEqual({ page: 'line', line: 'L1', record: null })
  expect(parseRoute('#/line/%E0%A4%A')).toEqual({ page: 'line', line: '%E0%A4%A', record: null })
})
