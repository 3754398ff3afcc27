/** Growing bytes and their reading: variable-length integers and doubles. */

/** The magnitude from which zigzag coding leaves the safe integers; such numbers are stored as doubles. */
export const ZIGZAG_LIMIT = 2 ** 51

/** Thrown when packed bytes can't be what `packEvents` made: cut, changed, or of a later version. */
export class CorruptPackError extends Error {
  readonly code = 'corrupt-pack'
  override readonly name = 'CorruptPackError'
}

export class ByteWriter {
  #bytes = new Uint8Array(1024)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  /** A safe integer of 0 or more, seven bits a byte, lowest first. */
  varint(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#length++] = rest
  }

  /** An integer below `ZIGZAG_LIMIT` in magnitude; small ones of either sign take few bytes. */
  zigzag(value: number): void {
    this.varint(value >= 0 ? value * 2 : value * -2 - 1)
  }

  double(value: number): void {
    this.#reserve(8)
    this.#view.setFloat64(this.#length, value)
    this.#length += 8
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  /** What was written so far; a view, good until the next write. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** What was written, followed by its checksum. */
  sealed(): Uint8Array {
    const sum = checksum(this.#bytes, this.#length)
    this.#reserve(4)
    this.#view.setUint32(this.#length, sum)
    return this.#bytes.slice(0, this.#length + 4)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    grown.set(this.#bytes)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #end: number
  #at = 0

  /** Refuses bytes whose checksum is not that of the rest. */
  constructor(sealed: Uint8Array) {
    this.#bytes = sealed
    this.#view = new DataView(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    this.#end = sealed.length - 4
    if (this.#end < 0 || this.#view.getUint32(this.#end) !== checksum(sealed, this.#end)) {
      throw new CorruptPackError('packed events have been cut or changed: their checksum does not match')
    }
  }

  get left(): number {
    return this.#end - this.#at
  }

  byte(): number {
    if (this.#at >= this.#end) throw new CorruptPackError('packed events end too soon')
    return this.#bytes[this.#at++] ?? 0
  }

  varint(): number {
    const first = this.byte()
    if (first < 128) return first
    let value = first - 128
    let scale = 128
    for (;;) {
      const next = this.byte()
      value += (next & 127) * scale
      if (next < 128) return value
      scale *= 128
      if (scale > Number.MAX_SAFE_INTEGER) throw new CorruptPackError('packed events hold an endless number')
    }
  }

  zigzag(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  double(): number {
    if (this.left < 8) throw new CorruptPackError('packed events end too soon')
    const value = this.#view.getFloat64(this.#at)
    this.#at += 8
    return value
  }

  bytes(length: number): Uint8Array {
    if (length > this.left) throw new CorruptPackError('packed events end too soon')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }
}

/** FNV-1a over the first `length` bytes: it finds accidents, not forgery. */
function checksum(bytes: Uint8Array, length: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < length; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193)
  return hash >>> 0
}
