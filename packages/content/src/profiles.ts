/** The profiles that ship, one for each kind of file a lender has, as raw JSON: the importer checks them. */
import statementsTaiwan from '../profiles/statements-taiwan.json' with { type: 'json' }
import transactionsBerka from '../profiles/transactions-berka.json' with { type: 'json' }

/** Profiles by id. */
export const PROFILES: ReadonlyMap<string, unknown> = new Map(
  [statementsTaiwan, transactionsBerka].map((profile) => [profile.id, profile]),
)
