/** A part of a place that has several, as the book and the settings have: a page of its own, fetched when it is opened. */
import type { LucideIcon } from '@lucide/svelte'
import type { Component } from 'svelte'

export interface Section {
  /** Its part of the address. */
  readonly id: string
  readonly title: () => string
  /** What one finds there, in one sentence. */
  readonly text: () => string
  readonly Icon: LucideIcon
  /** Whether practice has it too: users, PINs and backups are for a book of one's own. */
  readonly practice: boolean
  /** For tables: as wide as the page lets it be. */
  readonly wide?: true
  readonly load: () => Promise<{ readonly default: Component }>
}
