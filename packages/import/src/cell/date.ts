/** A cell that holds a date → a civil day, by the forms a profile names. */
import { parseDay } from '@tideline/journal'

export type DateResult =
  | { readonly ok: true; readonly day: string }
  | { readonly ok: false; readonly code: 'bad-date' | 'impossible-date'; readonly expected: string }

/** Reads the dates of one column; made once a file. */
export type DateReader = (cell: string) => DateResult

const PARTS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  D: '(?<day>\\d{1,2})',
}

/** A time of day behind a date, as many exports write it, says nothing that a day needs. */
const TIME = '(?:[ T]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?'

/** Whether a form such as `D.M.YYYY` names a year, a month and a day once each. */
export function isDateForm(form: string): boolean {
  const parts = form.match(/YYYY|MM?|DD?/g) ?? []
  return ['Y', 'M', 'D'].every(letter => parts.filter(part => part.startsWith(letter)).length === 1)
}

/** Forms are tried in order; the first whose shape fits decides, so `3.4.` is never guessed twice. */
export function dateReader(forms: readonly string[]): DateReader {
  const patterns = forms.map(pattern)
  const expected = `a date as ${forms.join(' or ')}`
  return cell => {
    if (forms[0] === 'YYYY-MM-DD' && parseDay(cell) !== null) return { ok: true, day: cell }
    const text = cell.normalize('NFKC').trim()
    for (const shape of patterns) {
      const found = shape.exec(text)?.groups
      if (found === undefined) continue
      const { year = '', month = '', day = '' } = found
      const civil = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
      if (parseDay(civil) === null) return { ok: false, code: 'impossible-date', expected: 'a day of the calendar' }
      return { ok: true, day: civil }
    }
    return { ok: false, code: 'bad-date', expected }
  }
}

function pattern(form: string): RegExp {
  // Without anything between them, one digit would leave open where a month ends.
  const joined = /(?:Y|M|D){8}/.test(form)
  const source = form.replaceAll(/YYYY|MM?|DD?|[^YMD]/g, part => {
    const known = PARTS[part]
    if (known === undefined) return part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    return joined ? known.replace('{1,2}', '{2}') : known
  })
  return new RegExp(`^${source}${TIME}$`)
}
