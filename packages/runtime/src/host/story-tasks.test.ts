import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { bytesInFragment, createFilm, openStory, sealNote, signerOf, type Note } from '@tideline/exchange'
import { canonicalJson } from '@tideline/journal'
import { createMemoryStore, openVault } from '@tideline/storage'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2026-03-31'
const [PIN, OFFICER_PIN, TRAINER_PIN] = ['270914', '385162', '481516']
const PASSPHRASE = 'reeds bend where the tide turns'
const FACE = { name: 'Harbour Mutual', contact: 'East branch, 0571 8888 1234' }
const PEM = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const LIBRARY = { policies: POLICIES, scorecards: SCORECARDS, reasonCodes: REASON_CODES }
const file = (): Blob => new Blob([readFileSync(new URL('../../../content/books/narrated.jsonl', import.meta.url))])
const clock = (): string => '2026-03-31T18:00:00.000Z'
const books = { sample: async () => file(), narrated: async () => file() }
const ASKED = { line: 'L-zhao-min', asOf: TODAY, way: 'screen' } as const

async function sealed(host: TidelineWorker, way: 'screen' | 'sent' = 'screen') {
  const answer = await host.sealStory({ ...ASKED, way }, TODAY)
  if (!answer.ok) throw new Error(answer.code)
  return answer
}

