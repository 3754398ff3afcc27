/** Where one can be in the app, as a hash: it works from any folder, offline, and with the back button. */
import { isRecordKind, type RecordKindId } from '../features/record/record-kind-ids.ts'
import { OPEN_ADDRESSES, type Addresses } from './addresses.ts'

export type Route =
  | { readonly page: 'today' | 'record' | 'register' | 'restore' }
  /** `section`: one that the place may or may not know; `null` is its index. */
  | { readonly page: 'book' | 'settings'; readonly section: string | null }
  /** `behind`: the name of the number whose lines are listed. */
  | { readonly page: 'find'; readonly behind: string | null }
  | { readonly page: 'open-line'; readonly borrower: string }
  | { readonly page: 'meeting'; readonly centre: string; readonly day: string }
  /** `from`: its Monday; `null` is this week. */
  | { readonly page: 'week'; readonly from: string | null }
  /** `record`: the form that stands over the page; `choose` asks which. */
  | { readonly page: 'line'; readonly line: string; readonly record: RecordKindId | 'choose' | null; readonly whatIf?: true }

let addresses = OPEN_ADDRESSES

/** Sets how addresses name lines, borrowers and centres; once, before the first is read. */
export function nameAddressesBy(chosen: Addresses): void {
  addresses = chosen
}

/** The route of a hash; what can't be read leads to Today. */
export function parseRoute(hash: string): Route {
  const [page, name, word, kind] = hash.replace(/^#?\/?/u, '').split('/').map(decoded)
  const id = name ? addresses.idOf(name) : null
  switch (page) {
    case 'record':
    case 'register':
    case 'restore':
      return { page }
    case 'book':
    case 'settings':
      return { page, section: name || null }
    case 'find':
      return { page, behind: name || null }
    // They were pages of their own once: bookmarks still lead there.
    case 'import':
    case 'overrides':
      return { page: 'book', section: page }
    case 'open-line':
      return id ? { page, borrower: id } : { page: 'register' }
    case 'meeting':
      if (!id || !isDay(word)) break
      return { page, centre: id, day: word }
    case 'week':
      return { page, from: isDay(name) ? name : null }
    case 'line':
      if (!id) break
      if (word === 'what-if') return { page, line: id, record: null, whatIf: true }
      return { page, line: id, record: word === 'record' && kind !== undefined && (isRecordKind(kind) || kind === 'choose') ? kind : null }
  }
  return { page: 'today' }
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'line':
      return `#/line/${encodeURIComponent(addresses.name(route.line))}${route.whatIf ? '/what-if' : route.record ? `/record/${route.record}` : ''}`
    case 'open-line':
      return `#/open-line/${encodeURIComponent(addresses.name(route.borrower))}`
    case 'meeting':
      return `#/meeting/${encodeURIComponent(addresses.name(route.centre))}/${route.day}`
    case 'week':
      return route.from === null ? '#/week' : `#/week/${route.from}`
    case 'find':
      return route.behind === null ? '#/find' : `#/find/${encodeURIComponent(route.behind)}`
    case 'book':
    case 'settings':
      return `#/${route.page}${route.section === null ? '' : `/${encodeURIComponent(route.section)}`}`
    default:
      return `#/${route.page}`
  }
}

function isDay(word: string | undefined): word is string {
  return word !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(word)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
