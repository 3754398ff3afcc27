/** What lenders call their columns, in Chinese and English. */
import { plain } from '../cell/plain.ts'
import { ENTRY_FIELDS, type EntryField } from '../profile/entries-schema.ts'

/** Without spaces and signs, in the order of trust: the first are the clearest. */
const WORDS: Readonly<Record<EntryField, string>> = {
  borrower: '客户编号 客户号 客户代码 客户id 借款人编号 借款人号 借款人id 会员编号 会员号 社员编号 户号 成员编号 customerid customerno customernumber clientid clientno clientnumber borrowerid borrowerno borrower memberid memberno cif custid custno',
  name: '客户姓名 借款人姓名 会员姓名 姓名 客户名称 借款人 户名 name fullname customername clientname borrowername membername customer client member',
  phone: '手机号码 手机号 手机 联系电话 电话号码 联系方式 电话 phonenumber phone mobilenumber mobileno mobile telephone tel msisdn contactnumber',
  branch: '网点 营业网点 所属网点 支行 分行 所属机构 机构 分支机构 营业部 branch branchname office',
  centre: '中心 集合点 村组 小组 组别 组名 村庄 村 centre center centrename centername group groupname village',
  language: '语言 语种 language lang',
  officer: '客户经理 信贷员 管户经理 经办人 loanofficer officer fieldofficer relationshipmanager',
  line: '额度编号 授信编号 合同编号 合同号 贷款编号 借据编号 借据号 贷款账号 账号 账户 lineid lineno line loanid loanno loannumber contractno contractid contractnumber accountno accountid accountnumber account',
  limit: '授信额度 信用额度 贷款额度 授信金额 合同金额 贷款金额 额度 creditlimit approvedlimit limitbal limitamount limit loanamount',
  opened: '授信日期 开户日期 开立日期 发放日期 放款日期 签约日期 合同日期 起始日期 openedon opened opendate openingdate startdate disbursementdate disbursedon',
  day: '交易日期 还款日期 收款日期 记账日期 入账日期 业务日期 截止日期 统计日期 日期 transactiondate txndate paymentdate paidon postingdate bookingdate valuedate receiptdate reportdate statementdate date asof',
  reference: '交易流水号 流水号 凭证号 收据号 收据编号 交易号 单号 referenceno reference ref receiptno receiptnumber receipt transactionid txnid voucherno',
  payment: '还款金额 还款额 实收金额 实还金额 收款金额 回收金额 缴款金额 还款 实收 paymentamount payment amountpaid repaymentamount repayment repaid amountreceived received',
  draw: '支用金额 提款金额 用款金额 支取金额 支用 提款 drawamount drawdownamount drawdown drawn draw disbursedamount disbursement withdrawal',
  due: '应还金额 本期应还 应收金额 应还 dueamount amountdue due instalmentamount installmentamount instalment installment',
  dueOn: '应还日期 应还日 到期日期 到期日 还款到期日 duedate dueon maturitydate',
  balance: '贷款余额 欠款余额 未还余额 当前余额 余额 balance outstandingbalance outstanding balancedue',
  paid: '本期已还 本月已还 本期还款 本月还款 已还金额 已还 paidamount paid paidinperiod',
  daysPastDue: '逾期天数 逾期日数 拖欠天数 dayspastdue daysoverdue overduedays dayslate dpd',
}

const FIELD_OF = new Map(ENTRY_FIELDS.flatMap(field => WORDS[field].split(' ').map(word => [word, field] as const)))
const BY_LENGTH = [...FIELD_OF].sort(([a], [b]) => b.length - a.length)

export interface HeaderMatch {
  readonly field: EntryField
  /** Characters of the name that the word does not explain: 0 for the word itself. */
  readonly rest: number
}

/** What a name of a column says it is; `null` for nothing that is known. Units in brackets say nothing here. */
export function fieldOfHeader(name: string): HeaderMatch | null {
  const bare = plain(name).replace(/[([{【].*?[)\]}】]/g, '').replace(/[^\p{L}\p{N}]/gu, '')
  const exact = FIELD_OF.get(bare)
  if (exact !== undefined) return { field: exact, rest: 0 }
  // English words are too short to be found inside others: `name` in `filename`, `line` in `online`.
  const inside = BY_LENGTH.find(([word]) => /\p{Script=Han}{2,}/u.test(word) && bare.includes(word))
  return inside === undefined ? null : { field: inside[1], rest: bare.length - inside[0].length }
}

/** Powers of ten that a unit in the name of a column stands for; 0 for none. */
export function unitOfHeader(name: string): number {
  const unit = /[([{【](.*?)[)\]}】]/.exec(plain(name))?.[1] ?? ''
  if (unit.startsWith('万')) return 4
  return unit.startsWith('千') ? 3 : 0
}
