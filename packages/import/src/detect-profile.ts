/** Which profile a file was made for, by its first bytes. */
import { LIMITS } from './limits.ts'
import { Refused } from './problem.ts'
import { columnsOf } from './profile/columns.ts'
import { EVENTS_PROFILE } from './profile/events.ts'
import type { TableProfile } from './profile/schema.ts'
import { findHeader, HEAD_LENGTH } from './table/header.ts'
import { decodeText } from './text/decode.ts'

/** Bytes of a file that are enough to tell. */
export const HEAD_BYTES = 65_536

/**
 * Id of the profile whose columns are all there, the one with most columns if there are several; `events`
 * for JSON Lines; `null` if none fits. `head` is the first `HEAD_BYTES` of the file, or all of a shorter one.
 */
export async function detectProfile(
  head: Uint8Array,
  fileName: string,
  profiles: readonly TableProfile[],
): Promise<string | null> {
  const text = await headText(head)
  if (text === null) return null
  if (text.trimStart().startsWith('{') || /\.(jsonl|ndjson)$/i.test(fileName)) return EVENTS_PROFILE.id
  // The last line may be cut.
  const whole = head.length < HEAD_BYTES
  let best: { readonly id: string; readonly columns: number } | null = null
  for (const profile of profiles) {
    const needs = columnsOf(profile)
    if (needs.length > (best?.columns ?? 0) && hasColumns(text, whole, profile)) best = { id: profile.id, columns: needs.length }
  }
  return best?.id ?? null
}

function hasColumns(text: string, whole: boolean, profile: TableProfile): boolean {
  try {
    findHeader(text.slice(0, HEAD_LENGTH), whole, columnsOf(profile), profile.delimiter, LIMITS)
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

async function headText(head: Uint8Array): Promise<string | null> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield head
  }
  const texts: string[] = []
  try {
    for await (const text of decodeText(once(), 'auto', LIMITS, { encoding: 'ascii', byteOrderMark: false, bytesRead: 0 })) {
      texts.push(text)
    }
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
  return texts.join('')
}
