/** Packing a section smaller, and unpacking it within a limit. */
import type { Bytes } from './head.ts'

export function deflate(bytes: Bytes): Promise<Bytes> {
  return collect(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate')), Number.POSITIVE_INFINITY) as Promise<Bytes>
}

/** `null` unless it comes to just so many bytes; it is stopped as soon as there are more. */
export async function inflate(bytes: Bytes, length: number): Promise<Bytes | null> {
  try {
    const found = await collect(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')), length)
    return found?.length === length ? found : null
  } catch {
    return null
  }
}

/** `null` if there is more than `most`. */
async function collect(stream: ReadableStream<Uint8Array>, most: number): Promise<Bytes | null> {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel().catch(() => {})
      return null
    }
    parts.push(value)
  }
  return joinBytes(parts, length)
}

export function joinBytes(parts: readonly Uint8Array[], length = parts.reduce((sum, part) => sum + part.length, 0)): Bytes {
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
