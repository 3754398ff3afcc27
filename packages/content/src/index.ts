export { BOOKS, bookText } from './books.ts'
export { LANGUAGES } from './language.ts'
export { POLICIES, POLICY_BY_KIND, SCORECARDS } from './policies.ts'
export { PROFILES } from './profiles.ts'
export { cureText, REASON_CODES, reasonCure, reasonText, STATE_REASON_CODES } from './reasons.ts'
export { parametersOf, renderText } from './render-text.ts'
export { STORY_IDS, storyText } from './stories.ts'
export {
  characteristicText,
  conditionTemplate,
  layerText,
  metricText,
  phaseText,
  refusalText,
  segmentText,
  statusText,
  unitTemplate,
  warningText,
} from './texts.ts'

export type { BookId, SampleBook } from './books.ts'
export type { Language } from './language.ts'
export type { Cure, ReasonText } from './reasons.ts'
export type { ConditionWord, LabelText, RefusalText, ShownUnit, StatusText, WarningText } from './texts.ts'
