/** What an officer can record on a line, by name; the most frequent first. All that an address needs to know. */
export const RECORD_KINDS = [
  'payment',
  'draw',
  'contact',
  'income',
  'spending',
  'due',
  'schedule',
  'charge',
  'review',
  'flag',
  'bureau',
  'covenant',
  'restructuring',
] as const

export type RecordKindId = (typeof RECORD_KINDS)[number]

export function isRecordKind(id: string): id is RecordKindId {
  return (RECORD_KINDS as readonly string[]).includes(id)
}
