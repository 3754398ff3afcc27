/** The words of the explaining page that are no reason, metric or status: those come from the catalogue. */
import type { Language } from '@tideline/content'

const WORDS = {
  headline: { en: 'Line {line}, {borrower}, on {day}', 'zh-CN': '额度 {line}，{borrower}，{day}' },
  since: { en: 'since {day}', 'zh-CN': '自 {day} 起' },
  step: { en: 'step {step}', 'zh-CN': '第 {step} 步' },
  limit: { en: 'Limit', 'zh-CN': '额度' },
  available: { en: 'Available', 'zh-CN': '可用' },
  balance: { en: 'Drawn balance', 'zh-CN': '已用余额' },
  daysPastDue: { en: 'Days past due', 'zh-CN': '逾期天数' },
  score: { en: 'Score', 'zh-CN': '评分' },
  segment: { en: 'Segment', 'zh-CN': '客群' },
  phase: { en: 'Market phase', 'zh-CN': '市场阶段' },
  reasons: { en: 'Why', 'zh-CN': '原因' },
  noReasons: { en: 'No rule has anything against this line.', 'zh-CN': '没有任何规则对这条额度有异议。' },
  decidedBy: { en: 'layer {layer}, rule {rule}, since {day}', 'zh-CN': '{layer}层，规则 {rule}，自 {day} 起' },
  cure: { en: 'Who can change it', 'zh-CN': '谁能改变' },
  next: { en: 'What to do', 'zh-CN': '怎么做' },
  unmet: { en: 'Still missing', 'zh-CN': '还差的条件' },
  scoreReasons: { en: 'What costs the score most', 'zh-CN': '扣分最多的方面' },
  shortfall: { en: '{points} points below its best', 'zh-CN': '比最好少 {points} 分' },
  tasks: { en: 'Tasks', 'zh-CN': '待办' },
  dueOn: { en: 'by {day}', 'zh-CN': '{day} 前' },
  overdue: { en: 'overdue since {day}', 'zh-CN': '{day} 已到期' },
  override: { en: 'Decided by people: {approval} approves {proposal}, until {day}', 'zh-CN': '人工决定：{approval} 批准 {proposal}，至 {day}' },
  ignored: { en: 'Approval {event} has no effect ({why})', 'zh-CN': '批准 {event} 无效（{why}）' },
  review: { en: 'Next review', 'zh-CN': '下次复核' },
  reviewOverdue: { en: 'Review overdue since', 'zh-CN': '复核已到期' },
  proof: { en: 'Decided by', 'zh-CN': '决定依据' },
  knownAt: { en: 'as known at {instant}', 'zh-CN': '按 {instant} 所知' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type Word = keyof typeof WORDS

export function word(name: Word, language: Language): string {
  return WORDS[name][language]
}
