/** Writes how many tests passed, failed and were skipped to the file named by TIDELINE_COUNTS, as JSON. */
import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      let seen = 0
      for (const test of module.children.allTests()) {
        seen++
        const { state } = test.result()
        if (state === 'passed') counts.passed++
        else if (state === 'skipped') counts.skipped++
        else counts.failed++
      }
      // A file that does not load, or whose set-up fails with nothing run, is one failure.
      if (module.state() === 'failed' && (seen === 0 || module.errors().length > 0)) counts.failed++
    }
    const file = process.env.TIDELINE_COUNTS
    if (file) writeFileSync(file, JSON.stringify(counts))
  }
}
