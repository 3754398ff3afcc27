/** Small files for tests: bytes in, what the importer made of them out. */
import type { JournalEvent } from '@tideline/journal'
import { importFile, type ImportOptions } from './import-file.ts'
import type { Profile } from './profile/events.ts'
import type { FileReport } from './report.ts'

export interface Imported {
  readonly report: FileReport
  readonly events: readonly JournalEvent[]
  readonly batches: readonly (readonly JournalEvent[])[]
}

/** Imports a text (as UTF-8) or bytes, handed over in chunks of `chunk` bytes. */
export async function importBytes(
  file: string | Uint8Array,
  profile: Profile,
  options: Partial<ImportOptions> = {},
  chunk = 1_000,
): Promise<Imported> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const batches: JournalEvent[][] = []
  const report = await importFile(inChunks(bytes, chunk), {
    profile,
    fileName: 'file.csv',
    onEvents: batch => {
      batches.push(batch)
    },
    ...options,
  })
  return { report, events: batches.flat(), batches }
}

export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The header of the Taiwan file. */
export const TAIWAN_HEADER =
  'ID,LIMIT_BAL,SEX,EDUCATION,MARRIAGE,AGE,PAY_0,PAY_2,PAY_3,PAY_4,PAY_5,PAY_6,' +
  'BILL_AMT1,BILL_AMT2,BILL_AMT3,BILL_AMT4,BILL_AMT5,BILL_AMT6,PAY_AMT1,PAY_AMT2,PAY_AMT3,PAY_AMT4,PAY_AMT5,PAY_AMT6,default'

/** A row of it with one line's figures; `changed` replaces cells by the name of their column. */
export function taiwanRow(id: number | string, changed: Readonly<Record<string, string>> = {}): string {
  const cells = [`${id}`, '90000', '2', '2', '2', '34', '2', '0', '-1', '-2', '0', '0']
  const amounts = ['29239', '-14', '13559', '14331', '14948', '15549', '1518', '1500', '1000', '1000', '1000', '5000', '0']
  const names = TAIWAN_HEADER.split(',')
  return [...cells, ...amounts].map((cell, at) => changed[names[at] ?? ''] ?? cell).join(',')
}

/** A Taiwan file with these rows. */
export function taiwanFile(...rows: readonly string[]): string {
  return `${[TAIWAN_HEADER, ...rows].join('\n')}\n`
}

export const BERKA_HEADER = 'trans_id,account_id,seq,date,type,operation,amount,balance,k_symbol'

/** A Berka file with these rows, numbered in order. */
export function berkaFile(...rows: readonly string[]): string {
  return `${[BERKA_HEADER, ...rows.map((row, at) => `${1000 + at},${row}`)].join('\n')}\n`
}
