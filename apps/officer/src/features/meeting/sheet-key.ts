/** How the draft of a sheet is called, and which meeting a draft is of. */
const START = 'meeting/'

export function sheetKey(centre: string, day: string): string {
  return `${START}${centre}/${day}`
}

/** `null` for a draft of something else. A centre may have any character in its name. */
export function meetingOfKey(key: string): { readonly centre: string; readonly day: string } | null {
  const cut = key.lastIndexOf('/')
  return key.startsWith(START) && cut > START.length && /^\d{4}-\d{2}-\d{2}$/u.test(key.slice(cut + 1)) ? { centre: key.slice(START.length, cut), day: key.slice(cut + 1) } : null
}
