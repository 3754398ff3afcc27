/** Where a backup goes: a file that a person chooses, where the browser lets them, else its downloads. */

/** `nowhere`: they thought better of it. */
export type Target = FileSystemFileHandle | 'download' | 'nowhere'

interface FilePicker {
  showSaveFilePicker?(options: { readonly suggestedName: string; readonly id: string }): Promise<FileSystemFileHandle>
}

export async function chooseTarget(name: string): Promise<Target> {
  const picker = globalThis as FilePicker
  if (!picker.showSaveFilePicker) return 'download'
  try {
    // The id makes the browser remember the folder from one backup to the next.
    return await picker.showSaveFilePicker({ suggestedName: name, id: 'tideline-backup' })
  } catch (thrown) {
    // Some browsers have the picker and refuse it, as inside another page.
    return thrown instanceof DOMException && thrown.name === 'AbortError' ? 'nowhere' : 'download'
  }
}
