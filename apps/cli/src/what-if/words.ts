/** The words of the what-if page that the explaining page does not have. */
import type { Language } from '@tideline/content'

const WORDS = {
  supposed: { en: 'What if', 'zh-CN': '假设' },
  now: { en: 'As it is', 'zh-CN': '现状' },
  then: { en: 'What if', 'zh-CN': '假设之后' },
  status: { en: 'Status', 'zh-CN': '状态' },
  since: { en: 'Since', 'zh-CN': '起始日' },
  step: { en: 'Step', 'zh-CN': '步骤' },
  override: { en: 'Override until', 'zh-CN': '人工决定至' },
  promise: { en: 'Promise of a path', 'zh-CN': '恢复路径承诺' },
  differs: { en: 'differs', 'zh-CN': '不同' },
  onlyNow: { en: 'as it is only', 'zh-CN': '仅现状' },
  onlyThen: { en: 'what if only', 'zh-CN': '仅假设之后' },
  both: { en: 'in both', 'zh-CN': '两者都有' },
  differing: { en: 'Differs: {what}.', 'zh-CN': '不同之处：{what}。' },
  same: { en: 'Nothing differs.', 'zh-CN': '没有不同。' },
  'promise.running': { en: 'running', 'zh-CN': '进行中' },
  'promise.kept': { en: 'kept', 'zh-CN': '已兑现' },
  'promise.broken': { en: 'broken', 'zh-CN': '未履行' },
  'promise.drawn': { en: 'ended by a new draw', 'zh-CN': '因新提款而终止' },
  'promise.expired': { en: 'expired', 'zh-CN': '已过期' },
  'promise.stopped': { en: 'stopped by a hard rule', 'zh-CN': '被硬性规则终止' },
  'promise.closed': { en: 'ended with the line', 'zh-CN': '随额度关闭而终止' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type WhatIfWord = keyof typeof WORDS

export function whatIfWord(name: WhatIfWord, language: Language): string {
  return WORDS[name][language]
}
