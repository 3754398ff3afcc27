/**
 * Gives a browser one `FACTOR`th of the processor: all its processes, page, worker and storage alike, are stopped for the
 * rest of the time. What browsers' own throttling slows is the page alone, and the work here is the worker's.
 * Run as a process of its own: `node slow-down.mjs GROUP FACTOR`, until it is ended.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PERIOD_MS = 40

/** Slows the processes of a group; resolves to what ends it. */
export async function slowDown(group, factor) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), String(group), String(factor)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return async () => {
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    process.kill(-group, 'SIGCONT')
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [group, factor] = process.argv.slice(2).map(Number)
  const still = new Int32Array(new SharedArrayBuffer(4))
  const wait = (ms) => Atomics.wait(still, 0, 0, ms)
  process.stdout.write('slow\n')
  for (let next = performance.now(); ; next += PERIOD_MS) {
    process.kill(-group, 'SIGCONT')
    wait(Math.max(0, next + PERIOD_MS / factor - performance.now()))
    process.kill(-group, 'SIGSTOP')
    wait(Math.max(0, next + PERIOD_MS - performance.now()))
    // Who was late itself does not make up for it with a burst.
    next = Math.max(next, performance.now() - PERIOD_MS)
  }
}
