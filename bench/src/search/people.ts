/** 10,000 borrowers to be found, and what is typed to find some of them: the same from the same seed. */
import { randomFrom, type Random } from '@tideline/testkit'
import { spelledOut, unitsOf, type Person, type Readings } from '@tideline/runtime/find'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单仇解盖', '欧阳', '司马', '诸葛']
const GIVEN = [...'秀英伟芳娜敏静丽强磊洋艳勇军杰娟涛明超桂花红兰梅玉珍霞平刚文辉建华国志海燕春雪云飞鹏宇浩然欣怡子涵雨泽乐长行重朝']
const LATIN_FIRST = ['Amara', 'Josefina', 'Muhammad', 'Wanjiru', 'Thandiwe', 'Esperanza', 'Aisha', 'Grace', 'Nguyễn', 'José', 'Fatoumata', 'Samuel', 'Priya', 'Chipo', 'Guihua', 'Rosario']
const LATIN_LAST = ['Okafor', 'Núñez', 'Ali', 'Kamau', 'Dube', 'Cruz', 'Bello', 'Otieno', 'Văn An', 'García', 'Diallo', 'Mensah', 'Sharma', 'Moyo', 'Chen', 'Villanueva']
const CENTRES = ['东市场', '河口镇', '翠鸟中心', '北山', 'Hill Road', 'Riverside', '第七中心', '南门']

/** What one way of finding is typed like; `whole` is what stands in the field in the end. */
export interface Sought {
  readonly person: Person
  readonly whole: string
}

export function makePeople(count: number): readonly Person[] {
  const random = randomFrom(20261125)
  return Array.from({ length: count }, (_, i) => ({
    borrower: `B-${String(i).padStart(5, '0')}`,
    name: random.chance(0.7) ? chineseName(random) : `${random.pick(LATIN_FIRST)} ${random.pick(LATIN_LAST)}`,
    branch: random.pick(CENTRES),
    centre: random.pick(CENTRES),
    phone: `13${String(random.int(0, 999_999_999)).padStart(9, '0')}`,
  }))
}

function chineseName(random: Random): string {
  return random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : '')
}

/** In turn by characters, pinyin, initials, the end of the telephone number, and id; Latin names with and without a slip. */
export function makeSought(people: readonly Person[], readings: Readings, count: number): readonly Sought[] {
  const random = randomFrom(7)
  return Array.from({ length: count }, (_, i) => {
    const person = random.pick(people)
    return { person, whole: typed(person, i % 5, readings, random) }
  })
}

function typed({ borrower, name, phone }: Person, way: number, readings: Readings, random: Random): string {
  if (way === 3) return phone.slice(-4)
  if (way === 4) return borrower
  const units = unitsOf(name, readings)
  if (!/\p{Script=Han}/u.test(name)) return way === 0 ? name : withSlip(units.map(({ text }) => text).join(' '), random)
  if (way === 0) return name
  return way === 1 ? spelledOut(units)[0]! : units.map(({ text, readings: [first = text] }) => first[0]).join('')
}

/** Two letters that stand beside each other the wrong way round. */
function withSlip(name: string, random: Random): string {
  const at = random.int(1, Math.max(1, name.indexOf(' ') - 2))
  return name.slice(0, at) + name[at + 1]! + name[at]! + name.slice(at + 2)
}

/** All that stood in the field on the way there, one for each keystroke. */
export function keystrokes(sought: readonly Sought[]): readonly string[] {
  return sought.flatMap(({ whole }) => [...whole].map((_, i) => [...whole].slice(0, i + 1).join('')))
}
