/** The words of the path page that the catalogue does not have. */
import type { Language } from '@tideline/content'

const WORDS = {
  headline: { en: 'Line {line}, {borrower}, on {day}: {status}', 'zh-CN': '额度 {line}，{borrower}，{day}：{status}' },
  causes: { en: 'Why, and who can change it', 'zh-CN': '原因，以及谁能改变' },
  reviewOn: { en: ' (next review on {day})', 'zh-CN': '（下次复核 {day}）' },
  nothingToFind: { en: 'The line is neither suspended nor on probation: there is no way back to look for.', 'zh-CN': '这条额度既未暂停，也不在恢复观察中，无需寻找恢复路径。' },
  cost: { en: 'to pay {amount}', 'zh-CN': '共需还 {amount}' },
  obstacles: { en: 'What stands in the way', 'zh-CN': '目前的障碍' },
  clearsToday: { en: 'gone today', 'zh-CN': '今天消除' },
  clearsOn: { en: 'gone on {day}', 'zh-CN': '{day}消除' },
  stays: { en: 'stays', 'zh-CN': '不会消除' },
  after: { en: 'What then', 'zh-CN': '之后' },
  slip: { en: 'If one payment slips', 'zh-CN': '如果有一期拖延' },
  assumptions: { en: 'Taken for granted', 'zh-CN': '前提假设' },
  proof: { en: 'Proved by', 'zh-CN': '验证依据' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type PathWord = keyof typeof WORDS

export function pathWord(name: PathWord, language: Language): string {
  return WORDS[name][language]
}
