/** A note sealed on the borrower's phone and opened by the lender: signed by a key of the phone, under a code said aloud. */
import { assert, bytesToHex } from '@tideline/journal'
import type { Bytes } from '@tideline/sealed-file'
import { readCode } from '../sealed/code.ts'
import { openFrame, sealFrame } from '../sealed/frame.ts'
import type { SealOptions } from '../sealed/seal-story.ts'
import { readSigned, signed } from '../sealed/signature.ts'
import { noteFromBytes, noteToBytes, type Note } from './note.ts'

const NOTE_CONTEXT = 'note 1'

export async function sealNote(note: Note, { code, signer }: SealOptions): Promise<Bytes> {
  const digits = readCode(code)
  assert(digits !== null, 'a code is 8 or 12 digits')
  return sealFrame('note', await signed(NOTE_CONTEXT, signer, noteToBytes(note)), digits)
}

/** The words of a story's refusals, but those that only a story can have. */
export type NoteRefusal = 'not-a-note' | 'newer-version' | 'damaged' | 'not-a-code' | 'wrong-code' | 'forged' | 'malformed'

export type NoteOpened =
  /** `phoneKey`: the key of the phone in hex, the same from note to note. */
  { readonly ok: true; readonly note: Note; readonly phoneKey: string } | { readonly ok: false; readonly why: NoteRefusal }

const FAULTS = { unknown: 'not-a-note', newer: 'newer-version', damaged: 'damaged', 'wrong-code': 'wrong-code' } as const

/** Never throws for what the bytes hold. Whether it is for this lender, and of whom, is for the caller to see. */
export async function openNote(bytes: Bytes, typedCode: string): Promise<NoteOpened> {
  const code = readCode(typedCode)
  if (code === null) return { ok: false, why: 'not-a-code' }
  const frame = await openFrame('note', bytes, code)
  return frame.ok ? readNote(frame.plain) : { ok: false, why: FAULTS[frame.fault] }
}

/** The same of what the code has opened. */
export async function readNote(plain: Bytes): Promise<NoteOpened> {
  const maker = await readSigned(NOTE_CONTEXT, plain)
  if (!maker) return { ok: false, why: 'forged' }
  const note = noteFromBytes(maker.body)
  return note ? { ok: true, note, phoneKey: bytesToHex(maker.publicKey) } : { ok: false, why: 'malformed' }
}
