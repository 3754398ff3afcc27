import { describe, expect, it } from 'vitest'
import { all, blobOf, CHEAP, each, PASSPHRASE } from './fixtures/small-file.ts'
import { encodeHead, HEAD_BYTES, type Bytes } from './head.ts'
import { openFile } from './open-file.ts'
import { sealFile } from './seal-file.ts'
import { frameSection, SECTION_LIMIT, SectionReader } from './sections.ts'

const CREATED = '2025-03-20T09:00:00.000Z'
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)
/** Hard to compress, so that it fills chunks. */
const noise = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
const sealed = (sections: readonly Bytes[], chunkBytes = 256): Promise<Blob> =>
  blobOf(sealFile(each(sections), { ...CHEAP, chunkBytes, kind: 'test', created: CREATED }))
const STEP = 256 + 48

async function opened(file: Blob, passphrase = PASSPHRASE) {
  const found = await openFile(file, passphrase)
  if (!found.ok) throw new Error(found.fault.code)
  const sections = await all(found.file.sections())
  return { sections, condition: found.file.condition, head: found.file.head }
}

async function fault(file: Blob, passphrase = PASSPHRASE) {
  const found = await openFile(file, passphrase)
  return found.ok ? null : found.fault
}

const flipped = async (file: Blob, at: number): Promise<Blob> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  bytes[at]! ^= 1
  return new Blob([bytes])
}

