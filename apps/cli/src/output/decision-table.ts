/** Decisions as a person reads them on a terminal. */
import { layerText, reasonText, statusText } from '@tideline/content'
import type { BookLine, Decision, PolicyDocument, Status } from '@tideline/engine'
import { amount } from './amount.ts'
import { decidedBy } from './decided-by.ts'
import { labelOf } from './label.ts'
import { paint } from './paint.ts'
import { table, type Column } from './table.ts'

const COLUMNS: readonly Column[] = [
  { title: 'Line' },
  { title: 'Borrower' },
  { title: 'On' },
  { title: 'Status' },
  { title: 'Since' },
  { title: 'Cur' },
  { title: 'Limit', align: 'right' },
  { title: 'Available', align: 'right' },
  { title: 'Balance', align: 'right' },
  { title: 'Score', align: 'right' },
  { title: 'Decided by' },
]

export interface DecisionRow {
  readonly line: BookLine
  readonly policy: PolicyDocument
  readonly decision: Decision
}

/** The title line and one line a row. */
export function decisionTable(rows: readonly DecisionRow[]): string[] {
  const cells = rows.map(({ line, policy, decision }) => [
    decision.line,
    decision.borrower,
    decision.asOf,
    statusText(decision.status, line.kind, 'en').word + (decision.step === undefined ? '' : ` step ${decision.step + 1}`),
    decision.since,
    line.currency,
    amount(decision.limit, line.currency),
    amount(decision.available, line.currency),
    amount(decision.balance, line.currency),
    String(decision.score),
    sayDecidedBy(decision, policy),
  ])
  const [head, ...lines] = table(COLUMNS, cells)
  return [paint('bold', head!), ...lines.map((text, i) => paintStatus(rows[i]!.decision.status, text))]
}

/** The reason that decided in the words of the catalogue, with its layer; how many more there are. */
function sayDecidedBy(decision: Decision, policy: PolicyDocument): string {
  const reason = decidedBy(decision, policy)
  if (!reason) return ''
  const layer = 'layer' in reason ? ` (${labelOf(layerText, reason.layer, 'en')})` : ''
  const others = decision.reasons.length - 1
  return `${reasonText(reason.code, 'en').title}${layer}${others === 0 ? '' : ` +${others}`}`
}

function paintStatus(status: Status, text: string): string {
  if (status === 'suspended') return paint('red', text)
  if (status === 'watch' || status === 'probation') return paint('yellow', text)
  return status === 'closed' ? paint('gray', text) : text
}
