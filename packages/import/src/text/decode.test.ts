import { describe, expect, it } from 'vitest'
import { inChunks } from '../fixture.ts'
import { LIMITS } from '../limits.ts'
import { Refused } from '../problem.ts'
import { decodeText, type TextFacts } from './decode.ts'

async function decoded(bytes: Uint8Array, wanted = 'auto', chunk = 7) {
  const facts: TextFacts = { encoding: 'ascii', byteOrderMark: false, bytesRead: 0 }
  let text = ''
  for await (const part of decodeText(inChunks(bytes, chunk), wanted, LIMITS, facts)) text += part
  return { text, ...facts }
}

async function refusal(bytes: Uint8Array, wanted = 'auto') {
  try {
    await decoded(bytes, wanted)
  } catch (error) {
    if (error instanceof Refused) return error.problem
  }
  return null
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian)
  return bytes
}

const utf8 = (text: string) => new TextEncoder().encode(text)
/** 编号,姓名 and 7,张三 in GBK. */
const GBK = Uint8Array.of(
  0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x37, 0x2c, 0xd5, 0xc5, 0xc8, 0xfd, 0x0d, 0x0a,
)

describe('encodings', () => {
  it('[I5] a byte order mark decides: UTF-8 and UTF-16 both ways', async () => {
    expect(await decoded(utf8('\uFEFF编号,a\n'))).toMatchObject({ text: '编号,a\n', encoding: 'utf-8', byteOrderMark: true })
    expect(await decoded(utf16('\uFEFF编号,a\n', true))).toMatchObject({ text: '编号,a\n', encoding: 'utf-16le', byteOrderMark: true })
    expect(await decoded(utf16('\uFEFF编号,a\n', false))).toMatchObject({ text: '编号,a\n', encoding: 'utf-16be' })
  })

  it('[I5] without a mark: UTF-16 by its zeros, valid UTF-8, else GB18030, and ASCII as long as it is nothing else', async () => {
    expect(await decoded(utf16('id,amount\n1,2\n', true))).toMatchObject({ text: 'id,amount\n1,2\n', encoding: 'utf-16le' })
    expect(await decoded(utf8('编号\n'))).toMatchObject({ text: '编号\n', encoding: 'utf-8', byteOrderMark: false })
    expect(await decoded(GBK)).toMatchObject({ text: '编号,姓名\n7,张三\n', encoding: 'gb18030' })
    expect(await decoded(utf8('id\n'))).toMatchObject({ text: 'id\n', encoding: 'ascii' })
  })

  it('[I5] Chinese may begin long after a head of plain digits', async () => {
    const digits = utf8('1,2,3\n'.repeat(30_000))
    const bytes = new Uint8Array(digits.length + GBK.length)
    bytes.set(digits)
    bytes.set(GBK, digits.length)
    const { text, encoding } = await decoded(bytes, 'auto', 9_999)
    expect(encoding).toBe('gb18030')
    expect(text.slice(-13)).toBe('3\n编号,姓名\n7,张三\n')
  })

  it('[I5] a damaged character in a text in UTF-8 is lost alone', async () => {
    const bytes = utf8('编号,姓名#\n')
    bytes[bytes.indexOf(0x23)] = 0xff
    expect(await decoded(bytes)).toMatchObject({ text: '编号,姓名\uFFFD\n', encoding: 'utf-8' })
  })

  it('[I5] a person may say the encoding; one that nobody knows is refused', async () => {
    expect(await decoded(Uint8Array.of(0xe9), 'windows-1252')).toMatchObject({ text: 'é', encoding: 'windows-1252' })
    expect(await refusal(utf8('a'), 'klingon')).toMatchObject({ code: 'unknown-encoding', got: 'klingon' })
  })

  it('[I6] every end of line is one, also when it is cut in two', async () => {
    expect((await decoded(utf8('a\r\nb\rc\nd\r\n\r\ne\r'), 'auto', 2)).text).toBe('a\nb\nc\nd\n\ne\n')
  })
})

describe('files that are no text', () => {
  it.each([
    ['a zip archive or an xlsx workbook', [0x50, 0x4b, 0x03, 0x04, 0x14, 0]],
    ['an xls workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
    ['a gzip archive', [0x1f, 0x8b, 8]],
    ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
    ['bytes that are no text', [0x41, 0, 0, 0, 0x42, 0, 0]],
  ])('[I15] %s is refused by name', async (name, bytes) => {
    expect(await refusal(Uint8Array.from(bytes))).toMatchObject({ row: 0, code: 'not-a-text-file', got: name })
  })

  it('[I15] an empty file and one that is too large are refused', async () => {
    expect(await refusal(new Uint8Array(0))).toMatchObject({ code: 'empty-file' })
    const facts: TextFacts = { encoding: 'ascii', byteOrderMark: false, bytesRead: 0 }
    const texts = decodeText(inChunks(utf8('x'.repeat(100)), 10), 'auto', { fileBytes: 50 }, facts)
    await expect(texts.next()).rejects.toMatchObject({ problem: { code: 'file-too-large' } })
    expect(facts.bytesRead).toBe(60)
  })
})
