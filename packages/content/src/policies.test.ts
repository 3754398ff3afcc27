import { existsSync, readFileSync } from 'node:fs'
import { canonicalJson, sha256Hex } from '@tideline/journal'
import { loadPolicy, loadScorecard } from '@tideline/engine'
import { describe, expect, it } from 'vitest'
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from './index.ts'

const SHARED = new URL('../../../../shared/', import.meta.url)
const shared = (folder: string, name: string) => new URL(`${folder}/${name.replace('@', '-')}.json`, SHARED)

/** A change of content is a new version: pin the old one here no longer, and add the new one beside it. */
const PINNED: Readonly<Record<string, string>> = {
}

describe.each([['policies', POLICIES], ['scorecards', SCORECARDS]] as const)('%s', (folder, documents) => {
  it.each([...documents])('%s is what was published under its version', (name, document) => {
    expect({ [name]: sha256Hex(canonicalJson(document)) }).toEqual({ [name]: PINNED[name] })
  })

  // Skipped where the shared folder is absent: it is no part of the repository.
  it.skipIf(!existsSync(SHARED)).each([...documents])('%s says what its published source says', (name, document) => {
    const json: unknown = JSON.parse(readFileSync(shared(folder, name), 'utf8'))
    expect(canonicalJson(document)).toBe(canonicalJson(json))
  })
})

describe('what ships can be loaded', () => {
  it.each([...POLICIES])('policy %s', (_, document) => {
    expect(loadPolicy(document, REASON_CODES)).toMatchObject({ ok: true })
  })

  it.each([...SCORECARDS])('scorecard %s', (_, document) => {
    expect(loadScorecard(document)).toMatchObject({ ok: true })
  })

  it('every policy names a scorecard that ships, every kind of line a policy', () => {
    for (const document of POLICIES.values()) expect([...SCORECARDS.keys()]).toContain((document as { scorecard: string }).scorecard)
    for (const policy of Object.values(POLICY_BY_KIND)) expect([...POLICIES.keys()]).toContain(policy)
  })
})