async function tablet(name: string): Promise<TidelineWorker> {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const vault = await openVault(name, { factory, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
  const host = createHost({ vault, books, clock, backupKdf: { memoryKiB: 8, passes: 1 } })
  await host.createVault('Chen', PIN)
  return host
}

describe('a story from a book', () => {
  let host: TidelineWorker
  beforeAll(async () => {
    host = createHost({ store: createMemoryStore(), books, clock })
    await host.startBook('narrated', TODAY)
  })

  it('[HB4] says on a phone what the tablet says, but for the numbers of entries', async () => {
    expect(await host.sealStory(ASKED, TODAY)).toEqual({ ok: false, code: 'no-lender' })
    const { key } = (await host.setLender(FACE)) as { readonly key: string }
    const { bytes, codes, fragment, code, expires } = await sealed(host)
    expect(code).toMatch(/^\d{4} \d{4}$/)
    expect(expires).toBe('2026-04-30')
    const film = createFilm()
    const filmed = codes.toReversed().map((text) => film.take(text)).at(-1)
    expect(filmed).toEqual({ state: 'whole', bytes })
    expect(bytesInFragment(fragment)).toEqual(bytes)
    const answer = await openStory(bytes, code, { library: LIBRARY, today: TODAY, known: null })
    if (!answer.ok) throw new Error(answer.why)
    const { lines, story, known, proveWays } = answer.opened
    expect([story.lender, story.contact, known.lenderKey]).toEqual([FACE.name, FACE.contact, key])
    const page = (await host.openLine(ASKED.line, TODAY))!
    expect(canonicalJson(lines[0]!.decision)).toBe(canonicalJson(page.decision))
    const { promises: _, ...ways } = (await host.paths(ASKED.line, TODAY))!
    const numberless = (value: unknown): string => canonicalJson(value).replace(/"due":"[^"]+"/g, '"due":""')
    expect(numberless(proveWays()![0])).toBe(numberless(ways))
  })

  it('[HB8] draws a longer code for what is sent, and another each time', async () => {
    const [one, two] = [await sealed(host, 'sent'), await sealed(host, 'sent')]
    expect(one.code).toMatch(/^\d{4} \d{4} \d{4}$/)
    expect(one.code).not.toBe(two.code)
  })

  it('[HB5] seals nothing of a line that is not there, or whose stop is not told', async () => {
    expect(await host.sealStory({ ...ASKED, line: 'L-nobody' }, TODAY)).toEqual({ ok: false, code: 'no-line' })
    const silent = (await host.openBook(TODAY)).lines.map(({ line }) => line)
    const answers = await Promise.all(silent.map(async (line) => ({ line, ways: await host.paths(line, TODAY) })))
    const stopped = answers.find(({ ways }) => ways?.none?.why === 'talk-to-lender')!
    expect(await host.sealStory({ ...ASKED, line: stopped.line }, TODAY)).toEqual({ ok: false, code: 'talk-to-lender' })
  })
})

describe('what a borrower says back', () => {
  it('[HB20] becomes a request for a person to look, once, of this lender’s own line', async () => {
    const host = createHost({ store: createMemoryStore(), books, clock })
    await host.startBook('narrated', TODAY)
    const { publicKey, privateKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
    const signer = signerOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), privateKey)
    const note: Note = {
      id: '0123456789abcdef0123456789abcdef',
      kind: 'hardship',
      borrower: 'B-zhao-min',
      line: ASKED.line,
      made: clock(),
      words: 'The shop was flooded.',
      entry: { number: '0077', type: 'due.raised', on: '2026-03-15', amount: 35_000 },
      lenderKey: 'ab'.repeat(32),
      story: clock(),
    }
    const taken = async (change: Partial<Note>) => host.takeNote(await sealNote({ ...note, ...change }, { code: '48310927', signer }), '4831 0927', '2026-04-14', TODAY)
    expect(await taken({})).toEqual({ ok: false, code: 'no-lender' })
    const { key: lenderKey } = (await host.setLender(FACE)) as { readonly key: string }
    expect(await taken({})).toEqual({ ok: false, code: 'other-lender' })
    expect(await taken({ lenderKey, borrower: 'B-chen-guihua' })).toEqual({ ok: false, code: 'other-line' })
    const event = `note-${note.id}`
    expect(await taken({ lenderKey })).toMatchObject({ ok: true, again: false, event, note: { kind: 'hardship', words: note.words } })
    expect(await taken({ lenderKey })).toMatchObject({ ok: true, again: true, event })
    expect((await host.judgement(ASKED.line, TODAY))?.requests).toMatchObject([{ id: event, about: 'other', note: note.words, answerBy: '2026-04-14' }])
    expect(await host.takeNote(new Uint8Array(60), '48310927', '2026-04-14', TODAY)).toEqual({ ok: false, code: 'not-a-note' })
  })
})

describe('the lender’s key', () => {
  it('[HB17] is brought by a supervisor, the same on every tablet, and comes back with a backup', async () => {
    const [one, two, three] = [await tablet('one'), await tablet('two'), await tablet('three')]
    await one.importFile(file(), 'book.jsonl', 'events')
    const brought = await one.setLender({ ...FACE, pem: PEM })
    expect(await two.setLender({ ...FACE, pem: PEM })).toEqual(brought)
    expect(await two.setLender({ ...FACE, name: 'Harbour' })).toEqual(brought)
    expect(await two.setLender({ ...FACE, pem: 'no key' })).toEqual({ ok: false, code: 'bad-key' })
    expect(await two.setLender({ ...FACE, contact: ' ' })).toEqual({ ok: false, code: 'bad-name' })
    const backup = await one.makeBackup({ passphrase: PASSPHRASE }, TODAY)
    if (backup.outcome !== 'done') throw new Error(JSON.stringify(backup))
    await three.restoreBackup({ file: backup.file!, fileName: 'x.backup', passphrase: PASSPHRASE, wholeOnly: true }, TODAY)
    expect(await three.lender()).toEqual(await one.lender())
    expect((await sealed(three)).bytes.length).toBeGreaterThan(300)
  })

  it('[HB18] is used by officers, changed by supervisors, and by nobody else; the access log says whose story went', async () => {
    const host = await tablet('roles')
    await host.importFile(file(), 'book.jsonl', 'events')
    await host.setLender(FACE)
    const users: string[] = []
    for (const [role, pin] of [['trainer', TRAINER_PIN], ['officer', OFFICER_PIN]] as const) {
      const added = await host.addUser({ name: role, role }, pin, PIN)
      if (!added.ok) throw new Error(added.code)
      users.push(added.user.id)
    }
    await host.unlock(users[0]!, TRAINER_PIN)
    expect(await host.setLender(FACE)).toEqual({ ok: false, code: 'not-allowed' })
    expect(await host.sealStory(ASKED, TODAY)).toEqual({ ok: false, code: 'not-allowed' })
    await host.unlock(users[1]!, OFFICER_PIN)
    expect(await host.setLender(FACE)).toEqual({ ok: false, code: 'not-allowed' })
    expect((await sealed(host)).entries).toBeGreaterThan(50)
    const log = await host.accessLog({ limit: 10 })
    if (!log.ok) throw new Error(log.code)
    expect(log.entries.find(({ kind }) => kind === 'story-sealed')).toMatchObject({ by: 'officer', about: { borrower: 'B-zhao-min', line: ASKED.line } })
    await host.lock()
    expect(await host.sealStory(ASKED, TODAY)).toEqual({ ok: false, code: 'locked' })
    expect(await host.setLender(FACE)).toEqual({ ok: false, code: 'locked' })
  })
})
