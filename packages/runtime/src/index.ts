export { connectWorker } from './client.ts'

export type {
  Attention,
  BookSource,
  BookSummary,
  BookTrouble,
  Draft,
  ImportProblem,
  ImportProgress,
  ImportReport,
  JournalEntry,
  LinePage,
  LineSummary,
  LineTrace,
  LogVerdict,
  PathKind,
  RecordFailure,
  RecordResult,
  TidelineWorker,
  WaysBack,
  WhatIf,
} from './contract.ts'
