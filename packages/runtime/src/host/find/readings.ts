/** How Chinese characters are read, without tones, as people type it. */

/** Every reading of a character; none of one that is not Chinese, or that the table does not know. */
export type Readings = (character: string) => readonly string[]

let table: Promise<Readings> | null = null

/** Comes as a chunk of its own when it is first needed: a start does not wait for it. */
export function loadReadings(): Promise<Readings> {
  return (table ??= import('./readings.json', { with: { type: 'json' } }).then(({ default: characters }) => readingsOf(characters)))
}

function readingsOf(characters: Readonly<Record<string, string>>): Readings {
  const known = new Map<string, string[]>()
  for (const [reading, read] of Object.entries(characters)) {
    for (const character of read) {
      const others = known.get(character)
      if (others) others.push(...typedWays(reading))
      else known.set(character, typedWays(reading))
    }
  }
  return (character) => known.get(character) ?? NONE
}

const NONE: readonly string[] = []

/** For ü some type v, as keyboards have it, and some u, as passports had it. */
function typedWays(reading: string): string[] {
  return reading.includes('v') ? [reading, reading.replace('v', 'u')] : [reading]
}
