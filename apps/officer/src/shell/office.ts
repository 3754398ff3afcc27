/** All that a page of the app works with while the book is open: the premises, and the session of whoever is there. */
import { createContext } from 'svelte'
import type { Premises } from './premises.ts'
import type { Session } from './session.ts'

export type Office = Premises & Session

export const [useOffice, provideOffice] = createContext<Office>()
