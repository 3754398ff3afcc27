import { existsSync, readFileSync } from 'node:fs'
import { canonicalJson, sha256Hex } from '@tideline/journal'
import { checkScorecard, loadRulebook } from '@tideline/engine'
import { describe, expect, it } from 'vitest'
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from './index.ts'

const SHARED = new URL('../../../../shared/', import.meta.url)
const shared = (folder: string, name: string) => new URL(`${folder}/${name.replace('@', '-')}.json`, SHARED)

/** SHA-256 of the canonical JSON of each version. What has been published is never changed: a change is a new version. */
const PINNED: Readonly<Record<string, string>> = {
  'consumer@1': '3d7841a206d6e49062b14c78faa239ba8047ded20e9db43446d10b03d6823d3b',
  'project@1': 'c0e72307011d95e15fb6e5bcd07b13d0d2c0c1d1e2b84d8785c9cf4e442df4dc',
  'behaviour@1': 'ff8696290fbe8c81d96f5c0dbc7e9d0a0fc71dbd51e6428dcba0ce9f9469aced',
}

describe.each([['policies', POLICIES], ['scorecards', SCORECARDS]] as const)('%s', (folder, documents) => {
  it.each([...documents])('[T4] %s is what was published under its version', (name, document) => {
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
    const scorecard = SCORECARDS.get((document as { scorecard: string }).scorecard)
    expect(loadRulebook(document, scorecard, REASON_CODES)).toMatchObject({ ok: true })
  })

  it.each([...SCORECARDS])('scorecard %s', (_, document) => {
    expect(checkScorecard(document)).toMatchObject({ ok: true })
  })

  it('every policy names a scorecard that ships, every kind of line a policy', () => {
    for (const document of POLICIES.values()) expect([...SCORECARDS.keys()]).toContain((document as { scorecard: string }).scorecard)
    for (const policy of Object.values(POLICY_BY_KIND)) expect([...POLICIES.keys()]).toContain(policy)
  })
})