describe('a sealed file', () => {
  it.each([0, 1, 2, 5])('[BK1] gives back %i sections as they went in', async (count) => {
    const sections = Array.from({ length: count }, (_, i) => noise(i * 100))
    const found = await opened(await sealed(sections))
    expect(found.sections.map(({ bytes }) => bytes)).toEqual(sections)
    expect(found.condition).toEqual({ whole: true, chunks: [], beside: [], truncatedAt: null })
    expect(found.head).toMatchObject({ kind: 'test', created: CREATED, chunkBytes: 256 })
  })

  it('[BK1] fills chunks to the last byte, whatever the sections measure', async () => {
    for (let length = 200; length < 520; length += 19) {
      const section = noise(length)
      const { sections, condition } = await opened(await sealed([section]))
      expect([sections[0]?.bytes, condition.whole]).toEqual([section, true])
    }
  })

  it('[BK1] is compressed, and shows nothing of what is in it', async () => {
    const file = await sealed([bytesOf('林美 owes 12,500 '.repeat(10_000))])
    expect(file.size).toBeLessThan(4_000)
    expect(await file.text()).not.toContain('owes')
  })

  it('[BK2] is no file of ours, or one of a later version, by its first bytes', async () => {
    for (const text of ['', 'x', '{"id":1}\n'.repeat(500)]) expect(await fault(new Blob([text]))).toEqual({ code: 'not-sealed' })
    const bytes = new Uint8Array(await (await sealed([])).arrayBuffer())
    const head = bytes.slice(0, HEAD_BYTES)
    head[8] = 2
    head.set(new Uint8Array(await crypto.subtle.digest('SHA-256', head.slice(0, 480))), 480)
    expect(await fault(new Blob([head, bytes.slice(HEAD_BYTES)]))).toEqual({ code: 'newer-version', version: 2 })
  })

  it('[BK3] tells a wrong passphrase from damage', async () => {
    const file = await sealed([noise(1_000)])
    expect(await fault(file, 'reeds bend where the tide turned')).toEqual({ code: 'wrong-passphrase' })
    const { condition } = await opened(await flipped(file, HEAD_BYTES + STEP + 40))
    expect(condition).toMatchObject({ whole: false, chunks: [{ index: 1, from: HEAD_BYTES + STEP, to: HEAD_BYTES + 2 * STEP }] })
  })

  it('[BK3] asks for no more memory or time than a tablet has, whatever its head says', async () => {
    const head = { kind: 'test', created: CREATED, kdf: { memoryKiB: 4_000_000, passes: 3, salt: '00'.repeat(16) }, chunkBytes: 256, check: '00'.repeat(16) }
    const [dear, slow] = [await encodeHead(head), await encodeHead({ ...head, kdf: { ...head.kdf, memoryKiB: 8, passes: 9 } })]
    expect(await fault(new Blob([dear]))).toEqual({ code: 'head-damaged' })
    expect(await fault(new Blob([slow]))).toEqual({ code: 'head-damaged' })
  })

  it('[BK4] gives every section that no damaged chunk touches', async () => {
    const sections = Array.from({ length: 12 }, () => noise(150))
    const { sections: found, condition } = await opened(await flipped(await sealed(sections), HEAD_BYTES + 3 * STEP))
    expect(condition.chunks.map(({ index }) => index)).toEqual([3])
    expect(found.length).toBeGreaterThan(7)
    for (const { number, bytes } of found) expect(bytes).toEqual(sections[number])
  })

  it('[BK5] says at which byte it was cut, and what was cut off', async () => {
    const sections = Array.from({ length: 6 }, () => noise(200))
    const file = await sealed(sections)
    for (let size = HEAD_BYTES; size < file.size; size += 41) {
      const { sections: found, condition } = await opened(file.slice(0, size))
      expect(condition).toMatchObject({ whole: false, truncatedAt: size })
      for (const { number, bytes } of found) expect(bytes).toEqual(sections[number])
    }
    expect((await opened(file.slice(0, file.size - 1))).sections).toHaveLength(6)
  })

  it('[BK5] names what was put behind it', async () => {
    const file = await sealed([noise(700)])
    const { sections, condition } = await opened(new Blob([file, 'and more']))
    expect(sections).toHaveLength(1)
    expect(condition).toMatchObject({ whole: false, chunks: [], truncatedAt: null, beside: [{ to: file.size + 8 }] })
  })

  it('[BK5] opens by its second head where the first is damaged, and not without both', async () => {
    const file = await sealed([noise(700)])
    const once = await flipped(file, 20)
    expect((await opened(once)).condition).toMatchObject({ whole: false, chunks: [], beside: [{ from: 0, to: HEAD_BYTES }] })
    expect(await fault(await flipped(once, file.size - 64 - 10))).toEqual({ code: 'head-damaged' })
  })

  it('[BK4] knows a chunk out of its place, of another file, or gone, though each is whole in itself', async () => {
    const bytes = async (file: Blob): Promise<Bytes[]> => {
      const parts: Bytes[] = []
      for (let at = HEAD_BYTES; at < file.size; at += STEP) parts.push(new Uint8Array(await file.slice(at, at + STEP).arrayBuffer()))
      return [new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), ...parts]
    }
    const parts = await bytes(await sealed([noise(1_500)]))
    const others = await bytes(await sealed([noise(1_500)]))
    const swapped = parts.with(2, parts[3]!).with(3, parts[2]!)
    expect((await opened(new Blob(swapped))).condition.chunks.map(({ index }) => index)).toEqual([1, 2])
    expect((await opened(new Blob(parts.with(2, others[2]!)))).condition.chunks.map(({ index }) => index)).toEqual([1])
    expect((await opened(new Blob(parts.toSpliced(2, 1)))).condition.whole).toBe(false)
    // All chunks but the last, with an end that counts them: the last one left is none.
    expect((await opened(new Blob(parts.toSpliced(4, 1)))).condition.whole).toBe(false)
  })

  it('[BK6] unpacks no section beyond what it names, and takes none beyond the limit', async () => {
    await expect(sealed([new Uint8Array(SECTION_LIMIT + 1)])).rejects.toThrow(RangeError)
    const bomb = await sealed([new Uint8Array(SECTION_LIMIT)], 65_536)
    expect(bomb.size).toBeLessThan(70_000)
    expect((await opened(bomb)).condition.whole).toBe(true)
    const frame = await frameSection(0, new Uint8Array(1_000))
    for (const length of [999, 1_001, SECTION_LIMIT + 1]) {
      new DataView(frame.buffer).setUint32(4, length)
      expect(await all(new SectionReader().push(frame))).toEqual([null])
    }
  })
})
