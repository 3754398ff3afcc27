export { adviceText, probeText } from './advice-texts.ts'
export { BOOKS, bookText } from './books.ts'
export { LANGUAGES } from './language.ts'
export { noticeText } from './notices.ts'
export { pathText } from './paths.ts'
export { POLICIES, POLICY_BY_KIND, SCORECARDS } from './policies.ts'
export { PROFILES } from './profiles.ts'
export { cureText, REASON_CODES, reasonCure, reasonText, STATE_REASON_CODES } from './reasons.ts'
export { parametersOf, renderText } from './render-text.ts'
export { statusText } from './statuses.ts'
export { STORY_IDS, storyText } from './stories.ts'
export {
  characteristicText,
  conditionTemplate,
  layerText,
  metricText,
  phaseText,
  refusalText,
  segmentText,
  unitTemplate,
} from './texts.ts'
export { warningText } from './warnings.ts'

export type { AdviceText } from './advice-texts.ts'
export type { BookId, SampleBook } from './books.ts'
export type { Language } from './language.ts'
export type { NoticeTextId } from './notices.ts'
export type { PathTextId } from './paths.ts'
export type { Cure, ReasonText } from './reasons.ts'
export type { StatusText } from './statuses.ts'
export type { ConditionWord, LabelText, RefusalText, ShownUnit } from './texts.ts'
export type { WarningText } from './warnings.ts'
