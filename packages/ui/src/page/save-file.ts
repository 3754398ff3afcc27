/** Hands a file to the person, by the way every browser has: a link that is clicked once. */
export function saveFile(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download takes its own hold of the blob; a minute is plenty on a slow tablet.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
