/** A vault for tests: PINs that cost next to nothing, the first user unlocked. */
import { openVault } from '../vault/vault.ts'
import type { Vault, VaultOptions } from '../vault/vault-port.ts'

export const PIN = '270914'
const CHEAP = { memoryKiB: 64, passes: 1 }

/** `now` stands still unless given. */
export function openCheapVault(name: string, options: VaultOptions = {}): Promise<Vault> {
  return openVault(name, { calibrate: async () => CHEAP, now: () => 0, ...options })
}

/** Made the first time, unlocked by its first user afterwards. */
export async function openSealed(name: string, options: VaultOptions = {}): Promise<Vault> {
  const vault = await openCheapVault(name, options)
  const { state, users } = await vault.status()
  const opened = state === 'none' ? await vault.create('Chen', PIN) : await vault.unlock(users[0]!.id, PIN)
  if (!opened.ok) throw new Error(opened.code)
  return vault
}
