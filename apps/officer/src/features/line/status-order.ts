import type { STATUSES } from '@tideline/engine'

/** The statuses in the order of a trace's column; a copy by type, so that the page carries no engine. */
export const STATUS_ORDER: typeof STATUSES = ['active', 'watch', 'suspended', 'probation', 'closed']
