/** The columns of the supervisor's table: each a question whose answer is the list of proposals behind its number. */
import type { ProposalSeen } from '@tideline/runtime'

const QUESTIONS = {
  proposed: () => true,
  waiting: ({ state }) => state === 'pending',
  approved: ({ state }) => state === 'in-force' || state === 'ended',
  refused: ({ state }) => state === 'refused',
  lapsed: ({ state }) => state === 'expired',
  open: ({ outcome }) => outcome === 'open',
  again: ({ outcome }) => outcome === 'suspended-again',
  writtenOff: ({ outcome }) => outcome === 'written-off',
  closed: ({ outcome }) => outcome === 'closed',
} as const satisfies Record<string, (proposal: ProposalSeen) => boolean>

export type RecordColumn = keyof typeof QUESTIONS
export const RECORD_COLUMNS = Object.keys(QUESTIONS) as readonly RecordColumn[]

export function listOf(column: RecordColumn, proposals: readonly ProposalSeen[]): readonly ProposalSeen[] {
  return proposals.filter(QUESTIONS[column])
}

/** The proposals by which suspended lines were reopened, the latest of each line. */
export function liftsOf(proposals: readonly ProposalSeen[]): readonly ProposalSeen[] {
  const lines = new Map<string, ProposalSeen>()
  for (const proposal of proposals) {
    if (proposal.before === 'suspended' && proposal.status !== 'suspended' && !lines.has(proposal.line)) lines.set(proposal.line, proposal)
  }
  return [...lines.values()]
}
