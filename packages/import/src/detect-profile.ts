/** Which profile a file was made for, by its first bytes. */
import { LIMITS } from './limits.ts'
import { Refused } from './problem.ts'
import { columnsOf } from './profile/columns.ts'
import { EVENTS_PROFILE } from './profile/events.ts'
import type { TableProfile } from './profile/schema.ts'
import { findHeader, HEAD_LENGTH } from './table/header.ts'
import { HEAD_BYTES, headText } from './text/head-text.ts'

/**
 * Id of the profile whose columns are all there, the one with most columns if there are several; `events`
 * for JSON Lines; `null` if none fits. `head` is the first `HEAD_BYTES` of the file, or all of a shorter one.
 */
export async function detectProfile(
  head: Uint8Array,
  fileName: string,
  profiles: readonly TableProfile[],
): Promise<string | null> {
  const read = await headText(head)
  if ('refusal' in read) return null
  const { text } = read
  if (isJsonLines(text, fileName)) return EVENTS_PROFILE.id
  // The last line may be cut.
  const whole = head.length < HEAD_BYTES
  let best: { readonly id: string; readonly columns: number } | null = null
  for (const profile of profiles) {
    const needs = columnsOf(profile)
    if (needs.length > (best?.columns ?? 0) && hasColumns(text, whole, profile)) best = { id: profile.id, columns: needs.length }
  }
  return best?.id ?? null
}

/** Whether a file is one of JSON Lines, by its beginning and its name. */
export function isJsonLines(text: string, fileName: string): boolean {
  return text.trimStart().startsWith('{') || /\.(jsonl|ndjson)$/i.test(fileName)
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
