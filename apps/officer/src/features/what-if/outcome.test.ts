import type { Decision } from '@tideline/engine'
import type { LineTrace } from '@tideline/runtime'
import { expect, it } from 'vitest'
import { changesAfter, reasonChanges } from './outcome.ts'

it('tells the changes of status after today, not those before', () => {
  const trace = { from: '2026-03-28', status: Uint8Array.from([0, 2, 2, 2, 3, 3, 0]) } as unknown as LineTrace
  expect(changesAfter(trace, '2026-03-31')).toEqual([{ on: '2026-04-01', status: 'probation' }, { on: '2026-04-03', status: 'active' }])
  expect(changesAfter(trace, '2026-04-03')).toEqual([])
})

it('tells the reasons that go and come, states apart', () => {
  const reasons = (...codes: string[]) => ({ reasons: [{ code: 'PROBATION' }, ...codes.map((code) => ({ code, layer: 'l', rule: code, since: 'd' }))] }) as unknown as Decision
  expect(reasonChanges(reasons('A', 'B'), reasons('B', 'C', 'C'))).toEqual({ gone: ['A'], come: ['C'] })
})
