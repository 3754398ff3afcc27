/** What the path finder told of a state, held against the search without insight. */
import type { LinePaths } from '@tideline/engine'
import { formatDay } from '@tideline/journal'
import { addMonths } from '../reference/days.ts'
import { sceneOf } from './assumption.ts'
import type { BadState } from './bad-state.ts'
import type { Fault } from './examine.ts'
import { everyWay, type Way } from './exhaustive.ts'

const HORIZON_MONTHS = 12

export interface Searched {
  readonly ways: number
  readonly faults: readonly Fault[]
}

/** R4: no way where none was told; R6: none sooner, none cheaper; R11 lets those that do not last give way. */
export function search(state: BadState, found: LinePaths): Searched {
  const { seed, terms, line, day } = state
  if (found.goal === null || found.none?.why === 'talk-to-lender') return { ways: 0, faults: [] }
  const ways = everyWay(state, sceneOf(state.events, line.id, terms.policy, day), found.goal, addMonths(day, HORIZON_MONTHS))
  const faults: Fault[] = []
  const fault = (rule: string, told: string, way: Way): void => {
    const instead = `${way.told}: back on ${way.back.on} for ${way.cost}`
    faults.push({ rule, told: `${seed} ${terms.name} ${line.id} ${formatDay(day)}: ${told}, but ${instead}` })
  }
  const [soonest, cheapest] = [found.paths[0], found.paths.at(-1)]
  if (soonest === undefined || cheapest === undefined) {
    if (ways[0] !== undefined) fault('R4', 'no path', ways[0])
    return { ways: ways.length, faults }
  }
  const lasts = (path: typeof soonest): boolean => path.rungs.at(-1)?.status !== 'suspended'
  const sooner = ways.filter(({ back }) => back.on < soonest.reopensOn).find((way) => !lasts(soonest) || way.lasts())
  if (sooner !== undefined) fault('R6', `soonest ${soonest.reopensOn} for ${soonest.cost}`, sooner)
  // A path asks for dues in full: to pay less by the cents that the policy forgives of them (L3) is no cheaper way.
  const forgiven = cheapest.cost * terms.policy.dueTolerance
  const cheaper = ways.filter(({ cost }) => cost < cheapest.cost - forgiven).find((way) => !lasts(cheapest) || way.lasts())
  if (cheaper !== undefined) fault('R6', `cheapest ${cheapest.cost} on ${cheapest.reopensOn}`, cheaper)
  const lasting = lasts(soonest) ? undefined : ways.find((way) => way.lasts())
  if (lasting !== undefined) fault('R11', `${soonest.reopensOn}, which does not last`, lasting)
  return { ways: ways.length, faults }
}
