/** The words of a decision as told; those of its table that differ from the what-if page's, and its own. */
import type { Language } from '@tideline/content'
import { whatIfWord, type WhatIfWord } from '../what-if/words.ts'

const TABLE = {
  now: { en: 'As told', 'zh-CN': '当时告知' },
  then: { en: 'As known now', 'zh-CN': '按现在所知' },
  onlyNow: { en: 'as told only', 'zh-CN': '仅当时' },
  onlyThen: { en: 'as known now only', 'zh-CN': '仅现在' },
  same: { en: 'The decision stands as told.', 'zh-CN': '与当时告知的一致。' },
} as const satisfies Readonly<Partial<Record<WhatIfWord, Readonly<Record<Language, string>>>>>

const WORDS = {
  known: { en: 'As it was known at {instant}, beside what is known now of the same day.', 'zh-CN': '{instant} 时所知，与现在对同一天所知的对照。' },
  causes: { en: 'Recorded since, and what it changed', 'zh-CN': '此后的记录及其影响' },
  correction: { en: 'status {before} → {after}', 'zh-CN': '状态 {before} → {after}' },
  fact: { en: 'the status stays {after}', 'zh-CN': '状态仍为 {after}' },
  noLine: { en: 'no line', 'zh-CN': '无此额度' },
  gone: { en: 'Told was: {status}. By what is known now there was no such line on that day.', 'zh-CN': '当时告知：{status}。按现在所知，当天没有这条额度。' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export function tableWord(name: WhatIfWord, language: Language): string {
  return name in TABLE ? TABLE[name as keyof typeof TABLE][language] : whatIfWord(name, language)
}

export function asToldWord(name: keyof typeof WORDS, language: Language): string {
  return WORDS[name][language]
}
