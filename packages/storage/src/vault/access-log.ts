/** The access log of an unlocked vault. Rules AL of SPEC.md. */
import { NO_LINK } from '@tideline/journal'
import { SHELVES } from '../database.ts'
import { Outdated, untilCurrent } from '../outdated.ts'
import { aliasOf, endHash, openHead, openPage, PAGE_ENTRIES, sealHead, sealPage, type Head, type Page, type StoredEntry } from './access-pages.ts'
import type { AccessEntry, AccessNote, AccessPage, AccessQuery, AccessStore, AccessSubject, AccessVerdict } from './access-port.ts'
import { shelfOfTag } from './book-keys.ts'
import { readHeader } from './header.ts'
import { noteOf } from './pending-notes.ts'
import type { SealedTables } from './sealed-tables.ts'

/** Where the next entry goes, and what stood in the clear of the head when that was found out. */
interface End {
  readonly head: Head
  readonly page: Page
  readonly stored: number | null
}

/** What can't be written, as on a device that is full, is kept for later up to this number; the oldest stay. */
const MOST_WAITING = 1_000
/** Pages opened at a time. */
const PAGES_AT_A_TIME = 16

export class AccessLog implements AccessStore {
  readonly #tables: SealedTables
  readonly #vault: string
  #waiting: readonly AccessNote[] = []
  #writing: Promise<void> | null = null
  #end: End | null = null

  /** `vault`: the id in the header, without which a page of another vault would do as well. */
  constructor(tables: SealedTables, vault: string) {
    this.#tables = tables
    this.#vault = vault
  }

