import { m } from '../paraglide/messages.js'
import type { PasskeyRefusal } from './passkeys.ts'

const WORDS = { cancelled: m.passkey_cancelled, unsupported: m.passkey_unsupported } as const

/** Why the authenticator gave nothing, in words. */
export function passkeyText({ code }: PasskeyRefusal): string {
  return WORDS[code]()
}
