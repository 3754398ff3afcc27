/** A book in a file: each borrower's events packed as a device stores them, the market phases first. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { packEvents, unpackEvents, type JournalEvent } from '@tideline/journal'
import { generateBorrower, generatePhases } from '@tideline/testkit'
import { bookOptions, type BookPlan } from './plan.ts'

const LENGTH_BYTES = 4

/** Generates a book into a file. */
export function writeBook(path: string, plan: BookPlan): void {
  const options = bookOptions(plan)
  const file = openSync(path, 'w')
  try {
    writePiece(file, generatePhases(options))
    for (let index = 1; index <= plan.borrowers; index++) writePiece(file, generateBorrower(options, index))
  } finally {
    closeSync(file)
  }
}

/** The packed events of a book: the phases, then one piece for each borrower. */
export function readPieces(path: string): Uint8Array[] {
  const bytes = readFileSync(path)
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at)
    pieces.push(bytes.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length))
    at += LENGTH_BYTES + length
  }
  return pieces
}

/** All events of the pieces of a book. */
export function unpackAll(pieces: readonly Uint8Array[]): JournalEvent[] {
  const all: JournalEvent[] = []
  for (const piece of pieces) for (const event of unpackEvents(piece)) all.push(event)
  return all
}

function writePiece(file: number, events: readonly JournalEvent[]): void {
  const bytes = packEvents(events)
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(bytes.length)
  writeSync(file, length)
  writeSync(file, bytes)
}
