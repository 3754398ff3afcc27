/** The words of the list of lines that are cured and still shut. */
import type { Language } from '@tideline/content'

const WORDS = {
  line: {
    en: 'Line {line}, {borrower}: suspended since {suspended}, cured since {cured} ({days} days), still shut. Still missing:',
    'zh-CN': '额度 {line}，{borrower}：{suspended} 起暂停，{cured} 已补救（{days} 天），仍未恢复。还差的条件：',
  },
  lineOneDay: {
    en: 'Line {line}, {borrower}: suspended since {suspended}, cured since {cured} (1 day), still shut. Still missing:',
    'zh-CN': '额度 {line}，{borrower}：{suspended} 起暂停，{cured} 已补救（1 天），仍未恢复。还差的条件：',
  },
  none: { en: 'No line is cured and still shut.', 'zh-CN': '没有已补救而仍未恢复的额度。' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export function curedWord(name: 'line' | 'none', days: number, language: Language): string {
  return WORDS[name === 'line' && days === 1 ? 'lineOneDay' : name][language]
}
