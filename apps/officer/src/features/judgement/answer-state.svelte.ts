/** Who may answer a proposal on this device, and how the answer is taken. */
import type { Answerer, AnswerRefusal, ProposalSeen, TidelineWorker, VaultUserStatus } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'

export interface GivenAnswer {
  readonly approve: boolean
  readonly note: string
  readonly answerer: Answerer
}

export class AnswerState {
  #supervisors = $state.raw<readonly VaultUserStatus[] | null>(null)
  /** Who is there, by name; `null` in practice. */
  #present = $state<string | null>(null)
  #practice = $state(false)
  #refusal = $state.raw<AnswerRefusal | null>(null)
  #busy = $state(false)
  readonly #worker: TidelineWorker
  readonly #proposal: ProposalSeen

  constructor(worker: TidelineWorker, proposal: ProposalSeen) {
    this.#worker = worker
    this.#proposal = proposal
  }

  /** All supervisors but the proposer; `null` until the vault has answered. */
  get supervisors(): readonly VaultUserStatus[] | null {
    return this.#supervisors
  }

  get present(): string | null {
    return this.#present
  }

  /** Nobody has a PIN: a name is asked for instead. */
  get practice(): boolean {
    return this.#practice
  }

  get refusal(): AnswerRefusal | null {
    return this.#refusal
  }

  get busy(): boolean {
    return this.#busy
  }

  /** Asks the vault who there is, and how long each still has to wait. */
  async refresh(): Promise<void> {
    try {
      const vault = await this.#worker.vaultState()
      this.#practice = vault.state === 'absent'
      this.#present = vault.state === 'absent' ? null : (vault.user?.name ?? null)
      this.#supervisors = vault.state === 'absent' ? [] : vault.users.filter(({ role, name }) => role === 'supervisor' && name !== this.#proposal.by)
    } catch (thrown) {
      this.#refusal = { code: 'not-saved', detail: messageOf(thrown) }
    }
  }

  /** Whether the answer was taken. */
  async give({ approve, note, answerer }: GivenAnswer, today: string): Promise<boolean> {
    if (this.#busy) return false
    this.#busy = true
    this.#refusal = null
    const { line, id } = this.#proposal
    try {
      const result = approve
        ? await this.#worker.approveOverride(line, id, answerer, today)
        : await this.#worker.refuseOverride(line, id, note, answerer, today)
      if (!result.ok) this.#refusal = result.refusal
      return result.ok
    } catch (thrown) {
      this.#refusal = { code: 'not-saved', detail: messageOf(thrown) }
      return false
    } finally {
      this.#busy = false
    }
  }
}
