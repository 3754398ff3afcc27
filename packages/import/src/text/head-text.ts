/** The text of the beginning of a file, by which it is told what the file is. */
import { LIMITS } from '../limits.ts'
import { Refused, type ImportProblem } from '../problem.ts'
import { decodeText, type TextFacts } from './decode.ts'

/** Bytes of a file that are enough to tell. */
export const HEAD_BYTES = 65_536

/** `head` is the first `HEAD_BYTES` of the file, or all of a shorter one; `encoding` as in a profile. */
export async function headText(
  head: Uint8Array,
  encoding = 'auto',
): Promise<{ readonly text: string; readonly facts: TextFacts } | { readonly refusal: ImportProblem }> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield head
  }
  const facts: TextFacts = { encoding: 'ascii', byteOrderMark: false, bytesRead: 0 }
  const texts: string[] = []
  try {
    for await (const text of decodeText(once(), encoding, LIMITS, facts)) texts.push(text)
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.problem }
    throw error
  }
  return { text: texts.join(''), facts }
}
