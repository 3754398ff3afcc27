/** What a notice is called. */
import type { NoticeKind } from '@tideline/journal'
import { m } from '../paraglide/messages.js'

const KINDS: Readonly<Record<NoticeKind, () => string>> = {
  suspension: m.notice_kind_suspension,
  reopening: m.notice_kind_reopening,
  limit: m.notice_kind_limit,
  path: m.notice_kind_path,
}

export function noticeKindText(kind: NoticeKind): string {
  return KINDS[kind]()
}
