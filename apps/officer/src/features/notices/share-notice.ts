/** Hands the text of a notice to another app where the device can, else to the clipboard, else as a file. */
import { saveFile } from '@tideline/ui/page'

export type Shared = 'shared' | 'copied' | 'saved' | 'not'

export async function shareNotice(title: string, paragraphs: readonly string[], fileName: string): Promise<Shared> {
  const text = paragraphs.join('\n')
  if ('share' in navigator) {
    try {
      await navigator.share({ title, text })
      return 'shared'
    } catch (thrown) {
      // Whoever closed the choice of apps wants none of them.
      if (thrown instanceof DOMException && thrown.name === 'AbortError') return 'not'
    }
  }
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), fileName)
    return 'saved'
  }
}
