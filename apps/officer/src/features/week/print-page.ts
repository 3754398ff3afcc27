/** Prints the page on screen, which lays itself out for paper (`@media print`); what goes on paper is noted first. */
import type { DayTasks } from '@tideline/runtime'

export async function printPage(worker: Pick<DayTasks, 'notePrinted'>, what: 'meeting' | 'week'): Promise<void> {
  // A lock that falls meanwhile takes the page away: there is nothing left to print.
  const noted = await worker.notePrinted(what).then(() => true, () => false)
  if (noted) window.print()
}
