/**
 * Where things lie: head (512) · chunks · head again (512) · end (64). A chunk is a checksum (32) and what is sealed,
 * 16 bytes longer than what went in. All but the last are equally long, so that each is found without the one before.
 */
import { checksum, HEAD_BYTES, sameBytes, type Bytes, type Head } from './head.ts'

const SUM_BYTES = 32
/** By how much a chunk in the file is longer than what it holds. */
export const OVERHEAD = SUM_BYTES + 16
/** Before the data of a chunk stands where in it the first section begins. */
export const POINTER_BYTES = 4
export const NO_SECTION = 0xffff_ffff

export const END_BYTES = 64
const TAIL_BYTES = HEAD_BYTES + END_BYTES
const END_MAGIC = Uint8Array.of(0x89, 0x45, 0x44, 0x49, 0x54, 0x0d, 0x0a, 0x1a)

/** `size`: of the file up to here, the end apart. */
export async function encodeEnd(chunks: number, size: number): Promise<Bytes> {
  const bytes = new Uint8Array(END_BYTES)
  bytes.set(END_MAGIC)
  const view = new DataView(bytes.buffer)
  view.setUint32(8, chunks)
  view.setBigUint64(16, BigInt(size + END_BYTES))
  bytes.set(await checksum(bytes.subarray(0, END_BYTES - SUM_BYTES)), END_BYTES - SUM_BYTES)
  return bytes
}

/** Bytes of the file, the last one not included. */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface ChunkAt extends Range {
  readonly index: number
  readonly final: boolean
}

export interface Layout {
  readonly chunks: readonly ChunkAt[]
  /** The file stops here, before its end. */
  readonly truncatedAt: number | null
  /** What of head, second head and end is not as it was written, or stands behind the end. */
  readonly spoilt: readonly Range[]
}

/** `bytes`: the head as it was found whole, at the start or behind the chunks. */
export async function readLayout(file: Blob, head: Head, bytes: Bytes): Promise<Layout> {
  const { size } = file
  const spoilt: Range[] = []
  if (!sameBytes(await read(file, 0, HEAD_BYTES), bytes)) spoilt.push({ from: 0, to: HEAD_BYTES })
  const step = head.chunkBytes + OVERHEAD
  const end = await read(file, size - END_BYTES, size)
  const twin = size >= HEAD_BYTES + TAIL_BYTES && sameBytes(await read(file, size - TAIL_BYTES, size - END_BYTES), bytes)
  const ended = await isEnd(end, size)
  if (twin || ended) {
    const chunks = chunksUpTo(size - TAIL_BYTES, step)
    if (!twin) spoilt.push({ from: size - TAIL_BYTES, to: size - END_BYTES })
    if (!ended || new DataView(end.buffer).getUint32(8) !== chunks.length) spoilt.push({ from: size - END_BYTES, to: size })
    return { chunks, truncatedAt: null, spoilt }
  }
  const twinAt = await findTwin(file, bytes, step)
  if (twinAt === null) {
    const whole = Math.max(0, Math.floor((size - HEAD_BYTES) / step))
    const chunks = Array.from({ length: whole }, (_, index) => chunkAt(index, HEAD_BYTES + index * step, step, false))
    return { chunks, truncatedAt: size, spoilt }
  }
  const chunks = chunksUpTo(twinAt, step)
  // All chunks are there, and then too little or too much.
  if (size < twinAt + TAIL_BYTES) return { chunks, truncatedAt: size, spoilt }
  spoilt.push({ from: twinAt + HEAD_BYTES, to: size })
  return { chunks, truncatedAt: null, spoilt }
}

function chunksUpTo(to: number, step: number): ChunkAt[] {
  const chunks: ChunkAt[] = []
  for (let from = HEAD_BYTES; from < to; from += step) chunks.push(chunkAt(chunks.length, from, Math.min(step, to - from), from + step >= to))
  return chunks
}

function chunkAt(index: number, from: number, length: number, final: boolean): ChunkAt {
  return { index, from, to: from + length, final }
}

async function isEnd(bytes: Bytes, size: number): Promise<boolean> {
  if (bytes.length !== END_BYTES || !END_MAGIC.every((byte, i) => bytes[i] === byte)) return false
  if (!sameBytes(await checksum(bytes.subarray(0, END_BYTES - SUM_BYTES)), bytes.subarray(END_BYTES - SUM_BYTES))) return false
  return new DataView(bytes.buffer).getBigUint64(16) === BigInt(size)
}

/** Where the head stands again, in a file that was cut or added to behind it: nothing else in a file can be those bytes. */
async function findTwin(file: Blob, head: Bytes, step: number): Promise<number | null> {
  for (let from = HEAD_BYTES; from + HEAD_BYTES <= file.size; from += step) {
    const window = await read(file, from, Math.min(file.size, from + step + HEAD_BYTES))
    for (let at = window.indexOf(head[0]!); at >= 0 && at + HEAD_BYTES <= window.length; at = window.indexOf(head[0]!, at + 1)) {
      if (sameBytes(window.subarray(at, at + HEAD_BYTES), head)) return from + at
    }
  }
  return null
}

export async function read(file: Blob, from: number, to: number): Promise<Bytes> {
  return new Uint8Array(await file.slice(Math.max(0, from), Math.max(0, to)).arrayBuffer())
}
