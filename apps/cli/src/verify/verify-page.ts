/** Whether a book is whole, as a person reads it on a terminal. */
import type { BreakReason, ChainBreak, Contradiction, DeviceChain, Erasure } from '@tideline/journal'
import { count } from '../failure.ts'
import { paint } from '../output/paint.ts'
import { table } from '../output/table.ts'

/** `place` is a file with its line. */
export interface Verdict {
  readonly whole: boolean
  /** Lines that hold an event. */
  readonly events: number
  readonly devices: readonly DeviceChain[]
  readonly breaks: readonly (Omit<ChainBreak, 'index'> & { readonly place: string })[]
  /** A sentence for each line that holds none. */
  readonly unreadable: readonly string[]
  readonly unsigned: number
  readonly unsignedLater: readonly { readonly event: string; readonly place: string }[]
  readonly erasures: readonly (Omit<Erasure, 'index'> & { readonly by: string; readonly at: string; readonly place: string })[]
  readonly contradictions: readonly (Omit<Contradiction, 'index'> & { readonly place: string })[]
}

const MOST_SHOWN = 20

const WHY: Readonly<Record<BreakReason, (event: string, seq: number) => string>> = {
  removed: (event, seq) => `removed: event ${seq} of the device is missing; ${event} shows it`,
  altered: (event) => `altered: ${event} is not what the device signed`,
  inserted: (event) => `inserted: the place of ${event} is another event's`,
  reordered: (event) => `reordered: ${event} was signed for another place`,
  forged: (event) => `forged: ${event} was not signed by this device`,
  'unknown-device': (event) => `unknown device: nothing in the book gives its key; ${event} is its first event`,
}

export function verifyPage({ whole, events, devices, breaks, unreadable, unsigned, unsignedLater, erasures, contradictions }: Verdict): string[] {
  const labels = new Map(devices.map(({ device, label }) => [device, label]))
  return [
    ...cut(unreadable),
    ...breaks.map(({ place, device, seq, event, why }) => `${place}: ${nameOf(device, labels.get(device))}, place ${seq}: ${WHY[why](event, seq)}`),
    ...contradictions.map((one) => `${one.place}: ${nameOf(one.device, labels.get(one.device))}, place ${one.seq}: ${sayContradiction(one)}`),
    ...(whole ? [] : ['']),
    paint('bold', sayVerdict(whole, events, devices)),
    ...(devices.length === 0 ? [] : ['', ...deviceTable(devices)]),
    ...sayUnsealed(devices),
    ...sayErased(erasures, labels),
    ...sayUnsigned(unsigned, unsignedLater),
  ]
}

function sayVerdict(whole: boolean, events: number, devices: readonly DeviceChain[]): string {
  if (!whole) return 'Not whole: above is the first broken link of each device; what follows one was not judged.'
  if (devices.length === 0) return `Nothing is signed: ${count(events, 'event')} and no chain to verify.`
  const signed = devices.reduce((sum, each) => sum + each.events, 0)
  return `Whole: ${count(signed, 'signed event')} of ${count(devices.length, 'device')}, each as it was recorded and none missing before the last.`
}

/** The ids are what to compare with the devices that may record: a stranger's chain is whole too. */
function deviceTable(devices: readonly DeviceChain[]): string[] {
  const columns = [{ title: 'Device' }, { title: 'Label' }, { title: 'Events', align: 'right' }, { title: 'Last', align: 'right' }, { title: 'Hash of the last' }, { title: 'End' }] as const
  return table(
    columns,
    devices.map(({ device, label, events, head, sealed }) => [
      device,
      label ?? '',
      String(events),
      head ? String(head.seq) : '—',
      head?.hash ?? '—',
      sealed ? 'sealed' : 'open',
    ]),
  )
}

function sayUnsealed(devices: readonly DeviceChain[]): string[] {
  if (devices.every(({ sealed }) => sealed)) return []
  return ['', 'Of a chain with an open end, events cut off after the last would not be missed: compare the hash with the device, or export the book anew.']
}

function sayContradiction({ erasure, event }: Verdict['contradictions'][number]): string {
  if (event === undefined) return `contradicted: ${erasure} and another erasure tell the place differently`
  return `contradicted: ${erasure} calls ${event} erased, and it is there`
}

/** Whether the device may erase is for the reader to say, as for all that a device records. */
function sayErased(erasures: Verdict['erasures'], labels: ReadonlyMap<string, string | undefined>): string[] {
  if (erasures.length === 0) return []
  const total = erasures.reduce((sum, { events }) => sum + events, 0)
  const lines = erasures.map(({ place, at, by, device, events }) => `  ${place}: ${count(events, 'event')} by ${by} on ${nameOf(device, labels.get(device))}, ${at}`)
  return ['', `${count(total, 'event')} erased on request; the chains go on over them:`, ...cut(lines)]
}

function sayUnsigned(unsigned: number, later: Verdict['unsignedLater']): string[] {
  if (unsigned === 0) return []
  const head = `${count(unsigned, 'event')} unsigned, as imported events are`
  if (later.length === 0) return ['', `${head}.`]
  return ['', `${head}; of them recorded since signing began:`, ...cut(later.map(({ event, place }) => `  ${place}: ${event}`))]
}

function cut(lines: readonly string[]): string[] {
  const rest = lines.length - MOST_SHOWN
  return rest > 0 ? [...lines.slice(0, MOST_SHOWN), `… and ${rest} more`] : [...lines]
}

function nameOf(device: string, label: string | undefined): string {
  return label === undefined ? `device ${device}` : `device ${device} (${label})`
}
