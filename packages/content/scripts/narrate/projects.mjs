/** Project finance: drawstop, covenant breach, payment default, lock-up. */
import { borrower } from './book.mjs'

export function tellProjects() {
  greenValley()
  seaWind()
  northHill()
  lakeSolar()
}

/** A hydropower plant under construction, seventeen points behind plan. */
function greenValley() {
  const line = borrower('C-green-valley', '青谷水电', '项目部', '2025-01-15')
    .line('L-green-valley', 'project', '2025-01-15', 50_000_000)
  line.draw('2025-02-03', 12_000_000)
  line.covenant('2025-06-30', { plannedProgress: 0.25, actualProgress: 0.24, budget: 80_000_000, costToComplete: 81_000_000 })
  line.draw('2025-07-10', 8_000_000)
  line.covenant('2025-09-30', { plannedProgress: 0.4, actualProgress: 0.31, budget: 80_000_000, costToComplete: 83_000_000 })
  line.covenant('2025-12-31', { plannedProgress: 0.55, actualProgress: 0.38, budget: 80_000_000, costToComplete: 84_500_000 })
  line.contact('2026-01-09', 'visit', '大坝基坑渗水，赶工计划三月底提交')
}

/** An offshore wind farm: DSCR fell under the default level, one good report since. */
function seaWind() {
  const line = borrower('C-sea-wind', '海风风电', '项目部', '2024-01-20')
    .line('L-sea-wind', 'project', '2024-01-20', 300_000_000)
  line.draw('2024-01-25', 240_000_000)
  for (const [on, amount] of [['2024-12-20', 9_000_000], ['2025-06-20', 9_000_000], ['2025-12-20', 9_000_000]]) {
    line.due(on, amount)
    line.pay(on, amount)
  }
  line.covenant('2024-12-31', { dscrHistoric: 1.31, dscrForecast: 1.28, llcr: 1.42, dsraMonths: 6, actualProgress: 1, plannedProgress: 1 })
  line.covenant('2025-06-30', { dscrHistoric: 1.02, dscrForecast: 1.16, llcr: 1.33, dsraMonths: 6 })
  line.covenant('2025-12-31', { dscrHistoric: 1.18, dscrForecast: 1.24, llcr: 1.36, dsraMonths: 6 })
  line.review('2026-01-15', '风况恢复，第二期达标后解除锁定')
}

/** A heating plant that did not pay its debt service. */
function northHill() {
  const line = borrower('C-north-hill', '北山热电', '项目部', '2024-03-01')
    .line('L-north-hill', 'project', '2024-03-01', 120_000_000)
  line.draw('2024-03-05', 100_000_000)
  for (const on of ['2024-09-20', '2025-03-20', '2025-09-20']) {
    line.due(on, 4_000_000)
    line.pay(on, 4_000_000)
  }
  line.due('2026-03-20', 4_000_000)
  line.covenant('2025-12-31', { dscrHistoric: 1.16, dscrForecast: 1.12, llcr: 1.27, dsraMonths: 6, actualProgress: 1, plannedProgress: 1 })
  line.review('2026-01-20', '热费回款放缓，预测偏紧')
  line.contact('2026-03-23', 'call', '热费回款滞后，承诺月底付清', { amount: 4_000_000, by: '2026-03-30' })
}

/** A solar park in lock-up: its reserve account is a month short. */
function lakeSolar() {
  const line = borrower('C-lake-solar', '镜湖光伏', '项目部', '2024-05-10')
    .line('L-lake-solar', 'project', '2024-05-10', 90_000_000)
  line.draw('2024-05-15', 80_000_000)
  for (const on of ['2024-12-10', '2025-06-10', '2025-12-10']) {
    line.due(on, 3_200_000)
    line.pay(on, 3_200_000)
  }
  line.covenant('2025-06-30', { dscrHistoric: 1.27, dscrForecast: 1.25, llcr: 1.38, dsraMonths: 6, actualProgress: 1, plannedProgress: 1 })
  line.review('2026-01-22', '准备金差一个月，二季度补足')
  line.covenant('2025-12-31', { dscrHistoric: 1.24, dscrForecast: 1.22, llcr: 1.35, dsraMonths: 5 })
}
