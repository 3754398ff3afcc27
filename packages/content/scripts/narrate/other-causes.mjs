/** Borrowers watched, stopped or closed for other causes than arrears. */
import { borrower } from './book.mjs'
import { months } from './calendar.mjs'

export function tellOtherCauses() {
  maJun()
  sunLei()
  xieJun()
  zhouQiang()
  tomasRivera()
  heDefu()
  gaoMin()
  tangNing()
  tianHe()
}

/** The factory closed: income halved, never a payment late. */
function maJun() {
  const person = borrower('B-ma-jun', '马俊', '河滨', '2025-02-25')
  const line = person.line('L-ma-jun', 'revolving', '2025-02-25', 24_000)
  line.draw('2025-02-26', 9_000)
  line.monthly('2025-03-25', '2026-04-25', 600, { redraw: 500 })
  for (const month of months('2025-02', '2026-02')) person.income(month, month >= '2025-12' ? 4_600 : 9_200, '电子厂')
  line.review('2026-01-15', '厂里开始轮休')
  line.contact('2026-03-06', 'visit', '厂子停产，在跑外卖')
}

/** Pays on time, but nearly all of the limit is always in use. */
function sunLei() {
  const line = borrower('B-sun-lei', '孙磊', '东市场', '2024-07-01').line('L-sun-lei', 'revolving', '2024-07-01', 10_000)
  line.draw('2024-07-02', 2_500)
  line.monthly('2024-08-01', '2026-04-01', 500, { redraw: 500 })
  line.draw('2025-11-20', 7_300)
  line.contact('2026-02-02', 'call', '货压在仓库，开春能卖掉')
  line.review('2026-01-10', '存货偏多，提醒留余地')
}

/** Never late here; spending, uneven income and credit elsewhere bring the score down. */
function xieJun() {
  const person = borrower('B-xie-jun', '谢军', '总部', '2025-04-09')
  const line = person.line('L-xie-jun', 'revolving', '2025-04-09', 30_000)
  line.draw('2025-04-10', 26_500)
  line.monthly('2025-05-09', '2026-04-09', 2_000, { redraw: 2_000 })
  const incomes = [2_000, 9_500, 1_200, 8_000, 1_000, 9_000, 1_500, 8_800, 1_000, 9_400, 1_200]
  months('2025-04', '2026-02').forEach((month, i) => {
    person.income(month, incomes[i], '装修零工')
    person.spending(month, 'essential', 3_000)
    person.spending(month, 'discretionary', 1_050)
  })
  person.bureau('2026-02-25', { score: 548, delinquentAccounts: 1, goodAccounts: 2, inquiries6m: 6 })
  line.review('2026-03-03', '他处有一户逾期，劝其停止新增借款')
}

/** Stopped by a hard stop, to be talked about with a person only. */
function zhouQiang() {
  const person = borrower('B-zhou-qiang', '周强', '总部', '2025-06-18')
  const line = person.line('L-zhou-qiang', 'revolving', '2025-06-18', 20_000)
  line.draw('2025-06-20', 7_000)
  line.monthly('2025-07-18', '2026-04-18', 500, { redraw: 400 })
  line.review('2026-02-05', '资料齐全')
  person.raise('2026-03-20', 'fraud', 'security-desk')
}

/** Twice stopped because his phone was stolen; reopened in full, then the lender tightened. */
function tomasRivera() {
  const person = borrower('B-tomas-rivera', 'Tomás Rivera', '河滨', '2024-01-05')
  const line = person.line('L-tomas-rivera', 'revolving', '2024-01-05', 20_000)
  line.draw('2024-01-05', 5_000)
  line.monthly('2024-02-05', '2026-04-05', 450, { redraw: 400 })
  person.raise('2024-04-05', 'fraud', 'security-desk')
  person.clear('2024-04-12', 'fraud', 'security-desk')
  person.raise('2024-09-20', 'fraud', 'security-desk')
  person.clear('2024-09-27', 'fraud', 'security-desk')
  line.review('2026-03-12', '机构收紧所致，本人往来正常')
}

/** Died in February; the family was told whom to talk to. */
function heDefu() {
  const person = borrower('B-he-defu', '何德福', '北山', '2024-03-14')
  const line = person.line('L-he-defu', 'instalment', '2024-03-14', 18_000)
  line.draw('2024-03-14', 18_000)
  line.monthly('2024-04-14', '2026-01-14', 600)
  person.raise('2026-02-11', 'deceased')
  line.contact('2026-02-13', 'visit', '慰问家属，说明由网点负责人联系')
}

/** Needed it no longer. */
function gaoMin() {
  const line = borrower('B-gao-min', '高敏', '东市场', '2024-04-02').line('L-gao-min', 'revolving', '2024-04-02', 8_000)
  line.draw('2024-04-03', 4_800)
  line.monthly('2024-05-02', '2025-08-02', 300)
  line.close('2025-11-18', 'borrower-request')
}

/** Nine days late once, and the score has not forgotten it yet. */
function tangNing() {
  const line = borrower('B-tang-ning', '唐宁', '北山', '2024-02-28').line('L-tang-ning', 'revolving', '2024-02-28', 14_000)
  line.draw('2024-03-01', 5_000)
  line.monthly('2024-03-28', '2026-04-28', 400, { late: { '2026-02-28': '2026-03-09' }, redraw: 300 })
  line.review('2026-02-10', '往来正常')
  line.contact('2026-03-08', 'call', '记错了日子，明天就还')
}

/** Settled what was overdue with another lender: the watch is clearing. */
function tianHe() {
  const person = borrower('B-tian-he', '田禾', '北山', '2025-03-11')
  const line = person.line('L-tian-he', 'revolving', '2025-03-11', 12_000)
  line.draw('2025-03-12', 3_200)
  line.monthly('2025-04-11', '2026-04-11', 350, { redraw: 350 })
  person.bureau('2026-01-20', { score: 590, delinquentAccounts: 2, goodAccounts: 2, inquiries6m: 1 })
  line.review('2026-01-26', '网购分期两户逾期，答应春节后还清')
  person.bureau('2026-03-12', { score: 633, delinquentAccounts: 0, goodAccounts: 4, inquiries6m: 1 })
}
