/** One hash of many sections: SHA-256 of their SHA-256, so that it can be made as they pass. */
import { bytesToHex } from '@tideline/journal'
import { joinBytes } from '../deflate.ts'
import { checksum, type Bytes } from '../head.ts'

export class ContentHash {
  readonly #sums: Bytes[] = []

  async add(bytes: Bytes): Promise<void> {
    this.#sums.push(await checksum(bytes))
  }

  async hex(): Promise<string> {
    return bytesToHex(await checksum(joinBytes(this.#sums)))
  }
}
