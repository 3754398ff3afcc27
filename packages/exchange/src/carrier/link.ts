/** Sealed bytes in a link, behind the `#`, which no browser sends to a server (HB16). */
import type { Bytes } from '@tideline/sealed-file'

const KEY = 'b='

/** `page`: where the borrower's page is served, without a fragment of its own. */
export function linkTo(page: string, bytes: Bytes): string {
  return `${page}#${KEY}${toBase64Url(bytes)}`
}

/** What a fragment carries, with or without its `#`; `null` if nothing of ours. */
export function bytesInFragment(fragment: string): Bytes | null {
  const text = fragment.replace(/^#/u, '')
  return text.startsWith(KEY) ? fromBase64Url(text.slice(KEY.length)) : null
}

function toBase64Url(bytes: Bytes): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')
}

function fromBase64Url(text: string): Bytes | null {
  if (!/^[\w-]+$/u.test(text) || text.length % 4 === 1) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
