/** `tideline seal`: a borrower's own story, signed and sealed as the officer's tablet does it. */
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from '@tideline/content'
import { codesOf, drawCode, linkTo, readCode, sealStory, SENT_DIGITS, tellStory, type NamedRulebook } from '@tideline/exchange'
import { addDays, bytesToHex, canonicalJson, formatDay, parseDay, type Day, type LineKind } from '@tideline/journal'
import { Failure, failureOf } from '../failure.ts'
import { readLenderKey } from '../hand-over/lender-key.ts'
import { sayUntold } from '../hand-over/say-refusal.ts'
import { checkPolicyDocument, findPolicy, sayFaults, scorecardOf, type FoundDocument } from '../input/find-document.ts'
import { readBook } from '../input/read-book.ts'
import { readSecret } from '../input/read-secret.ts'
import { writeBytes, writeOut } from '../output/write.ts'
import { lastDayKnown, refusingOverflow, type RulebookOptions } from './open-lines.ts'

export interface SealOptions extends RulebookOptions {
  readonly borrower: string
  readonly key: string
  readonly lender: string
  readonly contact: string
  readonly asOf?: Day
  readonly issued?: string
  readonly days: number
  readonly codeFile?: string
  readonly out?: string
  readonly codes?: boolean
  readonly link?: string
}

export async function seal(book: string, options: SealOptions): Promise<void> {
  if (options.out === undefined && !options.codes && options.link === undefined) throw new Failure('Where to? Name a file with --out, or ask for --codes or a --link.')
  const signer = await readLenderKey(options.key)
  const read = await readBook(book)
  const asOf = options.asOf ?? lastDayKnown(read.log, options.knownAt)
  const { rulebookFor, documents } = await rulebooks(options)
  // A hand-over is an act of today; what it tells is of the day that was asked for.
  const issued = options.issued ?? `${new Date().toISOString().slice(0, 19)}Z`
  const told = refusingOverflow(read, () =>
    tellStory(read.log, { policies: POLICIES, scorecards: SCORECARDS, reasonCodes: REASON_CODES }, {
      borrower: options.borrower,
      asOf: formatDay(asOf),
      issued,
      expires: formatDay(addDays(parseDay(issued.slice(0, 10))!, options.days)),
      lender: options.lender,
      contact: options.contact,
      documents,
      rulebookFor,
      ...(options.knownAt !== undefined && { knownAt: options.knownAt }),
    }),
  )
  if (!told.ok) throw new Failure(sayUntold(options.borrower, told.why))
  const code = options.codeFile === undefined ? drawCode(SENT_DIGITS) : await readSecret(options.codeFile)
  if (readCode(code) === null) throw new Failure(`${options.codeFile ?? 'code'}: expected a code of 8 or 12 digits in its first line`)
  const bytes = await sealStory(told.story, told.fingerprints, { code, signer })
  if (options.out !== undefined) await writeBytes(options.out, bytes)
  if (options.codes) await writeOut(codesOf(bytes).map((text) => `${text}\n`))
  if (options.link !== undefined) await writeOut([`${linkTo(options.link, bytes)}\n`])
  const { entries, expires } = told.story
  process.stderr.write(`${options.borrower}: ${entries.length} entries, ${bytes.length} bytes, ${codesOf(bytes).length} codes, until ${expires}, by ${bytesToHex(signer.publicKey)}\n`)
  if (options.codeFile === undefined) process.stderr.write(`The code, to be said and not sent: ${code}\n`)
}

interface Chosen {
  readonly rulebookFor: (kind: LineKind) => NamedRulebook
  readonly documents: readonly Readonly<Record<string, unknown>>[]
}

/** By name what ships; whole what does not. Throws a `Failure` for what can't be decided by. */
async function rulebooks({ policy: asked, scorecard }: RulebookOptions): Promise<Chosen> {
  const documents = new Map<string, Readonly<Record<string, unknown>>>()
  const nameOf = (found: FoundDocument, shipped: ReadonlyMap<string, unknown>): string => {
    const json = found.json as Readonly<Record<string, unknown>>
    const name = `${String(json['id'])}@${String(json['version'])}`
    if (!shipped.has(name)) documents.set(name, json)
    else if (canonicalJson(shipped.get(name)) !== canonicalJson(json)) throw new Failure(`${found.name}: ${name} ships with the program and says something else: give yours another id or version.`)
    return name
  }
  const named = new Map<string, NamedRulebook>()
  for (const name of asked === undefined ? new Set(Object.values(POLICY_BY_KIND)) : [asked]) {
    const policy = await findPolicy(name)
    const { checked } = await checkPolicyDocument(policy, scorecard)
    if (!checked.ok) throw failureOf(sayFaults(policy.name, checked.issues), 'nothing was sealed')
    named.set(name, { policy: nameOf(policy, POLICIES), scorecard: nameOf(await scorecardOf(policy, scorecard), SCORECARDS) })
  }
  return { rulebookFor: (kind) => named.get(asked ?? POLICY_BY_KIND[kind])!, documents: [...documents.values()] }
}
