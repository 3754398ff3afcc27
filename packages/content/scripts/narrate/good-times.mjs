/** Borrowers whose lines are open on the book's day. */
import { borrower } from './book.mjs'
import { months } from './calendar.mjs'

export function tellGoodTimes() {
  linMei()
  wuLan()
  luoPing()
  liuYang()
  suYun()
  xuFang()
}

/** Pays on time for two years, uses about half: the limit grows. */
function linMei() {
  const person = borrower('B-lin-mei', '林美', '东市场', '2024-01-10')
  const line = person.line('L-lin-mei', 'revolving', '2024-01-10', 60_000)
  line.draw('2024-01-12', 30_000)
  line.monthly('2024-02-10', '2026-04-10', 3_000, { redraw: 3_000 })
  for (const month of months('2024-01', '2026-02')) {
    person.income(month, 14_000, '服装店')
    person.spending(month, 'essential', 6_500)
    person.spending(month, 'discretionary', 1_500)
  }
  person.bureau('2025-02-14', { score: 712, delinquentAccounts: 0, goodAccounts: 3, inquiries6m: 0 })
  line.review('2026-01-08', '店面稳定，账目清楚')
}

/** A flood: two instalments on holiday, then paid on time as before. */
function wuLan() {
  const person = borrower('B-wu-lan', '吴兰', '河滨', '2024-09-03')
  const line = person.line('L-wu-lan', 'instalment', '2024-09-03', 24_000)
  line.draw('2024-09-03', 24_000)
  const dues = line.monthly('2024-10-05', '2026-04-05', 800, { late: { '2025-08-05': null, '2025-09-05': null } })
  person.raise('2025-07-28', 'hardship')
  line.contact('2025-07-28', 'visit', '洪水进屋，鸡舍全毁，同意两期缓缴')
  line.cancel('2025-08-01', dues['2025-08-05'], 'holiday')
  line.cancel('2025-08-20', dues['2025-09-05'], 'holiday')
  person.clear('2025-10-08', 'hardship')
  line.review('2025-12-02', '鸡舍重建完成，还款恢复正常')
}

/** Suspended in 2024, came back step by step, whole again since 2025. */
function luoPing() {
  const person = borrower('B-luo-ping', '罗平', '东市场', '2024-01-16')
  const line = person.line('L-luo-ping', 'revolving', '2024-01-16', 20_000)
  line.draw('2024-01-16', 9_000)
  line.monthly('2024-02-15', '2026-04-15', 500, { late: { '2024-08-15': '2024-09-25' }, redraw: 400 })
  line.contact('2024-09-02', 'visit', '住院手术，家人代为联系')
  line.review('2026-01-20', '恢复已满一年，往来正常')
}

/** Opened this winter while the lender tightens: a smaller limit, no fault of hers. */
function liuYang() {
  const person = borrower('B-liu-yang', '刘洋', '河滨', '2026-01-12')
  const line = person.line('L-liu-yang', 'revolving', '2026-01-12', 15_000)
  line.draw('2026-01-13', 4_000)
  line.monthly('2026-02-12', '2026-04-12', 400, { redraw: 300 })
  for (const month of months('2025-10', '2026-02')) person.income(month, 6_800, '理发店')
  line.review('2026-03-09', '客源稳定，按时还款')
  person.bureau('2026-01-10', { score: 640, delinquentAccounts: 0, goodAccounts: 1, inquiries6m: 1 })
}

/** Tea: nothing in winter, as every year. The fall of income is the season and stays without effect. */
function suYun() {
  const person = borrower('B-su-yun', '苏云', '北山', '2024-02-20')
  const line = person.line('L-su-yun', 'revolving', '2024-02-20', 30_000)
  line.draw('2024-02-22', 12_000)
  line.monthly('2024-03-20', '2026-04-20', 900, { redraw: 800 })
  for (const month of months('2024-02', '2026-02'))
    person.income(month, ['12', '01', '02'].includes(month.slice(5)) ? 3_000 : 8_500, '茶园')
  line.review('2025-12-15', '秋茶收成好，冬季无收入属正常')
  line.contact('2026-03-04', 'visit', '冬季没有茶收，每年如此')
}

/** Known only by the monthly statements of a card processor. */
function xuFang() {
  const line = borrower('B-xu-fang', '徐芳', '总部', '2025-03-01').line('L-xu-fang', 'revolving', '2025-03-01', 50_000)
  const balances = [14_000, 15_500, 13_200, 16_800, 15_000, 14_400, 17_300, 16_100, 15_800, 14_900, 16_400, 15_200]
  balances.forEach((balance, i) => {
    const [year, month] = [2025 + Math.floor((i + 3) / 12), ((i + 3) % 12) + 1]
    const on = `${year}-${String(month).padStart(2, '0')}-${month === 2 ? 28 : 30}`
    line.statement(on, balance, i === 0 ? 0 : balances[i - 1], 0)
  })
  line.review('2025-12-10', '月月还清，无异常')
}
