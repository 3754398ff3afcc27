/**
 * How the access log lies in the database: pages of entries, each sealed as a whole, and a head that says where they
 * end. A page names the hash of the one before, and so in one hash all that came before it.
 */
import { canonicalJson, sha256Hex } from '@tideline/journal'
import type { AccessEntry, AccessSubject } from './access-port.ts'
import type { BookKeys } from './book-keys.ts'
import { sealJson, unsealJson, type Bytes } from './sealing.ts'

export interface SealedPageRow {
  /** From 1 on. */
  readonly page: number
  /** Of the last entry in it. */
  readonly seq: number
  readonly bytes: Bytes
}

/** One row, key `head`, written with every change to the pages. */
export interface SealedHeadRow {
  readonly key: 'head'
  /** Of the last entry of all, by which tabs notice each other. */
  readonly seq: number
  readonly bytes: Bytes
}

/** As it is stored. `about` is no name: see `aliasOf`. */
export type StoredEntry = Omit<AccessEntry, 'seq' | 'about'> & { readonly about?: string }

export interface Page {
  /** Place of its first entry. */
  readonly first: number
  /** `endHash` of the page before; `NO_LINK` for the first. */
  readonly prev: string
  readonly entries: readonly StoredEntry[]
}

export interface Head {
  /** The page that the next entry goes to. */
  readonly page: number
  readonly seq: number
  readonly hash: string
}

/** A page is written anew with every entry it takes: few enough to cost nothing, many enough for few rows. */
export const PAGE_ENTRIES = 128

/** What stands for the last entry of a page and for all before it. */
export function endHash(page: Page): string {
  return page.entries.length === 0 ? page.prev : sha256Hex(canonicalJson(page))
}

/**
 * Stands for a line, or for a borrower as a whole, under the salt of the borrower's key: without the salt, which goes
 * when the borrower is erased, nobody finds out any more whose it was, not even by guessing.
 */
export function aliasOf(salt: string, { line = '' }: AccessSubject): string {
  return sha256Hex(`${salt} ${line}`).slice(0, 24)
}

export async function sealPage(keys: BookKeys, vault: string, number: number, page: Page): Promise<SealedPageRow> {
  const seq = page.first + page.entries.length - 1
  return { page: number, seq, bytes: await sealJson(keys.ledger, page, identity(vault, `page ${number}`)) }
}

/** `null` if it is gone or not as it was written. */
export async function openPage(keys: BookKeys, vault: string, row: SealedPageRow | undefined): Promise<Page | null> {
  return row ? ((await unsealJson(keys.ledger, row.bytes, identity(vault, `page ${row.page}`))) as Page | null) : null
}

export async function sealHead(keys: BookKeys, vault: string, head: Head): Promise<SealedHeadRow> {
  return { key: 'head', seq: head.seq, bytes: await sealJson(keys.ledger, head, identity(vault, `head ${head.seq}`)) }
}

export async function openHead(keys: BookKeys, vault: string, row: SealedHeadRow | undefined): Promise<Head | null> {
  return row ? ((await unsealJson(keys.ledger, row.bytes, identity(vault, `head ${row.seq}`))) as Head | null) : null
}

function identity(vault: string, place: string): string {
  return `tideline 3 access ${vault} ${place}`
}
