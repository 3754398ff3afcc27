/** What a number of the portfolio is of, as the heading of the list behind it. */
import type { Bucket, PortfolioCell } from '@tideline/engine'
import { m } from '../../paraglide/messages.js'
import type { LineWords } from '../../words/line-words.ts'

const BUCKETS: Readonly<Record<Bucket | 'closed', () => string>> = {
  current: m.bucket_current,
  '1-30': m.bucket_1_30,
  '31-60': m.bucket_31_60,
  '61-90': m.bucket_61_90,
  'over-90': m.bucket_over_90,
  closed: m.bucket_closed,
}

export function bucketText(bucket: Bucket | 'closed'): string {
  return BUCKETS[bucket]()
}

export function cellText(cell: PortfolioCell, words: LineWords): string {
  const day = 'on' in cell ? words.day(cell.on) : ''
  switch (cell.of) {
    case 'book':
      return m.cell_book({ day })
    case 'restructured':
      return m.cell_restructured({ day })
    case 'status':
      return m.cell_status({ status: words.status({ status: cell.status, kind: 'revolving' }), day })
    case 'risk':
      return cell.over === 1 ? m.cell_risk_any({ day }) : m.cell_risk({ days: String(cell.over), day })
    case 'roll':
      return cell.to === 'any' ? m.cell_roll_from({ from: bucketText(cell.from), day }) : m.cell_roll({ from: bucketText(cell.from), to: bucketText(cell.to), day })
    case 'segment':
      return m.cell_segment({ segment: words.segment(cell.segment).label })
    case 'reopened':
      return m.cell_reopened()
    case 'cured':
      return m.cell_cured()
    case 'warned': {
      const warning = words.warningTitle(cell.policy, cell.warning)
      if (cell.suspended === true) return cell.contacted ? m.cell_warned_acted_suspended({ warning }) : m.cell_warned_alone_suspended({ warning })
      return cell.contacted ? m.cell_warned_acted({ warning }) : m.cell_warned_alone({ warning })
    }
  }
}
