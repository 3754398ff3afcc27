import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '@tideline/journal'
import { beforeAll, describe, expect, it } from 'vitest'
import { file, folder, tideline, type Ran } from './run-tideline.ts'

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const WHO = ['--borrower', 'B-zhao-min', '--lender', 'Harbour Mutual', '--contact', 'East branch', '--as-of', '2026-03-31', '--issued', '2026-03-31T10:00:00Z']
const CODE = '4831 0927'

const seal = (...more: string[]): Promise<Ran> => tideline(['seal', 'narrated', ...WHO, '--key', 'lender.pem', '--code-file', 'code.txt', ...more])
const open = (name: string, ...more: string[]): Promise<Ran> => tideline(['open', name, '--today', '2026-04-02', '--json', ...more], `${CODE}\n`)

/** In the whole book the due that the way begins with has the id it was recorded under. */
const numbered = (paths: string, book: string): string => (book === 'narrated' ? paths.replace('"due":"0077"', '"due":"n-00559"') : paths)

beforeAll(async () => {
  file('lender.pem', pem())
  file('other.pem', pem())
  file('code.txt', `${CODE}\n`)
  await seal('--out', 'zhao.tideline')
}, 60_000)

describe('tideline seal and open', () => {
  it('[HB3, HB4] opens to what decide and path say of the book, and to a book that decides to the same bytes', async () => {
    const [opened] = (await open('zhao.tideline', '--out', 'zhao.jsonl')).json()
    const lines = opened!.lines as { readonly decision: object; readonly paths: object }[]
    const asked = ['--line', 'L-zhao-min', '--as-of', '2026-03-31', '--json']
    for (const book of ['narrated', 'zhao.jsonl']) {
      expect((await tideline(['decide', book, ...asked])).out).toBe(`${canonicalJson(lines[0]!.decision)}\n`)
      expect((await tideline(['path', book, ...asked])).out).toBe(numbered(`${canonicalJson(lines[0]!.paths)}\n`, book))
    }
    expect(readFileSync(join(folder, 'zhao.jsonl'), 'utf8')).not.toMatch(/"note":"[^-]/)
  })

  it('[HB15, HB16] hands over as codes in any order and as a link, and says who signed', async () => {
    const sealed = await seal('--codes')
    const key = /, by ([0-9a-f]{64})\n/.exec(sealed.err)?.[1] ?? ''
    file('codes.txt', sealed.out.split('\n').reverse().join('\n'))
    expect((await open('codes.txt', '--lender-key', key, '--borrower', 'B-zhao-min', '--after', '2026-03-31T10:00:00Z')).code).toBe(0)
    file('link.txt', (await seal('--link', 'https://lender.example/line/')).out)
    expect((await open('link.txt')).code).toBe(0)
    const page = await tideline(['open', 'link.txt', '--today', '2026-04-02', '--lang', 'zh-CN', '--code-file', 'code.txt'])
    expect(page.out).toContain(`Harbour Mutual (${key})\nEast branch\n2026-03-31T10:00:00Z – 2026-04-30\n`)
    expect(page.out).toContain('暂停')
  })

  it('[HB8, HB9, HB10, HB11] refuses in a sentence, and writes nothing', async () => {
    const sealed = readFileSync(join(folder, 'zhao.tideline'))
    sealed[100]! ^= 1
    writeFileSync(join(folder, 'altered.tideline'), sealed)
    const refusal = async (name: string, ...more: string[]): Promise<string> => {
      const { code, out, err } = await open(name, ...more)
      expect([code, out]).toEqual([2, ''])
      return err
    }
    expect(await refusal('altered.tideline')).toBe('altered.tideline: altered or cut on its way: ask for it anew.\n')
    expect(await refusal('lender.pem')).toBe('lender.pem: this is no sealed story.\n')
    expect(await refusal('zhao.tideline', '--code-file', file('wrong.txt', '4831 0928'))).toBe('zhao.tideline: the code is another.\n')
    expect(await refusal('zhao.tideline', '--today', '2026-05-01')).toMatch(/last day is over/)
    expect(await refusal('zhao.tideline', '--lender-key', 'ab'.repeat(32))).toMatch(/another key than that of the lender/)
    expect(await refusal('zhao.tideline', '--borrower', 'B-9')).toMatch(/another borrower/)
    expect(await refusal('zhao.tideline', '--after', '2026-04-01T00:00:00Z')).toMatch(/there is a later one/)
  })

  it('[HB5, HB7] takes a policy of its own along, and says why nothing is sealed', async () => {
    const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../../../packages/content/policies/consumer-1.json'), 'utf8')) as object
    file('house.json', { ...shipped, id: 'house', version: 3, graceDays: 9 })
    file('false.json', { ...shipped, graceDays: 9 })
    expect((await seal('--policy', 'house.json', '--out', 'house.tideline')).code).toBe(0)
    expect((await open('house.tideline')).json()[0]).toMatchObject({ rulebooks: { revolving: { policy: 'house@3', scorecard: 'behaviour@1' } } })
    expect((await seal('--policy', 'false.json', '--out', 'x')).err).toMatch(/consumer@1 ships with the program and says something else/)
    expect((await seal('--key', 'code.txt', '--out', 'x')).err).toMatch(/^code\.txt: expected an Ed25519 private key in PEM, got something else\n/)
    expect((await seal('--borrower', 'B-nobody', '--out', 'x')).err).toBe('B-nobody has no line open on that day: there is nothing to tell. Nothing was sealed.\n')
    expect((await seal()).err).toMatch(/^Where to\?/)
    const drawn = await tideline(['seal', 'narrated', ...WHO, '--key', 'lender.pem', '--out', 'drawn.tideline'])
    expect(drawn.err).toMatch(/\nThe code, to be said and not sent: \d{4} \d{4} \d{4}\n$/)
  })
})
