import type { Why } from '@tideline/runtime'
import { expect, it } from 'vitest'
import { overwriteGetLocale } from '../../paraglide/runtime.js'
import { Words } from '../../words/words.ts'
import { whyText } from './why-words.ts'

const LINE = { kind: 'revolving', currency: 'CNY', policy: 'consumer' } as const

it('says why in one sentence, in both languages', () => {
  const say = (language: 'en' | 'zh-CN', why: Why): string => {
    overwriteGetLocale(() => language)
    return whyText(why, LINE, new Words({ current: language, format: language } as never))
  }
  const promise: Why = { kind: 'promise', amount: 30_000, paid: 10_000, on: '2025-08-18', by: '2025-08-20', overdue: false }
  expect(say('en', promise)).toBe('Promised CN¥300 by Aug 20: CN¥200 is still to come')
  expect(say('en', { ...promise, overdue: true })).toBe('Promised CN¥300 by Aug 20: CN¥200 did not come')
  expect(say('zh-CN', { ...promise, paid: 0 })).toBe('承诺在8月20日前还¥300')
  expect(say('en', { kind: 'path-step', amount: 40_000, by: '2025-08-20', reopensOn: '2025-10-13' })).toBe('Paying CN¥400 by Aug 20 keeps the way back of Oct 13')
  expect(say('en', { kind: 'due', amount: 40_000, late: 10_000, dueOn: '2025-08-20' })).toBe('CN¥400 due today, CN¥100 of it late')
})
