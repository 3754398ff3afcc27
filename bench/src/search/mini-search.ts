/** The peer in its best mode: told what it can't know itself, so that it can find pinyin, initials and the end of a number. */
import { spelledOut, unitsOf, type Person, type Readings } from '@tideline/runtime/find'
import MiniSearch from 'minisearch'

/** What is found by what is typed: names, best first, `limit` at most. */
export type Search = (text: string, limit: number) => readonly Pick<Person, 'borrower' | 'name'>[]

const FIELDS = ['name', 'pinyin', 'initials', 'phone', 'borrower', 'line', 'places'] as const

export function searchMini(people: readonly Person[], readings: Readings): Search {
  const index = new MiniSearch<Record<(typeof FIELDS)[number] | 'id', string>>({
    fields: [...FIELDS],
    storeFields: ['name', 'borrower'],
    tokenize: (text) => text.match(/\p{Script=Han}|[\p{L}\p{N}\p{M}-]+?(?=\p{Script=Han}|[^\p{L}\p{N}\p{M}-]|$)/gu) ?? [],
    processTerm: (term) => term.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 3 ? 0.25 : false), combineWith: 'AND', boost: { name: 3, pinyin: 2, initials: 2 } },
  })
  index.addAll(people.map((person) => ({ id: person.borrower, ...documentOf(person, readings) })))
  return (text, limit) => index.search(text).slice(0, limit) as unknown as readonly Pick<Person, 'borrower' | 'name'>[]
}

function documentOf({ borrower, name, branch, centre, phone }: Person, readings: Readings): Record<(typeof FIELDS)[number], string> {
  const units = unitsOf(name, readings)
  const given = units.slice(1)
  const first = (some: typeof units): string => some.map(({ text, readings: [way = text] }) => way[0]).join('')
  return {
    name,
    pinyin: [...spelledOut(units), ...spelledOut(given)].join(' '),
    initials: `${first(units)} ${first(given)}`,
    phone: `${phone} ${phone.slice(-8)} ${phone.slice(-4)}`,
    borrower,
    line: borrower.replace('B', 'L'),
    places: `${branch} ${centre}`,
  }
}
