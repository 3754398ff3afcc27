/** What was handed over, however it came: the file itself, the texts of its codes, or a link. */
import { bytesInFragment, createFilm } from '@tideline/exchange'
import { Failure } from '../failure.ts'
import { readBytes } from '../input/open-file.ts'

export async function readSealed(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(await readBytes(path, 'a sealed story'))
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trimStart()
  if (start.startsWith('TL1:')) return filmed(path, textOf(bytes).split('\n'))
  if (!/^https?:\/\//u.test(start)) return bytes
  const link = textOf(bytes).trim()
  const carried = bytesInFragment(link.slice(link.indexOf('#')))
  if (!carried) throw new Failure(`${path}: this link carries no story behind its #.`)
  return carried
}

function filmed(path: string, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const film = createFilm()
  let said = 'none of its lines is a code'
  for (const line of lines) {
    const state = film.take(line)
    if (state.state === 'whole') return state.bytes
    if (state.state === 'partial') said = `${state.read} of ${state.of} codes are there`
  }
  throw new Failure(`${path}: the codes are not complete: ${said}.`)
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
