import { ByteWriter, CorruptPackError } from '@tideline/journal/packing'
import { deflate } from '@tideline/sealed-file'
import { expect, it } from 'vitest'
import { generateBook, randomFrom } from '@tideline/testkit'
import { logOf, monthlyLine, tell } from '../fixtures/monthly-line.ts'
import { readColumns, writeColumns } from './columns.ts'
import { retell } from './retell.ts'

const seed = Number(process.env.TIDELINE_SEED)

it('[HB6] gives back every entry as it was told', () => {
  const book = logOf(generateBook({ seed, borrowers: 20, months: 30 }))
  for (let index = 1; index <= 20; index++) {
    const told = retell(book, `B${index}`)
    expect(readColumns(writeColumns(told), `B${index}`)).toEqual(told)
  }
})

it('[HB6] keeps amounts that no step can hold', () => {
  const told = retell(logOf(monthlyLine(3)), 'B-1042').map((event) => (event.type === 'payment.received' ? { ...event, data: { amount: Number.MAX_SAFE_INTEGER } } : event))
  expect(readColumns(writeColumns(told), 'B-1042')).toEqual(told)
})

it('[HB6] a month of a line takes a few bytes', async () => {
  const size = async (months: number): Promise<number> => (await deflate(Uint8Array.from(writeColumns(tell(monthlyLine(months)).story.entries)))).length
  // Two entries and now and then a draw a month, and an income that differs each time.
  expect(((await size(24)) - (await size(12))) / 12).toBeLessThan(8)
})

it('[HB13] reads any bytes with a right checksum to entries or to a typed refusal', () => {
  const random = randomFrom(seed)
  const columns = writeColumns(tell(monthlyLine(24)).story.entries).slice(0, -4)
  for (let round = 0; round < 2000; round++) {
    const bytes = columns.slice(0, random.chance(0.2) ? random.int(0, columns.length) : columns.length)
    for (let change = random.int(1, 4); change > 0; change--) bytes[random.int(0, Math.max(0, bytes.length - 1))] = random.int(0, 255)
    const writer = new ByteWriter()
    writer.bytes(bytes)
    try {
      readColumns(writer.sealed(), 'B-1042')
    } catch (error) {
      expect(error).toBeInstanceOf(CorruptPackError)
    }
  }
})
