export { openBook } from './book/book.ts'
export type { Book, BookLine } from './book/book.ts'
export { withEvents } from './book/hypothetical.ts'
export { compareBook } from './compare/compare-book.ts'
export type { CompareProgress } from './compare/compare-book.ts'
export { compareBorrower } from './compare/compare-borrower.ts'
export type { ComparedLine, ComparedPeriod } from './compare/compare-borrower.ts'
export type {
  BookComparison,
  CrossingCell,
  CuredButShut,
  CurrencyExposure,
  KindRulebooks,
  LeftOut,
  NeverPast30,
  OfficerWarnings,
  Pair,
  Reopening,
  SideName,
  SideRulebook,
  StatusExposure,
  SuspendedLine,
  SuspendedUnderBoth,
  SuspendedUnderOne,
  SuspensionOfGoodPayers,
  WarningLoad,
  WeekOfWarnings,
} from './compare/comparison.ts'
export type { Spread } from './compare/spread.ts'
export { summarize } from './compare/summarize.ts'
export { createDecider } from './decision/decider.ts'
export type { Decider, LineTrace, OpenDue } from './decision/decider.ts'
export { ENGINE_VERSION } from './decision/decision.ts'
export type { Decision, OpenTask, OverrideInForce, PromiseShown } from './decision/decision.ts'
export type { Reason, RuleReason, StateReason } from './decision/reasons.ts'
export type { Explanation } from './decision/explanation.ts'
export { asTold } from './hindsight/as-told.ts'
export type { AsTold, DecisionField, LaterCause, Telling } from './hindsight/as-told.ts'
export { curedButShut } from './hindsight/cured-but-shut.ts'
export type { CuredLine } from './hindsight/cured-but-shut.ts'
export { MoneyOverflowError } from './ledger/ledger.ts'
export { METRICS, metricDefinition } from './metrics/vocabulary.ts'
export type { MetricDefinition, MetricId, MetricUnit } from './metrics/vocabulary.ts'
export { findPaths } from './path/find-paths.ts'
export { promiseOf } from './path/promise-of.ts'
export type { Assumption, Cause, Curer, LinePaths, NoPath, Obstacle, Path, PathStep, Rung, Slip, StepAct } from './path/path.ts'
export { cellNamed } from './portfolio/cell-name.ts'
export { linesBehind } from './portfolio/cell.ts'
export type { BookSurvey, PortfolioCell } from './portfolio/cell.ts'
export type { Firing, FiringOutcome } from './portfolio/firing.ts'
export { surveyBorrower } from './portfolio/line-survey.ts'
export type { LineSurvey, SurveyPoint } from './portfolio/line-survey.ts'
export { isPastDue } from './portfolio/past-due.ts'
export type { Bucket, RiskDays } from './portfolio/past-due.ts'
export { portfolioOf } from './portfolio/portfolio.ts'
export type { CurrencyPortfolio, Exposure, Figure, MonthOfBook, MonthOfRolls, Portfolio, Share } from './portfolio/portfolio.ts'
export { surveyDays } from './portfolio/survey-days.ts'
export { warningOutcomes } from './portfolio/warning-outcomes.ts'
export type { FollowedWarnings, WarningOutcome } from './portfolio/warning-outcomes.ts'
export { checkPolicy, checkScorecard, loadRulebook } from './policy/check.ts'
export type { Checked, PolicyContext, PolicyIssue, PolicyIssueCode } from './policy/check.ts'
export type { Comparison, Condition, ExplainedCondition, Leaf } from './policy/condition.ts'
export { isModest, MODEST } from './policy/modest.ts'
export { STATUSES } from './policy/policy.ts'
export type {
  Bin,
  Characteristic,
  IncreaseVariant,
  LadderStep,
  Layer,
  PolicyDocument,
  ReopeningVariant,
  Rule,
  RuleEffect,
  ScorecardDocument,
  Segment,
  Status,
  TaskKind,
  Warning,
} from './policy/policy.ts'
export type { DocumentRef, Rulebook } from './policy/rulebook.ts'
export type { ScoreReason } from './score/scorecard.ts'
export type { IgnoredApproval } from './status/state.ts'
export { impossibleEvents } from './what-if/impossible-events.ts'
export { whatIf } from './what-if/what-if.ts'
export type { WhatIf } from './what-if/what-if.ts'
