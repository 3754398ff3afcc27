import { expect, it } from 'vitest'
import { calendarFile } from './calendar-file.ts'

it('makes a day of each step, with a reminder on the morning before', () => {
  const file = calendarFile([{ day: '2026-04-15', text: 'Pay the instalment, on time: CN¥350' }], '2026-03-31T18:00:00Z')
  expect(file.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tideline//My line//EN',
    'BEGIN:VEVENT', 'UID:20260331T180000Z-0@tideline', 'DTSTAMP:20260331T180000Z', 'DTSTART;VALUE=DATE:20260415',
    'SUMMARY:Pay the instalment\\, on time: CN¥350',
    'BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:Pay the instalment\\, on time: CN¥350', 'TRIGGER:-PT15H', 'END:VALARM', 'END:VEVENT',
    'END:VCALENDAR', '',
  ])
})

it('folds long lines between characters, none longer than 75 bytes', () => {
  const text = '按时归还到期的一期款项，一共是三百五十元整，请在当天之前还到网点，谢谢您的配合与理解'
  const lines = calendarFile([{ day: '2026-04-15', text }], '2026-03-31T18:00:00Z').split('\r\n')
  expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75)
  expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(`SUMMARY:${text}`)
})
