import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './source-tree.ts'

describe('third parties', () => {
  it('are listed as they are installed, each under a licence that may be used (`npm run licences` writes the list)', () => {
    const { stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'licences.mjs'), '--check'], { encoding: 'utf8' })
    expect(stderr).toBe('')
  })

  it('are pinned: every package of the lockfile has a version of the registry and the hash of its bytes', () => {
    const lock = readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8')
    const resolutions = [...lock.matchAll(/^ {4}resolution: (.*)$/gmu)].map(([, resolution]) => resolution!)
    expect(resolutions.length).toBeGreaterThan(100)
    expect(resolutions.filter((resolution) => !/^\{integrity: sha512-[A-Za-z0-9+/]+=*\}$/u.test(resolution))).toEqual([])
  })
})
