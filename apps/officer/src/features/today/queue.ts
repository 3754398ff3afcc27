/** The queue: which lines are shown, in which groups, in which order. */
import type { Attention, LineSummary } from '@tideline/runtime'
import type { Status } from '@tideline/engine'

export type AttentionKind = Attention['kind']
export type QueueFilter = 'all' | 'attention' | AttentionKind | Status
export type QueueGroup = AttentionKind | 'others'

/** A heading, or a line with its place among the lines shown, 1 for the first. */
export type QueueEntry =
  | { readonly kind: 'heading'; readonly group: QueueGroup; readonly count: number }
  | { readonly kind: 'line'; readonly line: LineSummary; readonly place: number }

/** Most pressing first. */
export const ATTENTION_KINDS: readonly AttentionKind[] = ['newly-suspended', 'override-proposed', 'review-requested', 'cured-but-shut', 'warning']

const GROUPS: readonly QueueGroup[] = [...ATTENTION_KINDS, 'others']

/** The group a line stands in: that of the most pressing of its causes. */
export function groupOf(line: LineSummary): QueueGroup {
  return ATTENTION_KINDS.find((kind) => line.attention.some((attention) => attention.kind === kind)) ?? 'others'
}

export function passes(line: LineSummary, filter: QueueFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'attention':
      return line.attention.length > 0
    default:
      // As in the groups: a line counts once, where it is most pressing.
      return isAttentionKind(filter) ? groupOf(line) === filter : line.status === filter
  }
}

export function isAttentionKind(filter: QueueFilter): filter is AttentionKind {
  return (ATTENTION_KINDS as readonly QueueFilter[]).includes(filter)
}

/** The groups in order with their lines: those that pass, of those that were `found`; `null` where nothing is sought. */
export function queueOf(lines: readonly LineSummary[], { filter, found }: { readonly filter: QueueFilter; readonly found: readonly string[] | null }): QueueEntry[] {
  const sought = found && new Set(found)
  const groups = new Map<QueueGroup, LineSummary[]>(GROUPS.map((group) => [group, []]))
  for (const line of lines) {
    if (passes(line, filter) && (sought?.has(line.line) ?? true)) groups.get(groupOf(line))!.push(line)
  }
  let place = 0
  return [...groups].flatMap(([group, members]): QueueEntry[] =>
    members.length === 0
      ? []
      : [
          { kind: 'heading', group, count: members.length },
          ...members.map((line): QueueEntry => ({ kind: 'line', line, place: ++place })),
        ],
  )
}
