/** The days of a way back as an iCalendar file (RFC 5545), each with a reminder the day before. */

export interface Reminder {
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly text: string
}

const LONGEST_LINE = 60

/** `stamp`: the instant it is made, `YYYY-MM-DDTHH:MM:SSZ`. */
export function calendarFile(reminders: readonly Reminder[], stamp: string): string {
  const made = stamp.replace(/[-:]/gu, '')
  const events = reminders.flatMap(({ day, text }, place) => [
    'BEGIN:VEVENT',
    `UID:${made}-${place}@tideline`,
    `DTSTAMP:${made}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    ...folded(`SUMMARY:${escaped(text)}`),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    ...folded(`DESCRIPTION:${escaped(text)}`),
    // Nine in the morning of the day before.
    'TRIGGER:-PT15H',
    'END:VALARM',
    'END:VEVENT',
  ])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tideline//My line//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/gu, '\\$&').replace(/\r?\n/gu, '\\n')
}

/** Lines end before 75 bytes; a character outside ASCII has up to four, so each piece is counted in bytes. */
function folded(line: string): string[] {
  const pieces: string[] = []
  let piece = ''
  let bytes = 0
  for (const character of line) {
    const size = new TextEncoder().encode(character).length
    if (bytes + size > LONGEST_LINE) {
      pieces.push(piece)
      piece = ' '
      bytes = 1
    }
    piece += character
    bytes += size
  }
  return [...pieces, piece]
}
