/** BENCHMARKS.md: people write it, but for the sections between marks, which each run writes anew. */

/** Puts `lines` between the marks of a section. Throws where the text has no such marks. */
export function withSection(text: string, id: string, lines: readonly string[]): string {
  const [begin, end] = [`<!-- measured: ${id} -->`, `<!-- end: ${id} -->`]
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`BENCHMARKS.md lacks the marks ${begin} and ${end}`)
  return `${text.slice(0, from + begin.length)}\n${lines.join('\n')}\n${text.slice(to)}`
}
