/** A borrower's story for the borrower's phone: told, signed by the lender, sealed under a code drawn for it. */
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from '@tideline/content'
import type { BookLine } from '@tideline/engine'
import { codesOf, drawCode, linkTo, sealStory, SENT_DIGITS, SPOKEN_DIGITS, tellStory, type NamedRulebook, type ToldStory } from '@tideline/exchange'
import { addDays, formatDay, type LineKind } from '@tideline/journal'
import type { Role, SharedStore } from '@tideline/storage'
import type { StoryTasks } from '../story-contract.ts'
import type { AccessLog } from './access-log.ts'
import type { BorrowerBook } from './borrower-book.ts'
import type { DecidedBook } from './decided-book.ts'
import { isFace, keyFor, LENDER_SETTING, lenderSigner, readLender, type LenderSetting } from './lender-setting.ts'
import type { Recording } from './record-tasks.ts'
import { dayOf } from './summary.ts'
import { takeNote } from './take-note.ts'

export interface StoryTasksContext {
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  readonly withLine: <T>(id: string, asOf: string, work: (book: BorrowerBook, line: BookLine) => T | null) => Promise<T | null>
  readonly storing: Recording['storing']
  readonly inName: Recording['inName']
  readonly mayChange: (...roles: readonly Role[]) => Promise<boolean>
  readonly log: AccessLog
  readonly instant: () => string
}

const LIBRARY = { policies: POLICIES, scorecards: SCORECARDS, reasonCodes: REASON_CODES }
/** Until the next meeting but a few; then what it says may be past. */
const VALID_DAYS = 30

export function makeStoryTasks({ opened, withLine, mayChange, storing, inName, log, instant }: StoryTasksContext): StoryTasks {
  return {
    async lender() {
      const kept = await readLender((await opened).store)
      return kept && { name: kept.name, contact: kept.contact, key: kept.key }
    },

    async setLender(change) {
      if (!(await mayChange('supervisor'))) return { ok: false, code: 'not-allowed' }
      const { name, contact } = change
      if (!isFace(name) || !isFace(contact)) return { ok: false, code: 'bad-name' }
      const { store } = await opened
      const made = await keyFor(change, await readLender(store))
      if (typeof made === 'string') return { ok: false, code: made }
      await store.putSetting(LENDER_SETTING, { name: name.trim(), contact: contact.trim(), ...made } satisfies LenderSetting)
      void log.note({ kind: 'lender-set' })
      return { ok: true, key: made.key }
    },

    async sealStory({ line, asOf, way }, today) {
      if (!(await mayChange('supervisor', 'officer'))) return { ok: false, code: 'not-allowed' }
      const lender = await readLender((await opened).store)
      if (!lender) return { ok: false, code: 'no-lender' }
      const signer = await lenderSigner(lender)
      if (!signer) return { ok: false, code: 'cannot-sign' }
      const expires = formatDay(addDays(dayOf(today), VALID_DAYS))
      const head = { asOf, issued: instant(), expires, lender: lender.name, contact: lender.contact, documents: [], rulebookFor }
      const told = await withLine(line, asOf, (book, found): ToldStory => tellStory(book.log, LIBRARY, { ...head, borrower: found.borrower }))
      if (!told) return { ok: false, code: 'no-line' }
      if (!told.ok) return { ok: false, code: told.why }
      const code = drawCode(way === 'screen' ? SPOKEN_DIGITS : SENT_DIGITS)
      const bytes = await sealStory(told.story, told.fingerprints, { code, signer })
      void log.note({ kind: 'story-sealed', about: { borrower: told.story.borrower, line }, facts: { bytes: bytes.length } })
      return { ok: true, bytes, codes: codesOf(bytes), fragment: linkTo('', bytes), code, entries: told.story.entries.length, expires }
    },

    takeNote: (bytes, code, answerBy, today) => takeNote({ opened, storing, inName }, { bytes, code, answerBy, today }),
  }
}

function rulebookFor(kind: LineKind): NamedRulebook {
  const policy = POLICY_BY_KIND[kind]
  return { policy, scorecard: (POLICIES.get(policy) as { readonly scorecard: string }).scorecard }
}
