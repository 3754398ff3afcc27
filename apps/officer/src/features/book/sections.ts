/**
 * What can be seen and done with the book as a whole, in the order of its index. Each is a page of its own at
 * `#/book/<id>`, fetched when it is opened. To add one: the page in `features/<area>/` (no heading of the first level: it
 * gets its title from here), its title and one sentence in `messages/<language>/book.json`, its entry here, and a step in
 * the walk of `e2e/accessibility.e2e.ts`.
 */
import CalendarClock from '@lucide/svelte/icons/calendar-clock'
import FileInput from '@lucide/svelte/icons/file-input'
import FileText from '@lucide/svelte/icons/file-text'
import ChartLine from '@lucide/svelte/icons/chart-line'
import CalendarCheck from '@lucide/svelte/icons/calendar-check'
import Scale from '@lucide/svelte/icons/scale'
import Send from '@lucide/svelte/icons/send'
import TriangleAlert from '@lucide/svelte/icons/triangle-alert'
import { m } from '../../paraglide/messages.js'
import type { Section } from '../../shell/section.ts'

export const SECTIONS: readonly Section[] = [
  {
    id: 'centres',
    title: m.centres_title,
    text: m.book_centres_text,
    Icon: CalendarClock,
    practice: true,
    load: () => import('../centres/centres-section.svelte'),
  },
  {
    id: 'month-end',
    title: m.book_month,
    text: m.book_month_text,
    Icon: CalendarCheck,
    practice: true,
    wide: true,
    load: () => import('../month/month-section.svelte'),
  },
  {
    id: 'portfolio',
    title: m.portfolio_title,
    text: m.book_portfolio_text,
    Icon: ChartLine,
    practice: true,
    wide: true,
    load: () => import('../portfolio/portfolio-section.svelte'),
  },
  {
    id: 'warnings',
    title: m.warnings_title,
    text: m.book_warnings_text,
    Icon: TriangleAlert,
    practice: true,
    wide: true,
    load: () => import('../warnings/warnings-section.svelte'),
  },
  {
    id: 'notices',
    title: m.book_notices,
    text: m.book_notices_text,
    Icon: FileText,
    practice: true,
    wide: true,
    load: () => import('../notices/notices-section.svelte'),
  },
  {
    id: 'overrides',
    title: m.overrides_title,
    text: m.book_overrides_text,
    Icon: Scale,
    practice: true,
    wide: true,
    load: () => import('../judgement/overrides-section.svelte'),
  },
  {
    id: 'import',
    title: m.import_title,
    text: m.book_import_text,
    Icon: FileInput,
    practice: true,
    load: () => import('../import/import-section.svelte'),
  },
  {
    id: 'hand-over',
    title: m.hand_over_title,
    text: m.book_hand_over_text,
    Icon: Send,
    practice: true,
    load: () => import('../hand-over/hand-over-section.svelte'),
  },
]
