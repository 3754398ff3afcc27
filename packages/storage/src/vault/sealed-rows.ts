/** The sealed rows, and how each is opened. Every row knows its place and its version: elsewhere or later it does not open. */
import type { JournalEvent } from '@tideline/journal'
import { StorageFailure } from '../failure.ts'
import type { BookKeys, Tag } from './book-keys.ts'
import { seal, sealJson, unseal, unsealJson, type Bytes } from './sealing.ts'

export interface SealedRow {
  readonly tag: Tag
  /** A borrower's packed events, sealed with the borrower's own key. */
  readonly bytes: Bytes
}

export interface SealedShelfRow {
  readonly shelf: number
  /** Rises with every write of the shelf; the ledger knows it too. */
  readonly version: number
  /** A sealed `Directory`. */
  readonly directory: Bytes
  readonly rows: readonly SealedRow[]
}

/** One row, key `ledger`, written in the transaction of every change to the events: a sealed `Ledger`. */
export interface SealedLedgerRow {
  readonly key: 'ledger'
  readonly revision: number
  readonly bytes: Bytes
}

export interface SealedSettingRow {
  readonly key: Tag
  readonly bytes: Bytes
}

export interface Ledger {
  /** How many events all rows must hold together. */
  readonly events: number
  /** The version of every shelf: an old one put back is found. */
  readonly versions: readonly number[]
  /** How far the access log had come by then: a log that ends before has lost its end. */
  readonly access?: number
}

export interface Entry {
  readonly tag: Tag
  readonly borrower: string
  /** 16 bytes in hex; with it goes the key. */
  readonly salt: string
  readonly events: number
  /** Of the shelf, when the row was written last. */
  readonly version: number
}

/** What is left of a borrower who was erased: enough for the audit chain, nothing of the person. */
export interface Tombstone {
  readonly tag: Tag
  /** The instant. */
  readonly at: string
  /** The user who did it. */
  readonly by: string
  readonly events: number
  /** Of each event that stood in a chain; `null` where the row could not be read any more. */
  readonly links: readonly ChainLink[] | null
}

/** An event's place in its device's chain, and the hash by which the next one names it. */
export interface ChainLink {
  readonly audit: NonNullable<JournalEvent['audit']>
  /** Its `linkHash`. */
  readonly hash: string
}

export interface Directory {
  readonly entries: readonly Entry[]
  readonly tombstones: readonly Tombstone[]
}

/** A shelf whose directory was read; its rows are still sealed. */
export interface OpenShelf {
  readonly directory: Directory
  readonly rows: ReadonlyMap<Tag, Bytes>
}

/** `borrowers`: as far as the shelf still says whose rows it held. */
export interface DamagedShelf {
  readonly damaged: true
  readonly borrowers: readonly string[]
}

const SCHEMA = 'tideline 2'

/** Whether somebody of this tag was erased: nothing of theirs is taken again. */
export function isErased({ directory }: OpenShelf, tag: Tag): boolean {
  return directory.tombstones.some((tombstone) => tombstone.tag === tag)
}

export async function sealLedger(keys: BookKeys, revision: number, ledger: Ledger): Promise<SealedLedgerRow> {
  return { key: 'ledger', revision, bytes: await sealJson(keys.ledger, ledger, ledgerIdentity(revision)) }
}

/** `null` if it is not there or not as it was written. */
export async function openLedger(keys: BookKeys, row: SealedLedgerRow | undefined): Promise<Ledger | null> {
  return row ? ((await unsealJson(keys.ledger, row.bytes, ledgerIdentity(row.revision))) as Ledger | null) : null
}

export async function sealShelf(keys: BookKeys, shelf: number, version: number, open: OpenShelf): Promise<SealedShelfRow> {
  const directory = await sealJson(keys.ledger, open.directory, shelfIdentity(shelf, version))
  return { shelf, version, directory, rows: [...open.rows].map(([tag, bytes]) => ({ tag, bytes })) }
}

/** `version` as the ledger has it; `null` where there is no ledger to ask. */
export async function openShelf(keys: BookKeys, row: SealedShelfRow, version: number | null): Promise<OpenShelf | DamagedShelf> {
  const found = await unsealJson(keys.ledger, row.directory, shelfIdentity(row.shelf, row.version))
  if (!found) return { damaged: true, borrowers: [] }
  const directory = found as Directory
  const whole = (version === null || row.version === version) && Array.isArray(row.rows)
  if (!whole) return { damaged: true, borrowers: directory.entries.map(({ borrower }) => borrower) }
  return { directory, rows: new Map(row.rows.map(({ tag, bytes }) => [tag, bytes])) }
}

export async function sealRow(keys: BookKeys, shelf: number, entry: Entry, packed: Bytes): Promise<Bytes> {
  return seal(await keys.borrowerKey(entry.salt), packed, rowIdentity(shelf, entry))
}

/** The packed events; `null` if the row is gone or not as it was written. */
export async function openRow(keys: BookKeys, shelf: number, entry: Entry, open: OpenShelf): Promise<Bytes | null> {
  return unseal(await keys.borrowerKey(entry.salt), open.rows.get(entry.tag), rowIdentity(shelf, entry))
}

export async function sealSetting(keys: BookKeys, key: string, value: unknown): Promise<SealedSettingRow> {
  const tag = await keys.tagOf('setting', key)
  // In a list: a value may be `null`.
  return { key: tag, bytes: await sealJson(keys.ledger, [value], settingIdentity(tag)) }
}

/** Throws a `StorageFailure` of code `damaged` if the row is not as it was written. */
export async function openSetting(keys: BookKeys, row: SealedSettingRow): Promise<unknown> {
  const found = await unsealJson(keys.ledger, row.bytes, settingIdentity(row.key))
  if (!found) throw new StorageFailure('damaged', 'A setting can’t be read back')
  return (found as readonly unknown[])[0]
}

const ledgerIdentity = (revision: number): string => `${SCHEMA} ledger ${revision}`
const shelfIdentity = (shelf: number, version: number): string => `${SCHEMA} shelf ${shelf} ${version}`
const rowIdentity = (shelf: number, { tag, version }: Entry): string => `${SCHEMA} row ${shelf} ${tag} ${version}`
const settingIdentity = (tag: Tag): string => `${SCHEMA} setting ${tag}`
