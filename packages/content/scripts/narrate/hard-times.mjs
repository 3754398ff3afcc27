/** Borrowers in arrears or on the way back from them. */
import { AS_OF, borrower } from './book.mjs'

export function tellHardTimes() {
  chenGuihua()
  zhaoMin()
  wangXiulan()
  huangTao()
  amaraOkafor()
  huJing()
  caiYun()
}

/** Two instalments missed: suspended at thirty days, and still unpaid. */
function chenGuihua() {
  const line = borrower('B-chen-guihua', '陈桂花', '东市场', '2025-01-10')
    .line('L-chen-guihua', 'revolving', '2025-01-10', 10_000)
  line.draw('2025-01-10', 5_200)
  line.monthly('2025-02-10', '2026-04-10', 400, { late: { '2026-02-10': null, '2026-03-10': null, '2026-04-10': null }, redraw: 250 })
  line.contact('2026-02-16', 'call', '说摊位搬迁，月底补上')
  line.review('2026-03-05', '摊位搬迁属实，未约定还款日')
  line.contact('2026-03-14', 'visit', '摊位还没定下来，愿意先还一期')
}

/** Paid up three weeks ago; one more instalment on time is missing. */
function zhaoMin() {
  const line = borrower('B-zhao-min', '赵敏', '河滨', '2024-05-15')
    .line('L-zhao-min', 'revolving', '2024-05-15', 12_000)
  line.draw('2024-05-16', 6_000)
  line.monthly('2024-06-15', '2026-04-15', 350, { late: { '2026-01-15': '2026-03-10', '2026-02-15': '2026-03-10', '2026-04-15': null }, redraw: 260 })
  line.contact('2026-01-20', 'call', '丈夫失业，正在找活')
  line.contact('2026-03-10', 'visit', '两期一起结清')
  line.review('2026-03-11', '逾期已清，等待恢复条件')
}

/** Reopened in November with three tenths of the limit, then six. */
function wangXiulan() {
  const line = borrower('B-wang-xiulan', '王秀兰', '东市场', '2024-11-05')
    .line('L-wang-xiulan', 'revolving', '2024-11-05', 16_000)
  line.draw('2024-11-06', 8_000)
  line.monthly('2024-12-05', '2026-04-05', 500, { late: { '2025-08-05': '2025-09-20' } })
  line.draw('2025-03-01', 3_000)
  line.contact('2025-09-06', 'visit', '孙女住院，卖了猪就还')
  line.review('2026-02-12', '第二步开始，还款正常')
}

/** Came back, then slipped while on probation, and broke a promise. */
function huangTao() {
  const line = borrower('B-huang-tao', '黄涛', '北山', '2024-10-20')
    .line('L-huang-tao', 'revolving', '2024-10-20', 18_000)
  line.draw('2024-10-21', 10_000)
  line.monthly('2024-11-20', '2026-04-20', 500, { late: { '2025-08-20': '2025-10-05', '2026-03-20': null, '2026-04-20': null } })
  line.review('2026-03-10', '恢复观察中，货款回收偏慢')
  line.contact('2026-03-23', 'call', '货款没到，答应周五先还', { amount: 500, by: '2026-03-27' })
}

/** A payment that the bank returned eleven days later: it never happened. */
function amaraOkafor() {
  const line = borrower('B-amara-okafor', 'Amara Okafor', '总部', '2025-02-05')
    .line('L-amara-okafor', 'instalment', '2025-02-05', 36_000)
  line.draw('2025-02-05', 36_000)
  line.monthly('2025-03-05', '2026-04-05', 1_200, { late: { '2026-03-05': null } })
  const returned = line.pay('2026-03-05', 1_200)
  line.review('2026-03-02', '工资按月到账')
  line.reverse('2026-03-16', returned, '银行退票，账户余额不足')
  line.contact('2026-03-17', 'call', '换了工资卡，下周补上', { amount: 1_200, by: '2026-04-03' })
}

/** In hospital when the instalment fell due. Two people keep the line open by judgement. */
function huJing() {
  const line = borrower('B-hu-jing', '胡静', '河滨', '2024-06-10')
    .line('L-hu-jing', 'revolving', '2024-06-10', 20_000)
  line.draw('2024-06-11', 7_000)
  line.monthly('2024-07-10', '2026-04-10', 450, { late: { '2026-01-10': '2026-02-20', '2026-02-10': '2026-02-20' }, redraw: 350 })
  line.contact('2026-02-18', 'visit', '已出院，家人凑齐欠款')
  line.review('2026-02-23', '逾期已清，收入未受影响')
  const proposal = {
    status: 'watch',
    limit: 1_000_000,
    reason: 'hospital',
    note: '住院期间逾期，收入未变，先按一万元恢复使用',
    until: '2026-04-08',
  }
  const alone = line.propose('2026-03-05', proposal, 'officer-wu')
  line.approve('2026-03-05', alone, 'officer-wu')
  const proposed = line.propose('2026-03-12', proposal, 'officer-wu')
  line.approve('2026-03-13', proposed, 'supervisor-zhao')
}

/** Two lines: arrears on one put the other on watch. */
function caiYun() {
  const person = borrower('B-cai-yun', '蔡云', '东市场', '2024-08-08')
  const shop = person.line('L-cai-yun-1', 'revolving', '2024-08-08', 25_000)
  shop.draw('2024-08-09', 9_000)
  shop.monthly('2024-09-08', AS_OF, 700, { redraw: 600 })
  const truck = person.line('L-cai-yun-2', 'instalment', '2025-01-20', 48_000)
  truck.draw('2025-01-20', 48_000)
  truck.monthly('2025-02-18', AS_OF, 1_600, { late: { '2026-02-18': null, '2026-03-18': null } })
  shop.review('2026-02-10', '店铺生意稳定')
  truck.review('2026-03-12', '维修报价已看，四月可出车')
  truck.contact('2026-03-01', 'call', '货车在修，修好就能跑活')
}
