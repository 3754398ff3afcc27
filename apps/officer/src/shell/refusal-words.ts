/** Why the vault refused, in words. Of waiting the wait note speaks; of a wrong secret nobody says what was wrong with it. */
import type { VaultRefusal } from '@tideline/runtime'
import { m } from '../paraglide/messages.js'

const WORDS: Readonly<Record<VaultRefusal['code'], () => string>> = {
  'wrong-pin': m.refusal_wrong_pin,
  wait: m.refusal_wait,
  'mistyped-code': m.refusal_mistyped_code,
  'weak-pin': m.refusal_weak_pin,
  'wrong-passkey': m.refusal_wrong_passkey,
  'no-passkey': m.refusal_no_passkey,
  'name-taken': m.refusal_name_taken,
  'unknown-user': m.refusal_unknown_user,
  'not-allowed': m.refusal_not_allowed,
  'last-supervisor': m.refusal_last_supervisor,
  'vault-exists': m.refusal_vault_exists,
  'no-vault': m.refusal_no_vault,
  locked: m.refusal_locked,
}

export function refusalText({ code }: Pick<VaultRefusal, 'code'>): string {
  return WORDS[code]()
}
