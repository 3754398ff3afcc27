/** Recording in the name of whoever is there, one after the other. */
import type { Vault } from '@tideline/storage'
import type { Draft, RecordResult, TidelineWorker } from '../contract.ts'
import type { BatchResult, RecordTasks } from '../record-contract.ts'
import { troubleOf } from './decided-book.ts'
import { recordEntries, recordEntry, type RecordContext } from './record-entry.ts'
import { notAllowed } from './roles.ts'
import { userOf } from './vault-tasks.ts'

export interface RecordTasksContext {
  readonly vault: Promise<Vault> | null
  readonly recordContext: () => Promise<RecordContext>
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

export interface Recording extends RecordTasks, Pick<TidelineWorker, 'record'> {
  /** Records in turn what `drafted` gives; nothing is recorded where it gives a refusal, or the store fails on the way. */
  recording(today: string, drafted: () => Promise<Draft | RecordResult>): Promise<RecordResult>
  /** In turn with all that changes the journal; where the store fails on the way, nothing was stored. */
  storing<T>(work: (context: RecordContext) => Promise<T>): Promise<T | Failed>
  /** The draft in the name of whoever is there; a refusal if the role does not allow it. */
  inName(draft: Draft): Promise<Draft | Failed>
}

export type Failed = { readonly ok: false; readonly issues: readonly []; readonly failure: NonNullable<(RecordResult & { ok: false })['failure']> }

export function makeRecordTasks({ vault, recordContext, inTurn }: RecordTasksContext): Recording {
  async function inName(draft: Draft): Promise<Draft | Failed> {
    const user = await userOf(vault)
    if (!user) return draft
    const failure = notAllowed(draft, user)
    return failure ? { ok: false, issues: [], failure } : { ...draft, by: user.name }
  }

  function storing<T>(work: (context: RecordContext) => Promise<T>): Promise<T | Failed> {
    return inTurn(async () => {
      try {
        return await work(await recordContext())
      } catch (error) {
        const { code, detail } = troubleOf(error)
        return { ok: false, issues: [], failure: { code: code === 'full' ? 'full' : 'unavailable', detail } }
      }
    })
  }

  const recording: Recording['recording'] = (today, drafted) =>
    storing(async (context) => {
      const wanted = await drafted()
      const draft = 'ok' in wanted ? wanted : await inName(wanted)
      return 'ok' in draft ? draft : recordEntry(context, draft, today)
    })

  return {
    recording,
    storing,
    inName,
    record: (draft, today) => recording(today, async () => draft),
    recordBatch: (drafts, today) =>
      storing(async (context): Promise<BatchResult> => {
        const named = await Promise.all(drafts.map(inName))
        const at = named.findIndex((draft) => 'ok' in draft)
        if (at >= 0) return { ...(named[at] as Failed), at }
        return recordEntries(context, named as Draft[], today)
      }),
  }
}
