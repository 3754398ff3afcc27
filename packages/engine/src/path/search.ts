/** Looks for the soonest and the cheapest plan among what a borrower can move, and strips them of what they do not need. */
import type { Day } from '@tideline/journal'
import type { Evidence, Levers } from './levers.ts'
import type { Outlook } from './outlook.ts'
import type { Proof, Prover } from './prover.ts'
import type { Plan } from './schedule.ts'

export interface Found {
  readonly soonest: Proof
  readonly cheapest: Proof
}

const NOTHING: ReadonlySet<string> = new Set()

/** `null` where no plan leads to the goal by `to`. */
export function searchPaths(prover: Prover, levers: Levers, to: Day): Found | null {
  const proofs: Proof[] = []
  for (const plan of plansOf(levers, prover.outlook)) {
    const proof = prover.prove(plan, to)
    if (proof) proofs.push(proof)
  }
  // Most often one plan is near the head of both orders: it is stripped once.
  const stripped = new Map<Proof, Proof>()
  const stripOnce = (proof: Proof): Proof => {
    const known = stripped.get(proof) ?? strip(prover, levers, proof)
    stripped.set(proof, known)
    return known
  }
  const soonest = best(prover, stripOnce, proofs.toSorted(bySooner))
  const cheapest = best(prover, stripOnce, proofs.toSorted(byCheaper))
  if (!soonest || !cheapest) return null
  // Stripped, the cheapest may turn out to be as soon, the soonest to cost no more.
  if (bySooner(cheapest, soonest) < 0 && (prover.lasts(cheapest) || !prover.lasts(soonest))) return { soonest: cheapest, cheapest }
  return { soonest, cheapest: byCheaper(soonest, cheapest) <= 0 ? soonest : cheapest }
}

/** The first that, stripped, also lasts (R11); where none does, the first. */
function best(prover: Prover, strip: (proof: Proof) => Proof, ranked: readonly Proof[]): Proof | null {
  let first: Proof | null = null
  for (const proof of ranked) {
    if (first && !prover.lasts(proof)) continue
    const stripped = strip(proof)
    first ??= stripped
    if (prover.lasts(stripped)) return stripped
  }
  return first
}

/** The plan to judge by where none leads anywhere: all that is owed and asked, nothing beyond. */
export function bestEffort(prover: Prover, levers: Levers): Plan {
  const { day, open } = prover.outlook
  const arrears = open.reduce((sum, due) => sum + (due.dueOn < day ? due.unpaid : 0), 0)
  return { payNow: arrears, paysDues: levers.paysDues, evidence: mostDemanding(levers), without: NOTHING, slip: null }
}

function* plansOf(levers: Levers, { balance, open, raisedLater }: Outlook): Generator<Plan> {
  // Dues may be open on a line that owes nothing: what is paid past them, no ledger sees.
  const owed = [...open, ...raisedLater].reduce((sum, { unpaid }) => sum + unpaid, 0)
  for (const evidence of evidenceFamilies(levers)) {
    for (const payNow of levers.payNow) {
      // Where nothing is owed any more there is nothing left to leave unpaid.
      const choices = !levers.paysDues ? [false] : payNow > 0 && payNow >= Math.max(balance, owed) ? [true] : [true, false]
      for (const paysDues of choices) yield { payNow, paysDues, evidence, without: NOTHING, slip: null }
    }
  }
}

/** None, all at their most demanding, and each by itself: evidence of one kind, or too much of it, may stand in another's way. */
function evidenceFamilies(levers: Levers): (readonly Evidence[])[] {
  const all = mostDemanding(levers)
  const alone = all.length > 1 ? [...all] : []
  if (levers.firstReport) alone.push(levers.firstReport)
  return [[], ...(all.length > 0 ? [all] : []), ...alone.map((evidence) => [evidence])]
}

function mostDemanding({ evidence }: Levers): Evidence[] {
  return evidence.map((levels) => levels.at(-1)!)
}

function bySooner(a: Proof, b: Proof): number {
  return a.reopensOn - b.reopensOn || a.cost - b.cost || a.steps.length - b.steps.length
}

function byCheaper(a: Proof, b: Proof): number {
  return a.cost - b.cost || a.reopensOn - b.reopensOn || a.steps.length - b.steps.length
}

/** Asks for less as long as the goal is reached by the same day, and lasts if it did (R11); then leaves out every step that is not needed (R3). */
function strip(prover: Prover, levers: Levers, proof: Proof): Proof {
  let best = proof
  const lasts = prover.lasts(best)
  const attempt = (parts: Partial<Plan>): boolean => {
    const found = prover.prove({ ...best.plan, ...parts }, best.reopensOn)
    if (!found || (lasts && !prover.lasts(found))) return false
    best = found
    return true
  }
  if (best.plan.paysDues) attempt({ paysDues: false })
  for (const levels of levers.evidence) relax(best.plan, levels, attempt)
  for (const payNow of levers.payNow) if (payNow < best.plan.payNow && attempt({ payNow })) break
  for (let i = 0; i < best.steps.length; ) {
    const { key } = best.steps[i]!
    // What was needed before may no longer be once another is gone: from the first again.
    i = attempt({ without: new Set([...best.plan.without, key]) }) ? 0 : i + 1
  }
  return best
}

type Attempt = (parts: Partial<Plan>) => boolean

/** Of one kind of evidence: none, else the most modest that will do, else a covenant report with fewer figures. */
function relax({ evidence }: Plan, levels: readonly Evidence[], attempt: Attempt): void {
  const at = evidence.findIndex(({ kind }) => kind === levels[0]!.kind)
  if (at < 0) return
  const others = evidence.toSpliced(at, 1)
  if (attempt({ evidence: others })) return
  let asked = evidence[at]!
  for (const level of levels.slice(0, -1)) {
    if (!attempt({ evidence: [...others, level] })) continue
    asked = level
    break
  }
  if (asked.kind !== 'covenant') return
  for (const metric of Object.keys(asked.targets)) {
    const fewer: Evidence = { kind: 'covenant', targets: Object.fromEntries(Object.entries(asked.targets).filter(([id]) => id !== metric)) }
    if (attempt({ evidence: [...others, fewer] })) asked = fewer
  }
}
