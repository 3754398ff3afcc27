import { m } from '../../paraglide/messages.js'

/** Two devices that exchange entries are never at one second. */
const TOLERANCE_MS = 120_000

export interface ClockTexts {
  readonly now: string
  /** Said where the newest entry is of later than now; else `null`. */
  readonly behind: string | null
}

/** `newest`: the instant of the newest entry, `null` where there is none. */
export function clockTexts(now: Date, newest: string | null, locale: string): ClockTexts {
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  const told = words.format(now)
  if (newest === null || Date.parse(newest) - now.getTime() <= TOLERANCE_MS) return { now: told, behind: null }
  return { now: told, behind: m.clock_behind_text({ now: told, newest: words.format(new Date(newest)) }) }
}
