import type { Role } from '@tideline/runtime'
import { m } from '../paraglide/messages.js'

const ROLES = { officer: m.role_officer, supervisor: m.role_supervisor, trainer: m.role_trainer } as const

/** What a user is, in words. */
export function roleText(role: Role): string {
  return ROLES[role]()
}

const MAY = { officer: m.people_may_officer, supervisor: m.people_may_supervisor, trainer: m.people_may_trainer } as const

/** What a user of the role may do, in a sentence. */
export function mayText(role: Role): string {
  return MAY[role]()
}
