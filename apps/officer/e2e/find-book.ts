/** A book of many borrowers to be found in: names of two scripts, telephones, centres, dues paid on time, late and not at all. */
import { dayAfter } from '@tideline/ui/formats'

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '欧阳', '单', '曾', '吕']
const GIVEN = ['秀英', '伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '洋', '艳', '勇', '军', '杰', '娟', '涛', '明', '超', '桂花', '小红']
const LATIN = ['Amara Okafor', 'Josefina Núñez', 'Muhammad Ali', 'Wanjiru Kamau', 'Thandiwe Dube', 'Esperanza Cruz', 'Aisha Bello', 'Grace Otieno']
const BRANCHES = ['东市场', '河口镇', 'Hill Road']
/** Found by nobody else's letters. */
export const FOUND = { name: '单翡翠', phone: '138-7731-9046', centre: '翠鸟中心', line: 'L-0007' } as const
/** Three months behind, and called by nobody. */
export const LATE = { name: '曾国强', line: 'L-0011' } as const

/** Events as JSON Lines, as they would stand on the day. */
export function findBook(today: string, people: number): string {
  const events = Array.from({ length: people }, (_, i) => borrower(i, today)).flat()
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

function borrower(i: number, today: string): object[] {
  const id = String(i).padStart(4, '0')
  const at = (on: string): object => ({ borrower: `B-${id}`, line: `L-${id}`, on, at: `${on}T09:00:00Z`, by: 'Wu Lan' })
  const opened = dayAfter(today, -400 - (i % 90))
  const events: object[] = [
    { id: `r${id}`, type: 'borrower.registered', borrower: `B-${id}`, on: opened, at: `${opened}T08:00:00Z`, by: 'Wu Lan', data: person(i) },
    { id: `o${id}`, type: 'line.opened', ...at(opened), data: { kind: i % 5 === 0 ? 'instalment' : 'revolving', currency: 'CNY', limit: 500_000 + (i % 7) * 100_000 } },
    { id: `d${id}`, type: 'draw.made', ...at(dayAfter(opened, 1)), data: { amount: 200_000 + (i % 11) * 20_000 } },
  ]
  for (let month = 11; month >= 0; month--) {
    const dueOn = dayAfter(today, -month * 30 - (i % 28))
    events.push({ id: `u${id}-${month}`, type: 'due.raised', ...at(dayAfter(dueOn, -25)), data: { dueOn, amount: 15_000 } })
    const late = lateBy(i, month)
    if (late !== null && dayAfter(dueOn, late) <= today) events.push({ id: `p${id}-${month}`, type: 'payment.received', ...at(dayAfter(dueOn, late)), data: { amount: 15_000 } })
  }
  // Of those who were late and came back, half had been called.
  if (i % 6 === 0) events.push({ id: `c${id}`, type: 'contact.made', ...at(dayAfter(today, -118)), data: { kind: 'call', outcome: '答应月底前还' } })
  return events
}

/** Days after the due, below 0 before it; `null`: not at all. */
function lateBy(i: number, month: number): number | null {
  if (i === 11) return month <= 3 ? null : 0
  if (i % 17 === 0) return month <= i % 5 ? null : 0
  if (i % 3 === 0) return month === 4 ? 12 : month === 7 ? 36 : -1
  return i % 2 === 0 ? 0 : -2
}

function person(i: number): object {
  if (i === 7) return { name: FOUND.name, branch: BRANCHES[0], centre: FOUND.centre, phone: FOUND.phone }
  if (i === 11) return { name: LATE.name, branch: BRANCHES[1], centre: '第 2 中心', phone: '13700000011' }
  const name = i % 8 === 3 ? LATIN[(i >> 3) % LATIN.length] : `${SURNAMES[i % SURNAMES.length]}${GIVEN[(i * 7) % GIVEN.length]}`
  return { name, branch: BRANCHES[i % BRANCHES.length], centre: `第 ${(i % 12) + 1} 中心`, phone: `137${String(20_000_000 + i * 137).padStart(8, '0')}` }
}
