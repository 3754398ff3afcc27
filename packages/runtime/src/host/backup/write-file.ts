/** Writes a backup where a person chose: beside the old file first, which is replaced only by all of the new one. */
import type { BackupRefusal } from '../../backup-contract.ts'

const AT_A_TIME = 1_048_576

/** `null`: it lies there, byte for byte. */
export async function writeFile(target: FileSystemFileHandle, file: Blob, onBytes: (done: number) => void): Promise<BackupRefusal | null> {
  try {
    // Goes to a swap file until it is closed: whatever ends before leaves the old file as it is.
    const swap = await target.createWritable()
    try {
      for (let at = 0; at < file.size; at += AT_A_TIME) {
        onBytes(at)
        await swap.write(file.slice(at, at + AT_A_TIME))
      }
    } catch (error) {
      await swap.abort().catch(() => {})
      throw error
    }
    await swap.close()
    return (await isSame(await target.getFile(), file)) ? null : { code: 'not-verified', detail: target.name }
  } catch (error) {
    if (!(error instanceof DOMException) || error.name === 'AbortError') throw error
    return { code: error.name === 'QuotaExceededError' ? 'full' : 'unwritable', detail: error.message }
  }
}

async function isSame(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false
  for (let at = 0; at < a.size; at += AT_A_TIME) {
    const [mine, theirs] = await Promise.all([a, b].map(async (blob) => new Uint8Array(await blob.slice(at, at + AT_A_TIME).arrayBuffer())))
    if (!mine!.every((byte, i) => byte === theirs![i])) return false
  }
  return true
}
