export { connectWorker } from './client.ts'
export { judgePassphrase } from '@tideline/sealed-file/passphrase'
export { isWorkerLost, lastingWorker } from './lasting-worker.ts'
export { LOCK_CHOICES, LOCK_TIMES } from './lock-contract.ts'
export { isLocked } from './vault-contract.ts'

export type {
  AccessEntry,
  AccessKind,
  AccessLogAnswer,
  AccessLogQuery,
  AccessVerdict,
  AuditTasks,
  BookVerdict,
  BreakSeen,
  DeviceSeen,
  EntrySeen,
  HumanAct,
  HumanActs,
  VerifyProgress,
} from './audit-contract.ts'
export type {
  Attention,
  BadRows,
  BookSource,
  BookSummary,
  BookTrouble,
  CompareProblem,
  CompareProgress,
  CompareRequest,
  CompareResult,
  DocumentChoice,
  Draft,
  ImportProblem,
  ImportProgress,
  ImportReport,
  LastLook,
  LineSummary,
  LogVerdict,
  PathKind,
  RecordFailure,
  RecordResult,
  TidelineWorker,
  WaysBack,
  WhatIf,
} from './contract.ts'
export type {
  Answerer,
  AnswerRefusal,
  AnswerResult,
  JudgementRecord,
  JudgementTasks,
  LineJudgement,
  OverrideBounds,
  OverridePreview,
  ProposalSeen,
  ProposalState,
  ProposedOverride,
  ReviewRequest,
} from './judgement-contract.ts'
export type { ContactSeen, JournalEntry, LastEntries, LinePage, LineTrace, PromiseToPay } from './line-contract.ts'
export type {
  Centre,
  DayOutline,
  DayRoute,
  DayTask,
  DayTasks,
  FilledSheet,
  Meeting,
  MeetingHeld,
  MeetingOutline,
  Member,
  MemberLine,
  SheetResult,
  Why,
} from './day-contract.ts'
export type { LineStood, MonthChange, MonthDecider, MonthKept, MonthProgress, MonthRefusal, MonthResult, MonthReview, MonthRow, MonthState, MonthTasks } from './month-contract.ts'
export type { NoticeDraft, NoticeDue, NoticeFacts, NoticeOffer, NoticesIssued, NoticeTasks, NoticeTold } from './notice-contract.ts'
export type { FindAnswer, FindFilter, FindQuery, FindTasks, FoundRow, SavedFilter } from './find-contract.ts'
export type { LockTasks, LockTimes } from './lock-contract.ts'
export type { Passkey, Role, VaultAnswer, VaultRefusal, VaultStateAnswer, VaultTasks, VaultUser, VaultUserStatus } from './vault-contract.ts'
export type {
  BackupContents,
  BackupLook,
  BackupMade,
  BackupProgress,
  BackupRefusal,
  BackupRequest,
  BackupResult,
  BackupState,
  BackupTasks,
  RestoreRefusal,
  RestoreResult,
} from './backup-contract.ts'
export type {
  EntriesProfile,
  EntryField,
  FileColumn,
  FileLook,
  FileTasks,
  FirstRow,
  FirstRows,
  ImportPreview,
  KeepResult,
  KeptProfile,
  MappingDraft,
  ProfileChoice,
  ProfileIssue,
  StatusChange,
} from './file-contract.ts'
export type { HandedOver, HandOverFile, HandOverMark, HandOverState, HandOverTasks } from './hand-over-contract.ts'
export type { PassphraseStrength } from '@tideline/sealed-file/passphrase'
export type { BatchResult, DrawRefusal, RecordTasks } from './record-contract.ts'
export type { DraftChange, DraftsKept, DraftTasks, FormDraft } from './drafts-contract.ts'
export type { LenderChange, LenderFace, LenderRefusal, LenderState, NoteNotTaken, NoteSeen, NoteTaken, StoryNotSealed, StoryRequest, StorySealed, StoryTasks } from './story-contract.ts'
export type { SurveyProgress, SurveyTasks, WarningBook, WarningSeen } from './survey-contract.ts'