  note(...notes: readonly AccessNote[]): void {
    this.#waiting = [...this.#waiting, ...notes].slice(0, MOST_WAITING)
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null))
  }

  async settled(): Promise<void> {
    await this.#writing
  }

  async read({ before = Infinity, limit, matches = () => true, owners }: AccessQuery): Promise<AccessPage> {
    const { db, keys } = this.#tables
    const subjects = await this.#subjects(owners)
    const holding = before === Infinity ? undefined : await db.accessPages.where('seq').aboveOrEqual(before - 1).first()
    const entries: AccessEntry[] = []
    for (let number = (holding ?? (await db.accessPages.orderBy('page').last()))?.page ?? 0; number > 0; number--) {
      const page = await openPage(keys, this.#vault, await db.accessPages.get(number))
      // A damaged page is named by `verify`; what comes before it can be read.
      for (let i = (page?.entries.length ?? 0) - 1; page && i >= 0; i--) {
        const { about, ...rest } = page.entries[i]!
        const entry = { ...rest, seq: page.first + i }
        if (entry.seq >= before || !matches(entry)) continue
        entries.push(about === undefined ? entry : { ...entry, about: subjects.get(about) ?? null })
        if (entries.length === limit) return { entries, next: entry.seq > 1 ? entry.seq : null }
      }
    }
    return { entries, next: null }
  }

  async verify(): Promise<AccessVerdict> {
    const { db, keys } = this.#tables
    const headRow = await db.accessHead.get('head')
    const last = (await db.accessPages.orderBy('page').last())?.page ?? 0
    let found: Omit<AccessVerdict, 'broken'> = { entries: 0, hash: NO_LINK, first: null, last: null }
    const broken = (why: NonNullable<AccessVerdict['broken']>['why']): AccessVerdict => ({ ...found, broken: { seq: found.entries + 1, why } })
    for (let number = 1; number <= last; number += PAGES_AT_A_TIME) {
      const numbers = Array.from({ length: Math.min(PAGES_AT_A_TIME, last - number + 1) }, (_, i) => number + i)
      const rows = await db.accessPages.bulkGet(numbers)
      for (const page of await Promise.all(rows.map((row) => row && openPage(keys, this.#vault, row)))) {
        if (!page) return broken(page === null ? 'altered' : 'removed')
        if (page.first !== found.entries + 1) return broken('removed')
        if (page.prev !== found.hash) return broken('altered')
        const { length } = page.entries
        found = {
          entries: found.entries + length,
          hash: endHash(page),
          first: found.first ?? page.entries[0]?.at ?? null,
          last: page.entries[length - 1]?.at ?? found.last,
        }
      }
    }
    const head = await openHead(keys, this.#vault, headRow)
    if (Math.max(head?.seq ?? 0, await this.#mark()) > found.entries) return broken('cut-off')
    // Another tab may have written since the head was read: then there is more than it knew of.
    return head && (head.seq < found.entries || head.hash === found.hash) ? { ...found, broken: null } : broken('altered')
  }

  /** One write for all that has come meanwhile; whoever noted it does not wait for it. */
  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const notes = this.#waiting
      try {
        await untilCurrent(() => this.#write(notes), () => (this.#end = null))
      } catch {
        this.#end = null
        return
      }
      this.#waiting = this.#waiting.slice(notes.length)
    }
  }

  async #write(notes: readonly AccessNote[]): Promise<void> {
    const { db, keys } = this.#tables
    const end = (this.#end ??= await this.#findEnd())
    const pending = (await readHeader(db))?.pending ?? []
    const entries = await Promise.all([...pending.map(noteOf), ...notes].map((note) => this.#stored(note)))
    const pages = fill(end.page, entries)
    const head: Head = { page: end.head.page + pages.length - 1, seq: end.head.seq + entries.length, hash: endHash(pages.at(-1)!) }
    const headRow = await sealHead(keys, this.#vault, head)
    const rows = await Promise.all(pages.map((page, i) => sealPage(keys, this.#vault, end.head.page + i, page)))
    await db.transaction('rw', db.accessPages, db.accessHead, db.vault, async () => {
      const header = await readHeader(db)
      const stored = (await db.accessHead.get('head'))?.seq ?? null
      if (stored !== end.stored || !sameNotes(header?.pending ?? [], pending)) throw new Outdated()
      await Promise.all([db.accessPages.bulkPut(rows), db.accessHead.put(headRow)])
      if (header && pending.length > 0) await db.vault.put({ ...header, pending: [] })
    })
    this.#end = { head, page: pages.at(-1)!, stored: head.seq }
    this.#tables.accessed = head.seq
  }

  /** Where the log is not as it was written it goes on behind what is there, on a page of its own: the break stays to be found. */
  async #findEnd(): Promise<End> {
    const { db, keys } = this.#tables
    const [headRow, last] = await Promise.all([db.accessHead.get('head'), db.accessPages.orderBy('page').last()])
    const [head, page] = await Promise.all([openHead(keys, this.#vault, headRow), openPage(keys, this.#vault, last)])
    const stored = headRow?.seq ?? null
    if (head && page && last?.page === head.page && endHash(page) === head.hash) return { head, page, stored }
    const seq = Math.max(stored ?? 0, last?.seq ?? 0, await this.#mark())
    const prev = head?.hash ?? NO_LINK
    return { head: { page: (last?.page ?? 0) + 1, seq, hash: prev }, page: { first: seq + 1, prev, entries: [] }, stored }
  }

  /** How far the log had come when an event was stored last: the ledger of the events remembers it. */
  async #mark(): Promise<number> {
    const { ledger } = await this.#tables.snapshot([]).catch(() => ({ ledger: null }))
    return ledger?.access ?? 0
  }

  async #stored({ about, ...rest }: AccessNote): Promise<StoredEntry> {
    // Where the rows of the book are damaged the entry is kept without whom it was about.
    const salt = about && (await this.#saltOf(about).catch(() => undefined))
    return salt ? { ...rest, about: aliasOf(salt, about) } : rest
  }

  async #saltOf({ borrower }: AccessSubject): Promise<string | undefined> {
    const tag = await this.#tables.keys.tagOf('borrower', borrower)
    const { shelves } = await this.#tables.snapshot([shelfOfTag(tag)])
    const open = shelves.get(shelfOfTag(tag))
    return open && 'directory' in open ? open.directory.entries.find((entry) => entry.tag === tag)?.salt : undefined
  }

  /** Whom each alias stands for, of everybody who is in the book. */
  async #subjects(owners: AccessQuery['owners']): Promise<ReadonlyMap<string, AccessSubject>> {
    const { shelves } = await this.#tables.snapshot(Array.from({ length: SHELVES }, (_, shelf) => shelf))
    const entries = [...shelves.values()].flatMap((open) => (open && 'directory' in open ? open.directory.entries : []))
    const salts = new Map(entries.map(({ borrower, salt }) => [borrower, salt]))
    const subjects: AccessSubject[] = [...[...salts.keys()].map((borrower) => ({ borrower })), ...[...owners].map(([line, borrower]) => ({ borrower, line }))]
    return new Map(subjects.flatMap((subject) => (salts.has(subject.borrower) ? [[aliasOf(salts.get(subject.borrower)!, subject), subject] as const] : [])))
  }
}

/** The page with the entries after its own, and further pages where it gets full. */
function fill(page: Page, entries: readonly StoredEntry[]): readonly Page[] {
  const all = [...page.entries, ...entries]
  const pages: Page[] = [{ ...page, entries: all.slice(0, PAGE_ENTRIES) }]
  for (let start = PAGE_ENTRIES; start < all.length; start += PAGE_ENTRIES) {
    pages.push({ first: page.first + start, prev: endHash(pages.at(-1)!), entries: all.slice(start, start + PAGE_ENTRIES) })
  }
  return pages
}

function sameNotes(a: readonly unknown[], b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
