/** The pages that are not needed for the first look, each a chunk of its own. */
export const PAGES = {
  start: () => import('../features/start/start-page.svelte'),
  troubleNotes: () => import('./trouble-notes.svelte'),
  shortcuts: () => import('../features/look/shortcuts-sheet.svelte'),
  installHint: () => import('../features/device/install-hint.svelte'),
  deviceNotices: () => import('../features/device/device-notices.svelte'),
  draftList: () => import('../features/record/draft-list.svelte'),
  failuresNote: () => import('./failures-note.svelte'),
  line: () => import('../features/line/line-view.svelte'),
  find: () => import('../features/find/find-page.svelte'),
  record: () => import('../features/record/pick-line-page.svelte'),
  undo: () => import('../features/record/undo-bar.svelte'),
  reverse: () => import('../features/record/reverse-sheet.svelte'),
  book: () => import('../features/book/book-page.svelte'),
  bookByStatus: () => import('../features/today/book-by-status.svelte'),
  dayRoute: () => import('../features/today/day-route.svelte'),
  meeting: () => import('../features/meeting/meeting-page.svelte'),
  week: () => import('../features/week/week-page.svelte'),
  register: () => import('../features/register/register-page.svelte'),
  openLine: () => import('../features/register/open-line-page.svelte'),
  paths: () => import('../features/path/path-panel.svelte'),
  whatIf: () => import('../features/what-if/what-if-sheet.svelte'),
  judgement: () => import('../features/judgement/judgement-card.svelte'),
  asTold: () => import('../features/as-told/as-told-sheet.svelte'),
  notice: () => import('../features/notices/notice-sheet.svelte'),
  eraseBorrower: () => import('../features/erase/erase-borrower-sheet.svelte'),
  restore: () => import('../features/backup/restore-page.svelte'),
  backupReminder: () => import('../features/backup/backup-reminder.svelte'),
  waiting: () => import('../features/hand-over/waiting-note.svelte'),
  settings: () => import('../features/settings/settings-page.svelte'),
} as const

/** Fetches them all while nothing else is to do, so that the first touch waits for none. */
export function warmPages(): void {
  const warm = (): void => {
    for (const load of Object.values(PAGES)) load().catch(() => {})
  }
  if ('requestIdleCallback' in globalThis) requestIdleCallback(warm, { timeout: 4000 })
  else setTimeout(warm, 1500)
}
