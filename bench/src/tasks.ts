/** Everything that can be measured, by the name under which a child process is asked for it. */
import { measureComparison } from './compare/tasks.ts'
import { measureEngineFold, measurePlainFold } from './fold/tasks.ts'
import type { TaskResult } from './measure.ts'
import {
  measureHistory,
  measureJoin,
  measureMetrics,
  measureTenfold,
  measureTenth,
  measureToToday,
  type BookSource,
} from './replay/tasks.ts'
import { measureJsonRules, measureTideline, measureZen } from './rules/tasks.ts'
import { measureMiniSearch, measureTidelineSearch } from './search/tasks.ts'
import { measureNewEvent, measurePaths } from './single/tasks.ts'

export type TaskName = keyof typeof TASKS

export const TASKS = {
  'rules-tideline': () => measureTideline(),
  'rules-zen': () => measureZen(),
  'rules-json': () => measureJsonRules(),
  join: measureJoin,
  today: measureToToday,
  history: measureHistory,
  metrics: measureMetrics,
  tenth: measureTenth,
  tenfold: measureTenfold,
  'fold-engine': measureEngineFold,
  'fold-plain': measurePlainFold,
  'new-event': measureNewEvent,
  paths: measurePaths,
  comparison: measureComparison,
  'search-tideline': measureTidelineSearch,
  'search-mini': measureMiniSearch,
} satisfies Record<string, (source: BookSource) => Promise<TaskResult>>
