export { assert } from './assert.ts'
export { deviceIdOf, isAboutLog, isAuditEvent, isSignedBy, linkEvent, linkHash, NO_LINK } from './audit.ts'
export { CorruptPackError } from './byte-stream.ts'
export { canonicalJson } from './canonical-json.ts'
export {
  addDays,
  addMonths,
  firstDayOf,
  formatDay,
  formatMonth,
  lastDayOf,
  monthOf,
  parseDay,
  parseMonth,
  shiftMonth,
} from './day.ts'
export { bytesToHex, hexToBytes } from './hex.ts'
export { erasuresOf, MOST_LINKS } from './erasure.ts'
export { EVENT_RANK, isKnownEvent } from './event.ts'
export { compareInstants, formatInstant, parseInstant } from './instant.ts'
export { isJudgementEvent, MOST_REASONS } from './judgement.ts'
export { LONGEST_LINE, readJsonLines, writeJsonLines } from './json-lines.ts'
export { joinLog, knownLog, partOf, sameContent, takingPart } from './log.ts'
export { isMeetingEvent } from './meeting.ts'
export { addMinor, currencyExponent, isMinor, scaleMinor } from './money.ts'
export { compareEvents, rankOf } from './order.ts'
export { packEvents, unpackEvents } from './packed.ts'
export { roundRatio } from './ratio.ts'
export { sha256Hex } from './sha256.ts'
export { validateEvent } from './validate.ts'
export { verifyChain } from './verify-chain.ts'

export type { AuditData, AuditLink, AuditType, ChainHead, ErasedLink, Linked, VerifySignature } from './audit.ts'
export type { Brand } from './brand.ts'
export type { Day, Month } from './day.ts'
export type {
  Envelope,
  EventData,
  EventOf,
  EventType,
  Flag,
  JournalEvent,
  KnownEvent,
  LineKind,
  NamedDocument,
  OverrideStatus,
  Phase,
  PromisedStep,
} from './event.ts'
export type { Issue } from './issue.ts'
export type { JudgementData, JudgementEventOf, JudgementType, NoticeKind, ReviewSubject } from './judgement.ts'
export type { JsonLine } from './json-lines.ts'
export type { JoinResult, Log } from './log.ts'
export type { MeetingData, MeetingEventOf, MeetingType } from './meeting.ts'
export type { AppendResult, JournalStore, StoredBorrower } from './store.ts'
export type { ValidationResult } from './validate.ts'
export type { Contradiction, Erasure } from './erasure.ts'
export type { BreakReason, ChainBreak, ChainReport, DeviceChain, VerifyOptions } from './verify-chain.ts'
