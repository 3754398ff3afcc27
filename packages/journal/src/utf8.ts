/** UTF-8 both ways. The journal is compiled without the DOM's types: the decoder every host has is declared here. */
import { utf8ToBytes } from '@noble/hashes/utils.js'

declare const TextDecoder: new (
  encoding: 'utf-8',
  options: { readonly fatal: true; readonly ignoreBOM: true },
) => { decode(bytes: Uint8Array): string }

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodeUtf8(text: string): Uint8Array {
  return utf8ToBytes(text)
}

/** The text, a byte order mark included; `null` if the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
