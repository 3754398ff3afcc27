/** Text as a spreadsheet of a Chinese office saves it: the platform reads GBK and writes none. */
const codes = new Map<string, readonly [number, number]>()
const decoder = new TextDecoder('gbk')
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const character = decoder.decode(Uint8Array.of(lead, trail))
    if ([...character].length === 1 && character !== '\uFFFD') codes.set(character, [lead, trail])
  }
}

export function gbk(text: string): Buffer {
  return Buffer.from([...text].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0)]))
}
