/** One task in a process of its own: what it holds in memory is then its own too. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TaskResult } from './measure.ts'
import type { BookSource } from './replay/tasks.ts'
import { TASKS, type TaskName } from './tasks.ts'

export interface Finished extends TaskResult {
  /** The most resident memory the process ever had, in bytes. */
  readonly peakBytes: number
  /** Processor time it got for each second that passed. */
  readonly cpuShare: number
}

const MEGABYTES = 6144

/** Runs a task in a child process. Throws what stopped it. */
export function runTask(task: TaskName, source: BookSource): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['task', task, JSON.stringify(source)], {
      execArgv: ['--expose-gc', `--max-old-space-size=${MEGABYTES}`],
      serialization: 'advanced',
    })
    let finished: Finished | null = null
    child.on('message', (message) => {
      finished = message as Finished
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (finished && code === 0) resolve(finished)
      else reject(new Error(`${task} ended with code ${code} and nothing measured`))
    })
  })
}

/** Whether this process is such a child; if so, does what it is asked. */
export async function actAsChild([mode, task, source]: readonly string[]): Promise<boolean> {
  if (mode !== 'task') return false
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()]
  const result = await TASKS[task as TaskName](JSON.parse(source!) as BookSource)
  const { user, system } = process.cpuUsage(cpuBefore)
  const cpuShare = (user + system) / 1000 / (performance.now() - began)
  const finished: Finished = { ...result, peakBytes: process.resourceUsage().maxRSS * 1024, cpuShare }
  process.send!(finished, () => process.disconnect())
  return true
}
