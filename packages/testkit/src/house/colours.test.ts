import { describe, expect, it } from 'vitest'
import { codeFiles, findAll } from './source-tree.ts'

const TOKENS = 'packages/ui/src/tokens.css'
const COLOUR = /#(?:[\da-f]{3,4}){1,2}\b(?![\w-])|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(/i
/** A border that stays a hairline where lines are to be thick, in sunlight. */
const THIN_LINE = /\b1px (?:solid|dashed|dotted)\b/

describe('colours', () => {
  const styled = codeFiles()
    .filter(({ path }) => /\.(svelte|css)$/.test(path) && path !== TOKENS)
    // What a style does not say is no colour: `#/today` is a page, `{#each}` a loop.
    .map(({ path, text }) => ({ path, text: path.endsWith('.css') ? text : styleOf(text) }))

  it('no component and no style sheet has a colour of its own: they are tokens', () => {
    expect(findAll(styled, COLOUR)).toEqual([])
  })

  it('no line is thin by itself: its thickness is a token too', () => {
    expect(findAll(styled, THIN_LINE)).toEqual([])
  })

  it('sees colours in every notation, and no colour in what only looks like one', () => {
    const style = ['color: #fff', 'fill: #10293A80', 'background: rgb(0 0 0 / 0.5)', '#deck-title {', 'color: var(--ink)', 'url(#wave)']
    expect(style.filter((line) => COLOUR.test(line))).toEqual(style.slice(0, 3))
  })
})

/** The style of a component, on the lines where it stands. */
function styleOf(component: string): string {
  const start = component.indexOf('<style')
  return start < 0 ? '' : component.slice(0, start).replaceAll(/[^\n]/gu, '') + component.slice(start)
}
