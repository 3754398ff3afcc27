/** Texts with places for cells: `B-{id}`, `Line {id:6}`. */
const PLACE = /\{([A-Za-z][A-Za-z0-9]*)(?::(\d{1,2}))?\}/g

/** The fields a template takes cells from. */
export function placeholdersOf(template: string): string[] {
  return Array.from(template.matchAll(PLACE), ([, field = '']) => field)
}

/** Fills a template; `cellOf` gives the text of a field. */
export function fillTemplate(template: string, cellOf: (field: string) => string): string {
  return template.replaceAll(PLACE, (_, field: string, width: string | undefined) =>
    cellOf(field).padStart(Number(width ?? 0), '0'),
  )
}
