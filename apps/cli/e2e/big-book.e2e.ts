import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { file, tideline } from './run-tideline.ts'

const DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'taiwan')

/** Seconds of processor time and megabytes, as the process itself reports them when it ends. */
const METER = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();console.error('cost',(u.userCPUTime+u.systemCPUTime)/1e6,u.maxRSS/1024)})`

function costOf(err: string): { seconds: number; megabytes: number } {
  const [, seconds, megabytes] = /^cost (\S+) (\S+)$/m.exec(err)!
  return { seconds: Number(seconds), megabytes: Number(megabytes) }
}

it.skipIf(!existsSync(DATA))('imports and decides 24,000 real card lines within budget (skipped without the data)', async () => {
  const train = readFileSync(join(DATA, 'train.csv'), 'utf8')
  const valid = readFileSync(join(DATA, 'valid.csv'), 'utf8')
  file('lines.csv', train + valid.slice(valid.indexOf('\n') + 1))
  const env = { NODE_OPTIONS: `--import "${METER}"` }
  const imported = await tideline(['import', 'lines.csv', '--profile', 'statements-taiwan', '--out', 'lines.jsonl'], '', env)
  const decided = await tideline(['decide', 'lines.jsonl', '--as-of', '2005-09-30'], '', env)
  expect([imported.code, decided.code]).toEqual([0, 0])
  expect(imported.out).toMatch(/^24000 rows read .* 192000 events from 24000 good rows\n/)
  expect(decided.json()).toHaveLength(24_000)
  const costs = [costOf(imported.err), costOf(decided.err)]
  expect(Math.max(...costs.map(({ megabytes }) => megabytes))).toBeLessThan(1024)
  // Processor time, not the clock's: a busy machine is no fault. Twice what it takes on a slow one.
  expect(costs[0]!.seconds + costs[1]!.seconds).toBeLessThan(30)
}, 300_000)
