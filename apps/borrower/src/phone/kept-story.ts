/** What stays on the phone: the story as it came, sealed by its code, so that the code is also the lock. */
import { bytesInFragment, linkTo, type KnownStory } from '@tideline/exchange'

export interface Kept {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly known: KnownStory
}

const KEY = 'tideline.story'

export function readKept(storage: Storage): Kept | null {
  try {
    const { sealed, known } = JSON.parse(storage.getItem(KEY) ?? 'null') as { readonly sealed: string; readonly known: KnownStory }
    const bytes = bytesInFragment(sealed)
    return bytes && { bytes, known }
  } catch {
    return null
  }
}

/** `false` where the phone has no room: it is shown all the same, and asked for again next time. */
export function keep(storage: Storage, { bytes, known }: Kept): boolean {
  try {
    storage.setItem(KEY, JSON.stringify({ sealed: linkTo('', bytes), known }))
    return true
  } catch {
    return false
  }
}
