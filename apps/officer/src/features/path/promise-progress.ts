/** How far a promise has come, step by step: read off the journal, as the decision has judged it. */
import type { PromiseShown } from '@tideline/engine'
import type { EventData, EventOf, KnownEvent, PromisedStep } from '@tideline/journal'
import type { JournalEntry } from '@tideline/runtime'

export type StepState = 'kept' | 'broken' | 'open' | 'void'

export interface PromiseProgress {
  readonly data: EventData['path.issued']
  readonly steps: readonly { readonly step: PromisedStep; readonly state: StepState }[]
  /** Payments since the day of the promise, and what all its payment steps ask; `null` where it asks for none. */
  readonly paid: { readonly sum: number; readonly asked: number } | null
}

/** `null` where the journal does not hold the event of the promise. */
export function promiseProgress(promise: PromiseShown, journal: readonly JournalEntry[], asOf: string): PromiseProgress | null {
  const issued = journal.find(({ event }) => event.id === promise.event)?.event as KnownEvent | undefined
  if (issued?.type !== 'path.issued') return null
  const { data } = issued
  const asked = data.steps.reduce((sum, step) => sum + (step.kind === 'payment' ? step.amount : 0), 0)
  return {
    data,
    steps: data.steps.map((step, i) => ({ step, state: stateOf(promise, step, i, asOf) })),
    paid: asked > 0 ? { sum: paidSince(journal, issued, asOf), asked } : null,
  }
}

/** A step is judged at the end of its day; of one that ended, those before its end were kept. */
function stateOf({ state, endedOn, brokenStep }: PromiseShown, { by }: PromisedStep, index: number, asOf: string): StepState {
  if (brokenStep === index) return 'broken'
  if (state === 'running') return by <= asOf ? 'kept' : 'open'
  if (state === 'kept' && by <= (endedOn ?? asOf)) return 'kept'
  return by < (endedOn ?? asOf) ? 'kept' : 'void'
}

function paidSince(journal: readonly JournalEntry[], issued: EventOf<'path.issued'>, asOf: string): number {
  let sum = 0
  for (const { event, reversedBy } of journal) {
    if (event.type !== 'payment.received' || reversedBy !== undefined || event.line !== issued.line) continue
    if (event.on >= issued.on && event.on <= asOf) sum += (event as EventOf<'payment.received'>).data.amount
  }
  return sum
}
