import { parse, type AST } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'
import { codeFiles } from './source-tree.ts'

/** Two letters in a row are a word; one ideograph is. */
const WORD = /\p{L}{2}|\p{Script=Han}/u
const SPOKEN = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'alt', 'label', 'placeholder', 'title'])

describe('texts', () => {
  it('no component holds a text of its own: they live in the catalogue', () => {
    const texts = codeFiles()
      .filter(({ path }) => path.endsWith('.svelte'))
      .flatMap(({ path, text }) => textsOf(parse(text, { modern: true }).fragment).map((found) => `${path}: ${found}`))
    expect(texts).toEqual([])
  })

  it('sees a text in markup and in an attribute that is read aloud, and no other', () => {
    const { fragment } = parse('<p class="one" title="Two">{three} Four · 5 {#if x}六{/if}</p>', { modern: true })
    expect(textsOf(fragment)).toEqual(['Two', 'Four · 5', '六'])
  })
})

/** Every text that a person would see or hear, written in the markup itself. */
function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf)
  if (typeof node !== 'object' || node === null || !('type' in node)) return []
  const { type } = node
  if (type === 'Text') return worded((node as AST.Text).data)
  if (type === 'Attribute') {
    const { name, value } = node as AST.Attribute
    return SPOKEN.has(name) && Array.isArray(value) ? textsOf(value) : []
  }
  if (type === 'ExpressionTag' || type === 'StyleDirective' || type === 'StyleSheet' || type === 'Script') return []
  return Object.values(node).flatMap(textsOf)
}

function worded(text: string): string[] {
  return WORD.test(text) ? [text.trim()] : []
}
