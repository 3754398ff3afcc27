import { describe, expect, it } from 'vitest'
import { textFiles } from './source-tree.ts'

const ID = /^[A-Z]+\d+$/
const files = textFiles()

/** Rule id → the SPEC.md that states it. */
function statedRules(): Map<string, string> {
  const rules = new Map<string, string>()
  for (const { path, text } of files.filter((file) => /(^|\/)SPEC\.md$/.test(file.path))) {
    for (const match of text.matchAll(/^- \**([A-Z]+\d+)\b/gm)) rules.set(match[1]!, path)
  }
  return rules
}

/** Rule id → the tests whose title begins with it in brackets, and the `rules` of a scenario, which is a test each. */
function provenRules(): Map<string, string[]> {
  const proven = new Map<string, string[]>()
  const add = (id: string, path: string) => proven.set(id, [...(proven.get(id) ?? []), path])
  for (const { path, text } of files) {
    if (/\.(test|e2e)\.ts$/.test(path)) {
      for (const match of text.matchAll(/\(\s*['"`]\[([A-Z]+\d+(?:, ?[A-Z]+\d+)*)\]/g)) {
        for (const id of match[1]!.split(/, ?/)) add(id, path)
      }
    } else if (/\/scenarios\/.*\.json$/.test(path)) {
      const { rules } = JSON.parse(text) as { rules?: readonly string[] }
      for (const id of rules ?? []) add(id, path)
    }
  }
  return proven
}

describe('rule ids', () => {
  const stated = statedRules()
  const proven = provenRules()

  it('every rule of a SPEC.md is named by a test', () => {
    expect(stated.size).toBeGreaterThan(50)
    expect([...stated].filter(([id]) => !proven.has(id)).map(([id, path]) => `${path}: ${id} is proven by no test`)).toEqual([])
  })

  it('no test names a rule that no SPEC.md states', () => {
    const unknown = [...proven].filter(([id]) => ID.test(id) && !stated.has(id))
    expect(unknown.map(([id, paths]) => `${paths[0]}: ${id} is no rule`)).toEqual([])
  })
})
